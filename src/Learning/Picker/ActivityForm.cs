using System.Globalization;
using Integration.Learning.Activities;

namespace Integration.Learning.Picker;

/// <summary>A sentence as typed, in both languages; empty where nothing was.</summary>
public sealed record TextForm(string En, string Es)
{
    /// <summary>Nothing typed.</summary>
    public static readonly TextForm Empty = new("", "");

    /// <summary>True when neither language has any.</summary>
    public bool IsEmpty => En.Length == 0 && Es.Length == 0;

    /// <summary>A text as it stands in its fields.</summary>
    public static TextForm Of(LocalText? text) => text is null ? Empty : new(text.En, text.Es ?? "");

    /// <summary>The text; Spanish only when there is some.</summary>
    public LocalText ToText() => new(En, Es.Length == 0 ? null : Es);
}

/// <summary>One criterion as typed.</summary>
public sealed record CriterionForm(string Id, TextForm Text, TextForm Strong, TextForm NotYet)
{
    /// <summary>A criterion as it stands in its fields.</summary>
    public static CriterionForm Of(Criterion criterion)
        => new(criterion.Id, TextForm.Of(criterion.Text), TextForm.Of(criterion.Strong), TextForm.Of(criterion.NotYet));

    /// <summary>The criterion; an example only when there is one.</summary>
    public Criterion ToCriterion() => new(Id, Text.ToText(), Strong.IsEmpty ? null : Strong.ToText(), NotYet.IsEmpty ? null : NotYet.ToText());
}

/// <summary>
/// The settings screen as typed: everything is kept as it came, right or wrong, so that it can be shown again. <see cref="ActivityFormFields"/> reads and writes
/// it, <see cref="ActivityFormRules"/> says what is wrong.
/// </summary>
public sealed record ActivityForm
{
    /// <summary>The template it began with.</summary>
    public required ActivityTemplate Template { get; init; }

    /// <summary>Random, made with the screen: pressing the same button twice places one activity.</summary>
    public required string Key { get; init; }

    /// <summary>What students see as its name.</summary>
    public required TextForm Title { get; init; }

    /// <summary>The chosen grade band; null when none of the template's is.</summary>
    public required GradeBand? Band { get; init; }

    /// <summary>The band whose shipped criteria the list began with.</summary>
    public required GradeBand CriteriaFrom { get; init; }

    /// <summary>What students look at.</summary>
    public required IReadOnlyList<CriterionForm> Criteria { get; init; }

    /// <summary>Element codes.</summary>
    public required IReadOnlyList<string> Elements { get; init; }

    /// <summary>What reaches the gradebook; null when nothing of that kind is chosen.</summary>
    public required GradingMode? Grading { get; init; }

    /// <summary>The column's maximum as typed.</summary>
    public required string Points { get; init; }

    /// <summary>When it is due, as a date-and-time field gives it, in the school's time; empty for never.</summary>
    public string Due { get; init; } = "";

    /// <summary>When it closes, likewise.</summary>
    public string Closes { get; init; } = "";

    /// <summary>The school's time zone, from the session.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The version that is changed; null for a new activity.</summary>
    public int? Editing { get; init; }

    /// <summary>The most criteria this format takes.</summary>
    public int MaxCriteria => TemplateRules.MaxCriteria(Template);

    /// <summary>True while the criteria are the shipped ones, word for word.</summary>
    public bool HasShippedCriteria => Criteria.SequenceEqual(Shipped(CriteriaFrom));

    /// <summary>The form as the template fills it.</summary>
    public static ActivityForm Of(ActivityTemplate template, GradeBand? band, string key)
    {
        var offered = band is { } asked && template.Bands.ContainsKey(asked) ? asked : template.Bands.Keys.Min();
        return new ActivityForm
        {
            Template = template,
            Key = key,
            Title = TextForm.Of(template.Title),
            Band = offered,
            CriteriaFrom = offered,
            Criteria = [.. template.Bands[offered].Select(CriterionForm.Of)],
            Elements = template.Elements,
            Grading = template.Grading,
            Points = template.Points > 0 ? template.Points.ToString("0.##", CultureInfo.InvariantCulture) : "5",
        };
    }

    /// <summary>The form as a placed activity fills it, to be changed.</summary>
    public static ActivityForm Of(ActivityDefinition activity, ActivityTemplate template, string key, TimeZoneInfo zone) => new()
    {
        Template = template,
        Key = key,
        Title = TextForm.Of(activity.Title),
        Band = activity.Band,
        CriteriaFrom = template.Bands.ContainsKey(activity.Band) ? activity.Band : template.Bands.Keys.Min(),
        Criteria = [.. activity.Criteria.Select(CriterionForm.Of)],
        Elements = activity.Elements,
        Grading = activity.Grading,
        Points = activity.Points > 0 ? activity.Points.ToString("0.##", CultureInfo.InvariantCulture) : "5",
        Due = ActivityFormRules.Typed(activity.Due, zone),
        Closes = ActivityFormRules.Typed(activity.Closes, zone),
        Zone = zone,
        Editing = activity.Version,
    };

    /// <summary>With one more, empty criterion; the same when there is no room.</summary>
    public ActivityForm WithNewCriterion()
    {
        if (Criteria.Count >= MaxCriteria)
        {
            return this;
        }

        var id = Enumerable.Range(1, MaxCriteria + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"own-{n}"))
            .First(id => Criteria.All(criterion => criterion.Id != id));
        return this with { Criteria = [.. Criteria, new CriterionForm(id, TextForm.Empty, TextForm.Empty, TextForm.Empty)] };
    }

    /// <summary>Without one criterion; the same when there is no such one.</summary>
    public ActivityForm WithoutCriterion(int index) => this with { Criteria = [.. Criteria.Where((_, at) => at != index)] };

    /// <summary>With the shipped criteria of the chosen band.</summary>
    public ActivityForm WithShippedCriteria()
    {
        var band = Band ?? CriteriaFrom;
        return this with { CriteriaFrom = band, Criteria = [.. Shipped(band)] };
    }

    /// <summary>A newly chosen band brings its own wording, unless the teacher wrote her own.</summary>
    public ActivityForm FollowBand() => Band is { } band && band != CriteriaFrom && HasShippedCriteria ? WithShippedCriteria() : this;

    private IEnumerable<CriterionForm> Shipped(GradeBand band) => Template.Bands[band].Select(CriterionForm.Of);
}
