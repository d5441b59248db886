using System.Globalization;
using System.Text.RegularExpressions;
using Integration.Learning.Activities;
using Integration.Learning.Framework;

namespace Integration.Learning.Picker;

/// <summary>The settings form as posted fields, and back.</summary>
internal static partial class ActivityFormFields
{
    public const string Template = "template";
    public const string Key = "key";
    public const string Title = "title";
    public const string Band = "band";
    public const string CriteriaFrom = "criteria-from";
    public const string Element = "element";
    public const string Grading = "grading";
    public const string Points = "points";
    public const string Criteria = "criteria";
    public const string Due = "due";
    public const string Closes = "closes";
    public const string Editing = "editing";

    // More than any format takes, so that a screen with one too many still comes back whole.
    private const int MostCriteria = 8;

    /// <summary>The English field of a text.</summary>
    public static string En(string text) => text + ".en";

    /// <summary>The Spanish field of a text.</summary>
    public static string Es(string text) => text + ".es";

    /// <summary>A criterion's fields begin with this.</summary>
    public static string Criterion(int index) => string.Create(CultureInfo.InvariantCulture, $"criterion.{index}");

    /// <summary>A criterion's strong example.</summary>
    public static string Strong(int index) => Criterion(index) + ".strong";

    /// <summary>A criterion's not-yet example.</summary>
    public static string NotYet(int index) => Criterion(index) + ".notyet";

    /// <summary>The form that some fields hold; null when no settings screen of ours sends such fields.</summary>
    public static ActivityForm? Read(ActivityTemplate template, IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
    {
        var key = Single(fields, Key);
        var criteria = ReadCriteria(fields);
        var elements = fields.GetValueOrDefault(Element) ?? [];
        if (!KeyForm().IsMatch(key)
            || Choice<GradeBand>(Single(fields, CriteriaFrom)) is not { } from || !template.Bands.ContainsKey(from)
            || criteria is null
            || elements.Any(code => LeapFramework.Shipped.Find(code) is not { IsPromptable: true } item || item.Code != code))
        {
            return null;
        }

        return new ActivityForm
        {
            Template = template,
            Key = key,
            Title = ReadText(fields, Title, OneLine),
            Band = Choice<GradeBand>(Single(fields, Band)) is { } band && template.Bands.ContainsKey(band) ? band : null,
            CriteriaFrom = from,
            Criteria = criteria,

            // The template's own order first, then the framework's, whatever the order of the boxes.
            Elements = [.. template.Elements.Intersect(elements, StringComparer.Ordinal), .. elements.Except(template.Elements, StringComparer.Ordinal)],
            Grading = Choice<GradingMode>(Single(fields, Grading)),
            Points = Single(fields, Points).Trim(),
            Due = Single(fields, Due).Trim(),
            Closes = Single(fields, Closes).Trim(),
            Editing = int.TryParse(Single(fields, Editing), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : null,
        };
    }

    /// <summary>The fields of a form: reading them gives the same form.</summary>
    public static IEnumerable<(string Name, string Value)> Write(ActivityForm form) =>
    [
        (Template, form.Template.Id),
        (Key, form.Key),
        .. Write(Title, form.Title),
        (Band, form.Band?.ToString() ?? ""),
        (CriteriaFrom, form.CriteriaFrom.ToString()),
        .. form.Criteria.SelectMany((criterion, index) => Write(criterion, index)),
        .. form.Elements.Select(code => (Element, code)),
        (Grading, form.Grading?.ToString() ?? ""),
        (Points, form.Points),
        (Due, form.Due),
        (Closes, form.Closes),
        (Editing, form.Editing?.ToString(CultureInfo.InvariantCulture) ?? ""),
    ];

    /// <summary>The value of an enum by its name alone; null for anything else, a number among it.</summary>
    public static T? Choice<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => value.ToString() == text).Select(value => (T?)value).FirstOrDefault();

    private static IEnumerable<(string Name, string Value)> Write(CriterionForm criterion, int index) =>
    [
        (Criterion(index) + ".id", criterion.Id),
        .. Write(Criterion(index), criterion.Text),
        .. Write(Strong(index), criterion.Strong),
        .. Write(NotYet(index), criterion.NotYet),
    ];

    private static (string Name, string Value)[] Write(string name, TextForm text) => [(En(name), text.En), (Es(name), text.Es)];

    private static List<CriterionForm>? ReadCriteria(IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
    {
        var criteria = new List<CriterionForm>();
        for (var index = 0; Single(fields, Criterion(index) + ".id") is { Length: > 0 } id; index++)
        {
            if (index == MostCriteria || !IdForm().IsMatch(id) || criteria.Any(criterion => criterion.Id == id))
            {
                return null;
            }

            criteria.Add(new CriterionForm(
                id, ReadText(fields, Criterion(index), OneLine), ReadText(fields, Strong(index), Lines), ReadText(fields, NotYet(index), Lines)));
        }

        return criteria;
    }

    private static TextForm ReadText(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, string name, Func<string, string> clean)
        => new(clean(Single(fields, En(name))), clean(Single(fields, Es(name))));

    private static string Single(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, string name)
        => fields.GetValueOrDefault(name) is [var value, ..] ? value : "";

    // The name of a link and a sentence to rate oneself on are one line, whatever was pasted.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim();

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm();

    [GeneratedRegex("^(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
