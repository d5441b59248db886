using System.CommandLine;
using Integration.Learning;
using Integration.Learning.Districts;
using Integration.Learning.Roster.Sources;

namespace Integration.Functions.Cli;

/// <summary>What every roster command asks for, and how it finds the source that is meant.</summary>
internal static class RosterOptions
{
    internal static Option<string?> District() => new("--district") { Description = "The district; the only one when left out." };

    internal static Option<string?> Source() => new("--source") { Description = "The roster source; the district's only one when left out." };

    /// <summary>The source that is meant by the options.</summary>
    internal static async Task<SetupResult<RosterSource>> FindAsync(IServiceProvider tool, string? district, string? source, CancellationToken ct) =>
        (await DistrictAsync(tool, district, ct)).TryGetValue(out var id, out var refusal)
            ? await tool.GetRequiredService<RosterSourceStore>().ResolveAsync(id, source, ct)
            : refusal;

    /// <summary>The district that is meant.</summary>
    internal static async Task<SetupResult<DistrictId>> DistrictAsync(IServiceProvider tool, string? named, CancellationToken ct) =>
        (await tool.GetRequiredService<DistrictStore>().ResolveAsync(named, ct)).TryGetValue(out var district, out var refusal)
            ? DistrictId.Parse(district.Id)
            : refusal;
}
