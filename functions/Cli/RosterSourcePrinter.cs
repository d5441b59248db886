using System.Globalization;
using System.Text.Json;
using Integration.Learning.Roster.Sources;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary>Shows roster sources to a person or a script. A secret is never shown.</summary>
internal static class RosterSourcePrinter
{
    internal static void One(TextWriter output, RosterSource source, bool json)
    {
        var answer = RosterSourceAnswer.Of(source);
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(answer, RosterAnswerJson.Line.RosterSourceAnswer));
            return;
        }

        output.WriteLine($"Roster source {answer.Id}: {AdminCli.Printable(answer.Name)}");
        (string Name, string Value)[] lines =
        [
            ("district", answer.District),
            answer.Package is { } package ? ("package", package) : ("preset", answer.Preset ?? ""),
            .. (answer.Values ?? new Dictionary<string, string>()).Select(value => (value.Key, value.Value)),
            ("schedule", $"{(answer.Schedule is null ? "by hand only" : $"{answer.Schedule} (district's time)")}{(answer.Paused ? ", paused" : "")}"),
            ("holds", string.Create(CultureInfo.InvariantCulture, $"a run that would end more than {answer.HoldShare} % and at least {answer.HoldLeast} of classes, people or enrolments")),
            ("full", string.Create(CultureInfo.InvariantCulture, $"at least every {answer.FullEveryDays} days")),
        ];
        var column = lines.Max(line => line.Name.Length) + 2;
        foreach (var (name, value) in lines)
        {
            output.WriteLine($"  {name.PadRight(column)}{AdminCli.Printable(value)}");
        }
    }

    internal static void All(TextWriter output, IReadOnlyList<RosterSource> sources, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize([.. sources.Select(RosterSourceAnswer.Of)], RosterAnswerJson.Line.IReadOnlyListRosterSourceAnswer));
            return;
        }

        if (sources.Count == 0)
        {
            output.WriteLine(AdminCli.NoRosterSource);
            return;
        }

        var table = new Table().AddColumns("Id", "Name", "Kind", "Schedule");
        foreach (var source in sources)
        {
            table.AddRow(
                new Text(source.Id),
                new Text(AdminCli.Printable(source.Name)),
                new Text(source.Rest?.Preset ?? "package"),
                new Text($"{source.Schedule ?? "by hand"}{(source.Paused ? " (paused)" : "")}"));
        }

        AdminCli.ConsoleOn(output).Write(table);
    }
}
