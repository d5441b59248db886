using Integration.Sandbox.Sis.Rest;

namespace Integration.Sandbox.Sis.Security;

/// <summary>What a token may open. This client was never granted the demographics.</summary>
internal static class SisScopes
{
    private static readonly string[] Granted = ["roster-core.readonly", "roster.readonly"];

    public static IReadOnlyList<string> All { get; } = [.. Granted.Select(s => Prefix(SisVersion.V12) + s), .. Granted.Select(s => Prefix(SisVersion.V11) + s)];

    /// <summary>Any one of these opens the flat collections.</summary>
    public static IReadOnlyList<string> ForRoster(SisVersion version) => [.. Granted.Select(s => Prefix(version) + s)];

    /// <summary>Nothing else opens the demographics.</summary>
    public static IReadOnlyList<string> ForDemographics(SisVersion version) => [Prefix(version) + "roster-demographics.readonly"];

    private static string Prefix(SisVersion version) => $"https://purl.imsglobal.org/spec/or/{(version == SisVersion.V12 ? "v1p2" : "v1p1")}/scope/";
}
