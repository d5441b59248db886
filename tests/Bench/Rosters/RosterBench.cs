using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Integration.Bench.Servers;
using Integration.Tables;

namespace Integration.Bench.Rosters;

/// <summary><c>roster</c>: a district's first import, the changes of a day and a full read of the next day, beside a writer that only writes the same rows.</summary>
internal static class RosterBench
{
    internal static Command Build()
    {
        var rows = new Option<int>("--rows") { Description = "Enrolments of the district.", DefaultValueFactory = _ => 100_000 };
        var azure = new Option<string?>("--azure") { Description = "A connection string of Azure Table storage or its emulator; a SQLite file without it." };
        var tool = new Option<FileInfo>("--tool") { Description = "The executable to measure, such as a published one.", DefaultValueFactory = _ => new FileInfo(RosterTool.Built) };
        var command = new Command("roster", "Imports a roster through the real executable, and writes the same rows bare.") { rows, azure, tool };
        command.SetAction((given, ct) => RunAsync(given.GetValue(rows), given.GetValue(azure), given.GetRequiredValue(tool).FullName, ct));
        return command;
    }

    private static async Task<int> RunAsync(int enrollments, string? azure, string executable, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("roster-").FullName;
        try
        {
            var packages = await RosterPackages.WriteAsync(folder, enrollments, ct);
            var file = Path.Combine(folder, "tool.db");
            var tool = new RosterTool(executable, Settings(azure is null ? Sqlite(file) : Azure(azure)));
            await tool.BeginAsync(ct);
            var first = await tool.ImportAsync(packages.First, ct);

            // The rows to write bare lie in a file: where the tool wrote elsewhere, it writes them there too, untimed.
            if (azure is not null)
            {
                var here = new RosterTool(executable, Settings(Sqlite(file)));
                await here.BeginAsync(ct);
                await here.ImportAsync(packages.First, ct);
            }

            var bare = await BareAsync(file, azure is null ? Sqlite(Path.Combine(folder, "bare.db")) : Azure(azure), aside: false, ct);
            var aside = await BareAsync(file, azure is null ? Sqlite(Path.Combine(folder, "aside.db")) : Azure(azure), aside: true, ct);
            var changes = await tool.ImportAsync(packages.Changes, ct);
            var second = await tool.ImportAsync(packages.Second, ct);
            Print(new RosterReport(Machine.This, azure is null ? "SQLite" : "Azure Tables", enrollments, packages.Records, first, bare, aside, changes, second));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BareFigures> BareAsync(string from, TablesOptions to, bool aside, CancellationToken ct)
    {
        var run = await MeasuredProcess.RunAsync(Environment.ProcessPath!, BareWriter.Arguments(from, to, aside), new Dictionary<string, string>(), ct);
        return JsonSerializer.Deserialize<BareFigures>(run.Output.TrimEnd().Split('\n')[^1], JsonSerializerOptions.Web)!;
    }

    private static TablesOptions Sqlite(string file) => new() { Provider = TablesProvider.Sqlite, Sqlite = file };

    // A table of its own each time, so that nothing lies there yet.
    private static TablesOptions Azure(string connection) => new()
    {
        Provider = TablesProvider.AzureTables,
        AzureTables = connection,
        Table = "bench" + RandomNumberGenerator.GetHexString(12, lowercase: true),
    };

    private static Dictionary<string, string> Settings(TablesOptions store) => store.Provider is TablesProvider.Sqlite
        ? new() { ["Storage__Provider"] = "Sqlite", ["Storage__Sqlite"] = store.Sqlite! }
        : new() { ["Storage__Provider"] = "AzureTables", ["Storage__AzureTables"] = store.AzureTables!, ["Storage__Table"] = store.Table };

    private static void Print(RosterReport report)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Machine}; {report.Store}, {report.Enrollments:N0} enrolments, {report.Records:N0} records in all"));
        Console.WriteLine("                      read     added   changed     ended  seconds  transactions  peak MB");
        Line("first import", report.First);
        Line("a day's changes", report.Changes);
        Line("the next day, whole", report.Second);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare writer: {report.Bare}; one that first puts aside what it is told: {report.Aside}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The first import writes at {report.Ratio:P0} of the bare writer, {report.AsideRatio:P0} of one that puts aside; a day's changes cost {report.ChangesShare:P1} of its time and {report.ChangesTransactions:P1} of its transactions."));
        Console.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));

        static void Line(string name, ImportFigures figures) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20}{figures.Read,10}{figures.Added,10}{figures.Changed,10}{figures.Ended,10}{figures.Seconds,9:0.0}{figures.Transactions,14}{figures.PeakMb,9:0}"));
    }
}

/// <summary>The figures of one run; its JSON is the last line.</summary>
internal sealed record RosterReport(
    Machine Machine, string Store, int Enrollments, long Records, ImportFigures First, BareFigures Bare, BareFigures Aside, ImportFigures Changes, ImportFigures Second)
{
    /// <summary>The time of the bare writer by that of the first import, which wrote the same rows.</summary>
    public double Ratio => Bare.Seconds / First.Seconds;

    /// <summary>The same beside the bare writer that puts aside first: the most that a writer can do who never applies half a pull.</summary>
    public double AsideRatio => Aside.Seconds / First.Seconds;

    public double RecordsPerSecond => Records / First.Seconds;

    /// <summary>The time of a day's changes by that of the first import.</summary>
    public double ChangesShare => Changes.Seconds / First.Seconds;

    public double ChangesTransactions => (double)Changes.Transactions / First.Transactions;
}
