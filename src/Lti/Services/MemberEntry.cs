using System.Collections.ObjectModel;
using System.Text.Json;
using Integration.Lti.Launch;

namespace Integration.Lti.Services;

/// <summary>One entry of a membership container as sent: any part may be missing. See NRPS 2.2.</summary>
internal sealed record MemberEntry(string? UserId, IReadOnlyList<string> Roles, bool Active, PersonName Name, string? PersonSourcedId)
{
    public bool IsDeleted { get; init; }

    public bool HasEmail { get; init; }

    public IReadOnlyList<MemberMessage> Messages { get; init; } = [];

    /// <summary>The entries of one page; null when it holds no list of members.</summary>
    public static IReadOnlyList<MemberEntry>? ReadPage(JsonElement page)
        => page.ValueKind == JsonValueKind.Object && page.TryGetProperty("members", out var members) && members.ValueKind == JsonValueKind.Array
            ? [.. members.EnumerateArray().Select(Read)]
            : null;

    /// <summary>One person from two entries: all roles, active if either is, and the first of each name.</summary>
    public static MemberEntry Merge(MemberEntry first, MemberEntry second) => first with
    {
        Roles = [.. first.Roles.Union(second.Roles, StringComparer.Ordinal)],
        Active = first.Active || second.Active,
        Name = new PersonName(first.Name.Full ?? second.Name.Full, first.Name.Given ?? second.Name.Given, first.Name.Family ?? second.Name.Family),
        PersonSourcedId = first.PersonSourcedId ?? second.PersonSourcedId,
        IsDeleted = first.IsDeleted && second.IsDeleted,
        HasEmail = first.HasEmail || second.HasEmail,
        Messages = second.Messages.Count == 0 ? first.Messages : [.. first.Messages, .. second.Messages],
    };

    /// <summary>The member, with roles understood.</summary>
    public Member ToMember() => new(UserId!, RoleParser.Parse(Roles), Active, Name, PersonSourcedId) { IsDeleted = IsDeleted, HasEmail = HasEmail, Messages = Messages };

    private static MemberEntry Read(JsonElement json) => new(
        json.Text("user_id"),
        [.. json.Entries("roles").Select(role => role.AsText()).OfType<string>()],
        json.Text("status") is not { } status || !IsGone(status),
        new PersonName(json.Text("name"), json.Text("given_name"), json.Text("family_name")),
        json.Text("lis_person_sourcedid"))
    {
        IsDeleted = json.Text("status") is { } gone && Is(gone, "Deleted"),
        HasEmail = json.Text("email") is not null,
        Messages = json.Entries("message").Select(ReadMessage).OfType<MemberMessage>().ToList() is { Count: > 0 } messages ? (IReadOnlyList<MemberMessage>)messages : [],
    };

    private static MemberMessage? ReadMessage(JsonElement json)
    {
        if (json.Text("https://purl.imsglobal.org/spec/lti/claim/message_type") is not { } type)
        {
            return null;
        }

        var claims = new ClaimSet(json);
        return new MemberMessage(
            type,
            claims.Text("locale"u8) ?? claims.Object("https://purl.imsglobal.org/spec/lti/claim/launch_presentation"u8)?.Text("locale"u8),
            claims.Object("https://purl.imsglobal.org/spec/lti/claim/custom"u8)?.ToTexts() ?? ReadOnlyDictionary<string, string>.Empty);
    }

    private static bool IsGone(string status) => Is(status, "Inactive") || Is(status, "Deleted");

    private static bool Is(string status, string name) => status.Equals(name, StringComparison.OrdinalIgnoreCase);
}
