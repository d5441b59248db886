using System.Text.Json;
using Integration.Lti.Launch;

namespace Integration.Lti.Services;

/// <summary>One entry of a membership container as sent: any part may be missing. See NRPS 2.2.</summary>
internal sealed record MemberEntry(string? UserId, IReadOnlyList<string> Roles, bool Active, PersonName Name, string? PersonSourcedId)
{
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
    };

    /// <summary>The member, with roles understood.</summary>
    public Member ToMember() => new(UserId!, RoleParser.Parse(Roles), Active, Name, PersonSourcedId);

    private static MemberEntry Read(JsonElement json) => new(
        json.Text("user_id"),
        [.. json.Entries("roles").Select(role => role.AsText()).OfType<string>()],
        json.Text("status") is not { } status || !IsGone(status),
        new PersonName(json.Text("name"), json.Text("given_name"), json.Text("family_name")),
        json.Text("lis_person_sourcedid"));

    private static bool IsGone(string status)
        => status.Equals("Inactive", StringComparison.OrdinalIgnoreCase) || status.Equals("Deleted", StringComparison.OrdinalIgnoreCase);
}
