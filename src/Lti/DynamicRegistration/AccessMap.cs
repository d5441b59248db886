using Integration.Lti.Services;

namespace Integration.Lti.DynamicRegistration;

/// <summary>What each kind of access is called on the wire: one box on the page, these scopes and claims, and nothing else.</summary>
public static class AccessMap
{
    /// <summary>The claim that carries the school's own ids.</summary>
    public const string LisClaim = "https://purl.imsglobal.org/spec/lti/claim/lis";

    private static readonly string[] Names = ["name", "given_name", "family_name"];

    /// <summary>The scopes that are needed.</summary>
    public static IReadOnlyList<string> Scopes(Access access) =>
    [
        .. access.HasFlag(Access.Gradebook) ? new[] { ServiceScopes.LineItem, ServiceScopes.ResultReadOnly, ServiceScopes.Score } : [],
        .. access.HasFlag(Access.Roster) ? new[] { ServiceScopes.Memberships } : [],
        .. access.HasFlag(Access.Copies) ? new[] { ServiceScopes.NoticeHandlers } : [],
    ];

    /// <summary>Whether the platform could give it. One that lists no scopes may know them all the same, but for notices, which few platforms have.</summary>
    public static bool IsOffered(PlatformConfiguration platform, Access access) => platform.Scopes is { } scopes
        ? Scopes(access).All(scope => scopes.Contains(scope, StringComparer.Ordinal))
        : !access.HasFlag(Access.Copies);

    /// <summary>The claims that are needed beside <c>iss</c> and <c>sub</c>.</summary>
    public static IReadOnlyList<string> Claims(Access access) =>
    [
        .. access.HasFlag(Access.Names) ? Names : [],
        .. access.HasFlag(Access.SchoolIds) ? new[] { LisClaim } : [],
    ];
}
