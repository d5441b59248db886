using System.Security.Cryptography;
using System.Text.Json;
using Integration.Bench.Launches;
using Integration.Bench.Servers;

namespace Integration.Bench.Rosters;

/// <summary>The real executable, importing packages through its command line into a new store.</summary>
internal sealed class RosterTool(string executable, IReadOnlyDictionary<string, string> store)
{
    private const string District = "bench";

    private readonly Dictionary<string, string> settings = new(store)
    {
        ["Public__Url"] = "http://localhost:5999",
        ["Secrets__MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };

    internal static string Built => ToolUnderMeasurement.BuiltExecutable;

    internal Task BeginAsync(CancellationToken ct) => MeasuredProcess.RunAsync(
        executable, ["district", "add", District, "--name", "Bench", "--time-zone", "America/Denver", "--language", "en"], settings, ct);

    /// <summary>Imports a package, and gives what the report and the operating system say of it.</summary>
    internal async Task<ImportFigures> ImportAsync(string package, CancellationToken ct)
    {
        var run = await MeasuredProcess.RunAsync(executable, ["roster", "import", package, "--district", District, "--json"], settings, ct);
        using var report = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]);
        var root = report.RootElement;
        return new ImportFigures(
            root.GetProperty("state").GetString()!,
            Sum("read"),
            Sum("added"),
            Sum("changed"),
            Sum("ended"),
            root.GetProperty("transactions").GetInt64(),
            root.GetProperty("workSeconds").GetDouble(),
            run.Cpu.TotalSeconds,
            run.PeakBytes / (1024.0 * 1024.0));

        long Sum(string count) => root.GetProperty("collections").EnumerateArray().Sum(collection => collection.GetProperty(count).GetInt64());
    }
}

/// <summary>One import.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Read">Records read.</param>
/// <param name="Added">Records new.</param>
/// <param name="Changed">Records changed.</param>
/// <param name="Ended">Records ended.</param>
/// <param name="Transactions">Requests to storage, as Azure counts them.</param>
/// <param name="Seconds">Work, from opening the package to the last write; the start of the process is not in it.</param>
/// <param name="CpuSeconds">CPU time of the whole process.</param>
/// <param name="PeakMb">The largest working set of the process.</param>
internal sealed record ImportFigures(
    string State, long Read, long Added, long Changed, long Ended, long Transactions, double Seconds, double CpuSeconds, double PeakMb);
