using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Integration.Learning;
using Integration.Learning.Districts;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary><c>roster status</c>.</summary>
internal static class RosterStatusCommand
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var (district, json) = (RosterOptions.District(), AdminCli.JsonOption());
        var command = new Command("status", "Shows where each roster source of the district stands.") { district, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (await RosterOptions.DistrictAsync(tool, given.GetValue(district), ct)).TryGetValue(out var resolved, out var refusal)
                ? (SetupResult<List<RosterStatusAnswer>>)await ReadAsync(tool, resolved, ct)
                : refusal,
            (_, all) => Print(output, all, given.GetValue(json)),
            ct));
        return command;
    }

    private static async Task<List<RosterStatusAnswer>> ReadAsync(IServiceProvider tool, DistrictId district, CancellationToken ct)
    {
        var sync = tool.GetRequiredService<IRosterSync>();
        var sources = tool.GetRequiredService<RosterSourceStore>();
        var found = await tool.GetRequiredService<DistrictStore>().FindAsync(district, ct);
        var now = tool.GetRequiredService<TimeProvider>().GetUtcNow();
        var answers = new List<RosterStatusAnswer>();
        foreach (var source in await sources.ListAsync(district, ct))
        {
            var status = await sync.StatusAsync(source.Ref, ct);
            var last = (await sync.ListAsync(source.Ref, 1, null, ct)).Runs.FirstOrDefault();
            answers.Add(new RosterStatusAnswer(
                source.District,
                source.Id,
                source.Schedule,
                source.Paused,
                RosterSchedule.NextOf(source, found!.TimeZone, now),
                status.Current?.Value,
                status.Waiting?.Value,
                last is null ? null : RunAnswer.Of(new FinishedRun(source, last)),
                status.Active.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value)));
        }

        return answers;
    }

    private static void Print(TextWriter output, IReadOnlyList<RosterStatusAnswer> all, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(all, RosterAnswerJson.Line.IReadOnlyListRosterStatusAnswer));
            return;
        }

        if (all.Count == 0)
        {
            output.WriteLine(AdminCli.NoRosterSource);
            return;
        }

        var table = new Table().AddColumns("Source", "Next", "Last run", "State", "Classes", "People", "Enrolments");
        foreach (var answer in all)
        {
            table.AddRow(
                new Text(answer.Source),
                new Text(answer.Paused ? "paused" : answer.Next is { } next ? next.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) : "by hand"),
                new Text(answer.Last?.Run ?? "none"),
                new Text(answer.Last?.State ?? ""),
                new Text(CountOf(answer, "Classes")),
                new Text(CountOf(answer, "Users")),
                new Text(CountOf(answer, "Enrollments")));
        }

        AdminCli.ConsoleOn(output).Write(table);
        foreach (var answer in all.Where(answer => answer.Waiting is not null))
        {
            output.WriteLine($"Run {answer.Waiting} of {answer.Source} waits for you: roster held {answer.Waiting} --district {answer.District}");
        }
    }

    private static string CountOf(RosterStatusAnswer answer, string collection) =>
        answer.Active.TryGetValue(collection, out var count) ? count.ToString(CultureInfo.InvariantCulture) : "0";
}
