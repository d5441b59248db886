using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.Lti.Http;
using Integration.Lti.Registrations;

namespace Integration.Learning.Platforms;

/// <summary>One LMS this tool serves: its registration, and where each of its deployments belongs.</summary>
public sealed record PlatformRecord : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 2;

    /// <summary>The tool's own short, random id of it.</summary>
    public required string Id { get; init; }

    /// <summary>A name for lists and error pages.</summary>
    public required string Name { get; init; }

    /// <summary>Which LMS it is, as an admin, its own registration or its first launch said; null while unknown.</summary>
    public string? ProductFamily { get; init; }

    /// <summary>The platform's <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The client id the platform gave this tool.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the browser is sent for the authentication request.</summary>
    public required Uri AuthorizationEndpoint { get; init; }

    /// <summary>Where access tokens are asked for.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>The platform's public keys.</summary>
    public required Uri JwksUri { get; init; }

    /// <summary>The <c>aud</c> of client assertions.</summary>
    public required string TokenAudience { get; init; }

    /// <summary>The district that new, pending deployments are offered to; null when an admin chooses at approval.</summary>
    public string? District { get; init; }

    /// <summary>Deployments, oldest first.</summary>
    public required IReadOnlyList<DeploymentRecord> Deployments { get; init; }

    /// <summary>Origins allowed to frame the tool's pages.</summary>
    public required IReadOnlyList<string> FrameOrigins { get; init; }

    /// <summary>Further hosts that may receive a bearer token.</summary>
    public required IReadOnlyList<string> ServiceHosts { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Whether any launch of it is let in.</summary>
    public PlatformStatus Status { get; init; }

    /// <summary>How it registered itself; null when an admin added it by hand.</summary>
    public SelfRegistration? SelfRegistration { get; init; }

    /// <summary>Until then the first deployment that a signed launch names is let in: such a client id was made for this district alone.</summary>
    public DateTimeOffset? TakesFirstDeploymentUntil { get; init; }

    /// <summary>The same as the LTI room sees it.</summary>
    public Registration ToRegistration() => new()
    {
        Id = new RegistrationId(Id),
        Name = Name,
        ProductFamily = ProductFamily,
        Issuer = Issuer,
        ClientId = ClientId,
        AuthorizationEndpoint = AuthorizationEndpoint,
        TokenEndpoint = TokenEndpoint,
        JwksUri = JwksUri,
        TokenAudience = TokenAudience,
        // One may have been kept as an admin wrote it, before they were kept in ASCII.
        FrameOrigins = [.. FrameOrigins.Select(origin => WebAddress.TryRead(origin, out var address) ? WebAddress.Origin(address) : null).OfType<string>()],
        ServiceHosts = ServiceHosts,
        Deployments = Deployments.ToDictionary(
            deployment => deployment.Id,
            deployment => Status is PlatformStatus.Active ? deployment.Status : DeploymentStatus.Pending,
            StringComparer.Ordinal),
    };
}

/// <summary>Whether a platform's launches are let in.</summary>
public enum PlatformStatus
{
    /// <summary>Its approved deployments launch.</summary>
    Active,

    /// <summary>It registered itself and waits for an admin; nothing launches.</summary>
    Pending,
}

/// <summary>What a platform said and granted when it registered itself.</summary>
/// <param name="Version">Its version, for people.</param>
/// <param name="Account">The account that registered, where it said so.</param>
/// <param name="Wanted">The scopes that were asked for.</param>
/// <param name="Granted">The scopes it granted; null when it did not say.</param>
public sealed record SelfRegistration(string Version, string Account, IReadOnlyList<string> Wanted, IReadOnlyList<string>? Granted)
{
    /// <summary>What was asked for and not granted.</summary>
    public IReadOnlyList<string> Lacking() => Granted is null ? [] : [.. Wanted.Except(Granted, StringComparer.Ordinal)];
}

/// <summary>One deployment of a platform; an approved one belongs to exactly one district.</summary>
public sealed record DeploymentRecord(string Id, DeploymentStatus Status, string? District, DateTimeOffset Since);

/// <summary>Points from (issuer, client id) to the platform; it is what keeps that pair unique.</summary>
internal sealed record PlatformIndex : IDocument
{
    public int V { get; init; } = 1;

    public required string Issuer { get; init; }

    public required string ClientId { get; init; }

    public required string Platform { get; init; }
}

/// <summary>A nonce that was used; the row's presence is the fact.</summary>
internal sealed record UsedNonce : IDocument
{
    public int V { get; init; } = 1;

    public required DateTimeOffset KeepUntil { get; init; }
}

/// <summary>Says that a partition of used nonces exists, so that the purge finds it.</summary>
internal sealed record NonceBucket : IDocument
{
    public int V { get; init; } = 1;

    public required string Platform { get; init; }

    public required DateTimeOffset Ends { get; init; }
}

/// <summary>One signing key of the tool: the public part in the open, the private part sealed.</summary>
internal sealed record ToolKeyRecord : IDocument
{
    public int V { get; init; } = 1;

    public required string Kid { get; init; }

    public required string Modulus { get; init; }

    public required string Exponent { get; init; }

    public required string SealedPrivateKey { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Counts up from 1 and is the row's name; a key of an earlier release is the first.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>From then on it signs; a key of an earlier release always did.</summary>
    public DateTimeOffset SignsFrom { get; init; }
}

/// <summary>The kinds of this folder.</summary>
internal static class PlatformDocuments
{
    public static readonly DocumentKind<PlatformRecord> Platform = new(
        "platform", 2, PlatformJson.Default.PlatformRecord, DataClass.Configuration, Subject.Nobody, Retention.District, WithOneFamily);

    public static readonly DocumentKind<PlatformIndex> Index = new(
        "platform index", 1, PlatformJson.Default.PlatformIndex, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<UsedNonce> Nonce = new(
        "used nonce", 1, PlatformJson.Default.UsedNonce, DataClass.Security, Subject.Nobody, Retention.Hours);

    public static readonly DocumentKind<NonceBucket> NonceBucket = new(
        "nonce bucket", 1, PlatformJson.Default.NonceBucket, DataClass.Security, Subject.Nobody, Retention.Hours);

    public static readonly DocumentKind<ToolKeyRecord> ToolKey = new(
        "tool key", 1, PlatformJson.Default.ToolKeyRecord, DataClass.Security, Subject.Nobody, Retention.District);

    public static IReadOnlyList<DocumentKind> All { get; } = [Platform, Index, Nonce, NonceBucket, ToolKey];

    // Version 1 kept what a platform said of itself when it registered apart from what an admin or a launch said.
    private static JsonObject WithOneFamily(JsonObject older, int version)
    {
        var said = (string?)older["selfRegistration"]?["family"];
        older["productFamily"] ??= said is { Length: > 0 } ? said : null;
        older["v"] = 2;
        return older;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlatformRecord))]
[JsonSerializable(typeof(PlatformIndex))]
[JsonSerializable(typeof(UsedNonce))]
[JsonSerializable(typeof(NonceBucket))]
[JsonSerializable(typeof(ToolKeyRecord))]
internal sealed partial class PlatformJson : JsonSerializerContext;
