using System.Globalization;
using System.Text.Json;
using Integration.Learning.Roster.Runs;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary>Shows the report of a run to a person or a script, and says what can be done next. Ids and counts, never a name.</summary>
internal static class RosterPrinter
{
    internal static int Run(TextWriter output, FinishedRun done, bool json)
    {
        var run = done.Run;
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(RunAnswer.Of(done), RosterAnswerJson.Line.RunAnswer));
        }
        else
        {
            output.WriteLine($"Run {run.Id} of {done.Source.District}/{done.Source.Id}: {Ended(run.State)}");
            Collections(output, run);
            Warnings(output, run);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{run.WorkSeconds:0.0} s, {run.Calls} calls, {run.Bytes / 1024.0:0} KiB read, {run.Transactions} storage transactions."));
            Decision(output, run);
            Fault(output, run);
            Waiting(output, done);
        }

        return run.State switch
        {
            RosterRunState.Applied or RosterRunState.Dropped or RosterRunState.Previewed => AdminCli.Done,
            RosterRunState.Failed or RosterRunState.Superseded => AdminCli.Refused,
            _ => AdminCli.Waits,
        };
    }

    private static string Ended(RosterRunState state) => state switch
    {
        RosterRunState.Applied => "applied.",
        RosterRunState.Dropped => "dropped; nothing of it was applied.",
        RosterRunState.Previewed => "a preview; nothing was applied.",
        RosterRunState.Held => "held; nothing was applied, a person has to look.",
        RosterRunState.Superseded => "another run came in its place; nothing of it was applied.",
        RosterRunState.Failed => "failed; nothing was applied.",
        _ => "under way.",
    };

    private static void Collections(TextWriter output, RosterRun run)
    {
        var table = new Table().AddColumns("Collection", "Read", "Added", "Changed", "Ended", "Unchanged", "Before");
        foreach (var column in table.Columns.Skip(1))
        {
            column.Alignment = Justify.Right;
        }

        foreach (var report in run.Collections)
        {
            long[] counts = [report.Read, report.Added, report.Changed, report.Ended, report.Unchanged, report.ActiveBefore];
            table.AddRow([new Text(report.Collection.ToString()), .. counts.Select(count => new Text(count.ToString("N0", CultureInfo.InvariantCulture)))]);
        }

        AdminCli.ConsoleOn(output).Write(table);
    }

    private static void Warnings(TextWriter output, RosterRun run)
    {
        if (run.Warnings.Count == 0)
        {
            output.WriteLine("No warnings.");
            return;
        }

        output.WriteLine("Warnings:");
        foreach (var warning in run.Warnings)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {warning.Code} x {warning.Count}: {warning.Sentence}"));
            if (string.Join("; ", warning.Examples.Select(Example).Where(example => example.Length > 0).Take(3)) is { Length: > 0 } examples)
            {
                output.WriteLine($"    such as {examples}");
            }
        }
    }

    private static void Decision(TextWriter output, RosterRun run)
    {
        if (run.Decision is { } decision)
        {
            var from = decision.By.Desk is RosterDesk.Page ? "on the administrators' page by the person" : "at the command line by the account";
            output.WriteLine($"{(decision.Applied ? "Applied" : "Dropped")} {from} {AdminCli.Printable(decision.By.Id)}, {decision.At:u}.");
        }
    }

    private static void Fault(TextWriter output, RosterRun run)
    {
        if (run.Fault is { } fault)
        {
            output.WriteLine($"{fault.Code}: {fault.Sentence}{(fault.Collection is { } collection ? $" ({collection})" : "")}{(fault.Detail is { } detail ? $" {AdminCli.Printable(detail)}" : "")}");
        }
    }

    private static void Waiting(TextWriter output, FinishedRun done)
    {
        var run = done.Run;
        foreach (var hold in run.Holds)
        {
            output.WriteLine(hold.Collection is { } collection
                ? string.Create(CultureInfo.InvariantCulture, $"{hold.Code}: {hold.Ends} of {hold.Of} {collection} would end.")
                : $"{hold.Code}: a preview was asked for.");
        }

        if (run.State is RosterRunState.Held or RosterRunState.Previewed)
        {
            foreach (var report in run.Collections.Where(report => report.Examples.Ended.Count > 0))
            {
                output.WriteLine($"  {report.Collection} that would end, such as {string.Join(", ", report.Examples.Ended.Take(5).Select(AdminCli.Printable))}");
            }

            var where = $"--district {done.Source.District} --source {done.Source.Id}";
            output.WriteLine($"To apply it:  roster held {run.Id} {where} --apply");
            output.WriteLine($"To drop it:   roster held {run.Id} {where} --drop");
        }
    }

    private static string Example(WarningExample example) => AdminCli.Printable(string.Join(' ', new[]
    {
        example.Collection?.ToString(),
        example.Id,
        example.File is { } file ? string.Create(CultureInfo.InvariantCulture, $"{file}{(example.Line is { } line ? $":{line}" : "")}") : null,
    }.OfType<string>()));
}
