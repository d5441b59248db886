using System.Globalization;
using System.Text.Json;
using Integration.Lti;
using Integration.Lti.Launch;

namespace Integration.Functions.Cli;

/// <summary>Shows launches: a line each, so that they can be searched and counted by the usual tools.</summary>
internal static class LaunchPrinter
{
    internal static void Print(TextWriter output, FoundLaunches found, bool json)
    {
        var reading = found.Reading;
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new LaunchesAnswer(found.Platform.Id, reading.Lines, reading.Counted, reading.Lost, reading.IsCut), AnswerJson.Plain.LaunchesAnswer));
            return;
        }

        if (reading.Lines.Count == 0)
        {
            output.WriteLine("No launches. Lines come some seconds after the launch.");
        }

        foreach (var line in reading.Lines)
        {
            output.WriteLine(AdminCli.Printable(OneLine(line)));
            if (found.ByReference)
            {
                PrintReason(output, found.Platform.Id, line);
            }
        }

        foreach (var (code, number) in reading.Counted.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var kind = code switch
            {
                nameof(LaunchOutcome.AskedStorage) => "launches that asked the LMS's storage",
                nameof(LaunchOutcome.NewWindow) => "launches that were offered a window of their own",
                _ => $"refusals of {code}",
            };
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number} more {kind} were counted and not kept."));
        }

        if (reading.Lost > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reading.Lost} lines were lost while the store did not answer."));
        }

        if (reading.IsCut)
        {
            output.WriteLine("There may be more: see --since, --refused and --most.");
        }
    }

    private static void PrintReason(TextWriter output, string platform, LaunchLine line)
    {
        output.WriteLine(line switch
        {
            { Code: { } code } => "  " + RefusalWords.ForAdmin(code, CultureInfo.InvariantCulture),
            { Outcome: LaunchOutcome.AskedStorage } => "  The page asked the LMS's storage and never came back: the LMS did not answer, or the person left.",
            { Outcome: LaunchOutcome.NewWindow } => "  The browser kept no cookie and the LMS offered no storage, so the page offered a window of its own.",
            _ => "  It came in.",
        });
        output.WriteLine($"  platform check {platform} looks at the whole connection.");
    }

    private static string OneLine(LaunchLine line) => string.Join("  ", new[]
    {
        line.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        line.Reference,
        line.Outcome switch
        {
            LaunchOutcome.Admitted => $"admitted by {line.Rung}",
            LaunchOutcome.Refused => $"refused {line.Code}",
            LaunchOutcome.AskedStorage => "asked storage",
            _ => "new window",
        },
        line.MessageType,
        line.DeploymentId is { } deployment ? $"deployment {deployment}" : null,
        line.Product is { } product ? $"{product} {line.Version}".TrimEnd() : null,
        line.SecondsOld switch
        {
            null => null,
            < 0 and var ahead => string.Create(CultureInfo.InvariantCulture, $"signed {-(long)ahead} s ahead of our clock"),
            var seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds} s old"),
        },
        line.Services.Count > 0 ? $"offers {string.Join(", ", line.Services)}" : null,
        line.Unresolved.Count > 0 ? $"unresolved {string.Join(", ", line.Unresolved)}" : null,
    }.OfType<string>());
}

/// <summary>Launches as <c>--json</c> prints them.</summary>
internal sealed record LaunchesAnswer(string Platform, IReadOnlyList<LaunchLine> Launches, IReadOnlyDictionary<string, int> Counted, int Lost, bool IsCut);
