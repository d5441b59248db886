using System.Globalization;
using System.Text;
using Integration.Learning.Pages;
using Integration.Lti;
using Integration.Lti.Services;

namespace Integration.Learning.Doctor;

/// <summary>What was found. It holds nothing about a student and no secret, so it can be sent to anybody who helps.</summary>
/// <param name="At">When.</param>
/// <param name="Tool">The tool's address.</param>
/// <param name="Subject">What was checked.</param>
/// <param name="Findings">The findings, by area.</param>
public sealed record DoctorReport(DateTimeOffset At, Uri Tool, CheckSubject Subject, IReadOnlyList<Finding> Findings)
{
    /// <summary>True when something does not work.</summary>
    public bool HasFailed => Findings.Any(finding => finding.State is FindingState.Failed);

    /// <summary>How many findings stand so.</summary>
    public int Count(FindingState state) => Findings.Count(finding => finding.State == state);

    /// <summary>A finding's sentence, which says what to do, and what the LMS answered.</summary>
    public static string Sentence(Finding finding, Words words)
    {
        var doctor = words.Of<DoctorWords>();
        var key = $"finding.{finding.Code}";
        var sentence = finding is { IsCounted: true, Facts: [int number, ..] } ? doctor.Count(key, number, [.. finding.Facts.Skip(1)]) : doctor[key, [.. finding.Facts]];
        var culture = CultureInfo.GetCultureInfo(words.Language);
        return finding switch
        {
            { Fault: { } fault } => $"{sentence} {fault.Kind.Code}: {ServiceWords.ForAdmin(fault.Kind, culture)}{(fault.Detail is { } detail ? $" ({detail})" : "")}",
            { Refusal: { } code } => $"{sentence} {RefusalWords.ForAdmin(code, culture)}",
            _ => sentence,
        };
    }

    /// <summary>The report to copy.</summary>
    public string ToText(Words words)
    {
        var doctor = words.Of<DoctorWords>();
        var platform = Subject.Platform;
        var text = new StringBuilder()
            .AppendLine(doctor["report.title", At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)])
            .AppendLine(doctor["report.tool", Tool.GetLeftPart(UriPartial.Authority)])
            .AppendLine(doctor["report.platform", platform.Id, platform.Issuer, platform.ClientId])
            .AppendLine(doctor["report.product", Subject.Registration.ProductFamily ?? doctor["report.not-said"]])
            .AppendLine(doctor["report.deployment", Subject.Deployment ?? doctor["report.none"]]);
        foreach (var area in Findings.GroupBy(finding => finding.Area))
        {
            text.AppendLine().AppendLine(doctor[$"area.{Key(area.Key)}"]);
            foreach (var finding in area)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- [{doctor[$"state.{Key(finding.State)}"]}] {finding.Code}: {Printable(Sentence(finding, words))}");
            }
        }

        return text.Replace("\r\n", "\n").ToString().TrimEnd();
    }

    /// <summary>The part of a words' key that stands for a value.</summary>
    internal static string Key<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    // Ids of keys and deployments are what some LMS sent.
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
