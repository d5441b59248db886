using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Integration.Learning;
using Integration.Learning.Roster.Join;

namespace Integration.Functions.Cli;

/// <summary><c>roster unmatched</c> and <c>roster rule</c>: how LMS and roster know the same people and classes.</summary>
internal static class RosterJoinCommands
{
    internal static Command Unmatched(TextWriter output, TextWriter errors)
    {
        var (district, json) = (RosterOptions.District(), AdminCli.JsonOption());
        var command = new Command("unmatched", "Counts who and what is known on one side only, with a few ids of each.") { district, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (await RosterOptions.DistrictAsync(tool, given.GetValue(district), ct)).TryGetValue(out var resolved, out var refusal)
                ? (SetupResult<JoinReport>)await tool.GetRequiredService<JoinReports>().ReadAsync(resolved, withClasses: true, ct)
                : refusal,
            (_, report) => Print(output, report, given.GetValue(json)),
            ct));
        return command;
    }

    internal static Command Rule(TextWriter output, TextWriter errors)
    {
        var (district, json) = (RosterOptions.District(), AdminCli.JsonOption());
        var person = new Option<string?>("--person") { Description = "In order, by commas: sourcedId, identifier, userId:TYPE, username." };
        var @class = new Option<string?>("--class") { Description = "In order, by commas: sourcedId, classCode, courseSourcedId." };
        var command = new Command("rule", "Shows or sets by what LMS and roster know the same people and classes.") { district, person, @class, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool =>
            {
                if (!(await RosterOptions.DistrictAsync(tool, given.GetValue(district), ct)).TryGetValue(out var resolved, out var refusal))
                {
                    return refusal;
                }

                var rules = tool.GetRequiredService<JoinRuleStore>();
                var (people, classes) = (given.GetValue(person), given.GetValue(@class));
                return (people is null && classes is null ? await rules.FindAsync(resolved, ct) : await rules.SetAsync(resolved, people, classes, ct))
                    .TryGetValue(out var rule, out refusal)
                        ? (SetupResult<JoinRuleAnswer>)new JoinRuleAnswer(resolved.Value, rule.PersonWords, rule.ClassWords)
                        : refusal;
            },
            (_, rule) => output.WriteLine(given.GetValue(json)
                ? JsonSerializer.Serialize(rule, RosterAnswerJson.Line.JoinRuleAnswer)
                : $"District {rule.District}: people by {rule.Person}; classes by {rule.Class}."),
            ct));
        return command;
    }

    private static void Print(TextWriter output, JoinReport report, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(report, RosterAnswerJson.Line.JoinReport));
            return;
        }

        Line(output, $"LMS courses: {report.Courses}, of which {report.JoinedCourses} are known in the roster.");
        Some(output, "  not known", report.UnmatchedCourses.Select(course => course.Label is { } label ? $"{course.Class} ({label})" : course.Class));
        Line(output, $"People in them: {report.Joined} known, {report.NotFound} not in the roster, {report.Ambiguous} may be several people, {report.NoIds} without any school id.");
        Some(output, "  not known", report.LmsExamples);
        Line(output, $"Roster students of these courses whom the LMS has not shown: {report.RosterOnly}.");
        Some(output, "  such as", report.RosterExamples);
        Line(output, $"Roster classes: {report.Classes ?? 0}, of which {report.UnmatchedClasses ?? 0} are in no LMS course that was opened here.");
        Some(output, "  such as", report.ClassExamples.Select(found => $"{found.Source}/{found.SourcedId}"));
    }

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Some(TextWriter output, string lead, IEnumerable<string> ids)
    {
        if (string.Join(", ", ids.Take(10)) is { Length: > 0 } some)
        {
            output.WriteLine($"{lead}: {AdminCli.Printable(some)}");
        }
    }
}
