using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Integration.Learning.Framework;

namespace Integration.Learning.Activities;

/// <summary>What a shipped template must hold, so that no page has to cope with half of one.</summary>
internal static partial class TemplateRules
{
    private static readonly Dictionary<(string Widget, string Format), FormatRule> Formats = new()
    {
        [("reflect", "i-can-check")] = new(MaxCriteria: 3, [GradeBand.K2, GradeBand.Grades35]),
        [("reflect", "single-point-rubric")] = new(MaxCriteria: 5, [GradeBand.Grades35, GradeBand.Grades68, GradeBand.Grades912]),
    };

    /// <exception cref="InvalidDataException">A rule is broken; the message says which.</exception>
    public static void Check(ActivityTemplate template, string expectedId)
    {
        Require(template.Id == expectedId && IdForm().IsMatch(template.Id), $"its id '{template.Id}' must be the file's name, in lower case with hyphens");
        Require(template.Version >= 1, "its version must count from 1");
        Require(template.Minutes is >= 1 and <= 60, "its minutes must be 1 to 60");
        Require(
            template.Grading == GradingMode.None ? template.Points == 0 : template.Points > 0,
            "its points must be above zero, or zero when nothing is graded");
        CheckWords(template.Title, "the title");
        CheckWords(template.Summary, "the summary");
        CheckElements(template.Elements);
        CheckBands(template);
    }

    /// <summary>The most criteria a format takes.</summary>
    public static int MaxCriteria(ActivityTemplate template) => Formats[(template.Widget, template.Format)].MaxCriteria;

    private static void CheckElements(IReadOnlyList<string> elements)
    {
        Require(elements.Count > 0, "it serves no element");
        Require(elements.Distinct(StringComparer.OrdinalIgnoreCase).Count() == elements.Count, "it names an element twice");
        foreach (var code in elements)
        {
            var item = LeapFramework.Shipped.Find(code);
            Require(item?.Code == code, $"'{code}' is no element code");
            Require(item is { IsPromptable: true }, $"{code} is restricted and never a student prompt");
        }
    }

    private static void CheckBands(ActivityTemplate template)
    {
        Require(Formats.TryGetValue((template.Widget, template.Format), out var rule), $"'{template.Widget}' has no format '{template.Format}'");
        Require(template.Bands.Count > 0, "it has no grade band");
        foreach (var (band, criteria) in template.Bands)
        {
            Require(rule.Bands.Contains(band), $"{template.Format} is not made for {band}");
            Require(criteria.Count >= 1 && criteria.Count <= rule.MaxCriteria, $"{band} needs 1 to {rule.MaxCriteria} criteria");
            Require(criteria.Select(criterion => criterion.Id).Distinct(StringComparer.Ordinal).Count() == criteria.Count, $"{band} names a criterion twice");
            foreach (var criterion in criteria)
            {
                CheckCriterion(criterion, $"{criterion.Id} for {band}");
            }
        }
    }

    private static void CheckCriterion(Criterion criterion, string where)
    {
        Require(IdForm().IsMatch(criterion.Id), $"{where} has an id that is not in lower case with hyphens");
        CheckWords(criterion.Text, where);
        Require(criterion.Strong is not null && criterion.NotYet is not null, $"{where} lacks an example");
        CheckWords(criterion.Strong, $"the strong example of {where}");
        CheckWords(criterion.NotYet, $"the not-yet example of {where}");
        var finding = PromptLint.Check(criterion.Text.En).Concat(PromptLint.Check(criterion.Text.Es)).FirstOrDefault();
        Require(finding is null, $"{where} breaks {finding?.Code} ({finding?.Found})");
    }

    private static void CheckWords(LocalText text, string what)
    {
        Require(!string.IsNullOrWhiteSpace(text.En), $"{what} is empty");
        Require(!string.IsNullOrWhiteSpace(text.Es) && text.Es != text.En, $"{what} lacks its Spanish");
    }

    private static void Require([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{otherwise}.");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    private sealed record FormatRule(int MaxCriteria, GradeBand[] Bands);
}
