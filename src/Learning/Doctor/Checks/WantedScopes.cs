using Integration.Learning.Platforms;
using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Doctor.Checks;

/// <summary>
/// What the tool wants to be allowed: what was asked for when the platform registered itself, else everything a whole connection has. Notices of copied courses are
/// no part of it: few LMSs have them, and nothing is missing without them.
/// </summary>
internal static class WantedScopes
{
    private static readonly IReadOnlyList<string> All = AccessMap.Scopes(Access.Gradebook | Access.Roster);

    internal static IReadOnlyList<string> Of(PlatformRecord platform) =>
        platform.SelfRegistration is { } registered ? [.. All.Where(scope => registered.Wanted.Contains(scope, StringComparer.Ordinal))] : All;
}
