using System.Globalization;
using Integration.Learning.Framework;
using Integration.Lti.DynamicRegistration.Families;

namespace Integration.Learning.Activities;

/// <summary>What a placed link says of its activity.</summary>
/// <param name="ActivityId">The definition's id; resolves only inside the launch's own district.</param>
/// <param name="Version">The definition's version.</param>
/// <param name="TemplateId">The template to rebuild from when the id does not resolve.</param>
/// <param name="Band">The grade band.</param>
/// <param name="Elements">Element codes.</param>
/// <param name="Grading">The grading mode.</param>
/// <param name="Points">The column's maximum.</param>
public sealed record ActivityReference(
    string ActivityId, int Version, string TemplateId, GradeBand Band, IReadOnlyList<string> Elements, GradingMode Grading, decimal Points);

/// <summary>
/// An activity as <c>custom</c> values of its link, and back. Everything needed to rebuild it travels with the link, because a course copy may keep only the
/// link. Keys are lower case (some LMSs lower them) and values hold no <c>=</c> (some LMSs split on it).
/// </summary>
public static class ActivityCustom
{
    private const string Activity = "activity";
    private const string Version = "version";
    private const string Template = "template";
    private const string Band = "band";
    private const string Elements = "elements";
    private const string Mode = "mode";
    private const string Points = "points";

    /// <summary>The values to place with the link.</summary>
    public static IReadOnlyDictionary<string, string> Write(ActivityDefinition activity) => new Dictionary<string, string>(ActivityDates.Asked.Concat(CopyHistory.Asked).Concat(CanvasPlacement.Custom))
    {
        [Activity] = activity.Id,
        [Version] = activity.Version.ToString(CultureInfo.InvariantCulture),
        [Template] = activity.TemplateId,
        [Band] = Words.Bands[activity.Band],
        [Elements] = ElementTag.Format(activity.Elements),
        [Mode] = Words.Modes[activity.Grading],
        [Points] = activity.Points.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What the values say; null when they name no activity and no template of ours.</summary>
    public static ActivityReference? Read(IReadOnlyDictionary<string, string> custom)
    {
        var id = Text(Activity);
        var template = TemplateCatalog.Shipped.Find(Text(Template));
        if (id.Length is 0 or > 64 || template is null)
        {
            return null;
        }

        var elements = ElementTag.Parse(Text(Elements));
        return new ActivityReference(
            id,
            int.TryParse(Text(Version), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : 1,
            template.Id,
            Words.Bands.Where(band => band.Value == Text(Band) && template.Bands.ContainsKey(band.Key)).Select(band => (GradeBand?)band.Key).FirstOrDefault()
                ?? template.Bands.Keys.Min(),
            elements.Count > 0 ? elements : template.Elements,
            Words.Modes.Where(mode => mode.Value == Text(Mode)).Select(mode => (GradingMode?)mode.Key).FirstOrDefault() ?? template.Grading,
            decimal.TryParse(Text(Points), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) && points > 0 ? points : template.Points);

        string Text(string key) => custom.GetValueOrDefault(key)?.Trim() ?? "";
    }

    /// <summary>The activity as its template would make it, for a link whose own definition is in another district or gone.</summary>
    public static ActivityDefinition Rebuild(ActivityReference reference)
    {
        var template = TemplateCatalog.Shipped.Find(reference.TemplateId) ?? throw new ArgumentException("No such template.", nameof(reference));
        return Build(template, reference.Band, reference.ActivityId, reference.Version) with
        {
            Elements = reference.Elements,
            Grading = reference.Grading,
            Points = reference.Points,
        };
    }

    /// <summary>The activity a template makes for a band, before a teacher changes anything.</summary>
    public static ActivityDefinition Build(ActivityTemplate template, GradeBand band, string id, int version) => new()
    {
        Id = id,
        Version = version,
        TemplateId = template.Id,
        TemplateVersion = template.Version,
        Widget = template.Widget,
        Format = template.Format,
        Band = band,
        Title = template.Title,
        Elements = template.Elements,
        Edition = LeapFramework.Shipped.Edition,
        Criteria = template.Bands[band],
        Grading = template.Grading,
        Points = template.Points,
        Minutes = template.Minutes,
    };

    private static class Words
    {
        public static readonly IReadOnlyDictionary<GradeBand, string> Bands = new Dictionary<GradeBand, string>
        {
            [GradeBand.K2] = "K-2",
            [GradeBand.Grades35] = "3-5",
            [GradeBand.Grades68] = "6-8",
            [GradeBand.Grades912] = "9-12",
        };

        public static readonly IReadOnlyDictionary<GradingMode, string> Modes = new Dictionary<GradingMode, string>
        {
            [GradingMode.None] = "none",
            [GradingMode.Completion] = "completion",
            [GradingMode.TeacherScored] = "teacher-scored",
        };
    }
}
