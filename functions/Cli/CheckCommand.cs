using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Integration.Learning;
using Integration.Learning.Doctor;
using Integration.Learning.Pages;
using Integration.Learning.Platforms;

namespace Integration.Functions.Cli;

/// <summary><c>platform check</c>: the doctor's report, from the machine the command runs on.</summary>
internal static class CheckCommand
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "The platform's id, from platform list." };
        var deployment = new Option<string?>("--deployment") { Description = "The deployment that tokens are asked for; the first that is let in, when left out." };
        var language = new Option<string>("--language") { Description = "The report's language: en or es.", DefaultValueFactory = _ => "en" };
        var json = AdminCli.JsonOption();
        var command = new Command("check", "Looks at the whole connection and prints a report without any student's data. Exit code 1 when something does not work.") { id, deployment, language, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (await tool.GetRequiredService<PlatformSetup>().ShowAsync(given.GetRequiredValue(id), ct)).TryGetValue(out var platform, out var refusal)
                ? (SetupResult<DoctorReport>)await tool.GetRequiredService<PlatformDoctor>().CheckAsync(CheckSubject.Of(platform, given.GetValue(deployment)), ct)
                : refusal,
            (_, report) => Print(output, report, new Words(given.GetRequiredValue(language), TimeZoneInfo.Utc), given.GetValue(json)),
            ct));
        return command;
    }

    private static int Print(TextWriter output, DoctorReport report, Words words, bool json)
    {
        output.WriteLine(json ? JsonSerializer.Serialize(CheckAnswer.Of(report, words), AnswerJson.Plain.CheckAnswer) : report.ToText(words));
        return report.HasFailed ? AdminCli.Refused : AdminCli.Done;
    }
}

/// <summary>The report as <c>--json</c> prints it.</summary>
internal sealed record CheckAnswer(string Platform, string? Deployment, DateTimeOffset At, IReadOnlyList<FindingAnswer> Findings)
{
    internal static CheckAnswer Of(DoctorReport report, Words words) => new(
        report.Subject.Platform.Id,
        report.Subject.Deployment,
        report.At,
        [.. report.Findings.Select(finding => new FindingAnswer(
            finding.Area.ToString().ToLowerInvariant(),
            finding.State.ToString().ToLowerInvariant(),
            finding.Code,
            finding.Fault?.Kind.Code ?? finding.Refusal,
            [.. finding.Facts.Select(fact => Convert.ToString(fact, CultureInfo.InvariantCulture)!)],
            DoctorReport.Sentence(finding, words)))]);
}

/// <summary>One finding: what a script decides by, and what a person reads.</summary>
internal sealed record FindingAnswer(string Area, string State, string Code, string? Reason, IReadOnlyList<string> Facts, string Sentence);
