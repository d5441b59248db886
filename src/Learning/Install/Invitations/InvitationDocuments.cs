using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.Learning.Platforms;
using Integration.Tables;

namespace Integration.Learning.Install.Invitations;

/// <summary>
/// Permission for one LMS to register itself for one district, once. Whoever holds its address may use it; only a hash of that address's secret is stored.
/// </summary>
public sealed record Invitation : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>A short name of it for lists; it opens nothing.</summary>
    public required string Id { get; init; }

    /// <summary>The district the LMS will belong to.</summary>
    public required string District { get; init; }

    /// <summary>The only product that may use it, such as <c>canvas</c>; null for any.</summary>
    public string? Family { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>From then on it is of no use.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>While a registration is under way nobody else may begin one; past this time it was given up.</summary>
    public DateTimeOffset? TakenUntil { get; init; }

    /// <summary>The platform that registered with it; set once, for ever.</summary>
    public string? Platform { get; init; }
}

/// <summary>The kind of this folder. It lies beside the platforms, so that a platform and the invitation it used up are written in one batch.</summary>
internal static class InvitationDocuments
{
    public static readonly DocumentKind<Invitation> Invitation = new(
        "invitation", 1, InvitationJson.Default.Invitation, DataClass.Security, Subject.Nobody, Retention.District);

    public static IReadOnlyList<DocumentKind> All { get; } = [Invitation];

    public static Key Partition => PlatformKeys.Platforms;

    /// <summary>All of them: a short list that an admin makes by hand.</summary>
    public static KeyRange Everything { get; } = KeyRange.Under(Key.Of("invitation"));

    /// <summary>Found by its secret alone, through its hash.</summary>
    public static Key Row(string secret) => Key.Of("invitation", HashOf(secret));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Invitation))]
internal sealed partial class InvitationJson : JsonSerializerContext;
