using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integration.Learning.Activities;
using Integration.Learning.Framework;

namespace Integration.Learning.Picker;

/// <summary>One thing to put right on the settings screen.</summary>
/// <param name="Field">The posted field.</param>
/// <param name="Code">Of <see cref="PickerCodes"/> or <see cref="PromptLint"/>.</param>
/// <param name="Found">The words that broke a prompt's rule; empty otherwise.</param>
public sealed record ActivityFinding(string Field, string Code, string Found = "");

/// <summary>What a filled form must hold, and the activity it makes.</summary>
internal static class ActivityFormRules
{
    /// <summary>The longest name: more than any LMS shows in a list.</summary>
    public const int TitleLimit = 120;

    /// <summary>The longest example.</summary>
    public const int ExampleLimit = 400;

    /// <summary>The most points a column may have.</summary>
    public const decimal MostPoints = 1000;

    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Everything to put right, in the order of the screen; empty when the form makes an activity.</summary>
    public static IReadOnlyList<ActivityFinding> Check(ActivityForm form)
    {
        var findings = new List<ActivityFinding>();
        Require(form.Title.En.Length > 0, ActivityFormFields.En(ActivityFormFields.Title), PickerCodes.TitleMissing);
        Require(IsWithin(form.Title.En, TitleLimit), ActivityFormFields.En(ActivityFormFields.Title), PickerCodes.TitleTooLong);
        Require(IsWithin(form.Title.Es, TitleLimit), ActivityFormFields.Es(ActivityFormFields.Title), PickerCodes.TitleTooLong);
        Require(form.Band is not null, ActivityFormFields.Band, PickerCodes.BandMissing);
        Require(form.Criteria.Count > 0, ActivityFormFields.Criteria, PickerCodes.CriteriaMissing);
        Require(form.Criteria.Count <= form.MaxCriteria, ActivityFormFields.Criteria, PickerCodes.TooManyCriteria);
        foreach (var (index, criterion) in form.Criteria.Index())
        {
            findings.AddRange(CheckPrompt(ActivityFormFields.Criterion(index), criterion.Text));
            CheckExample(ActivityFormFields.Strong(index), criterion.Strong);
            CheckExample(ActivityFormFields.NotYet(index), criterion.NotYet);
        }

        Require(form.Elements.Count > 0, ActivityFormFields.Element, PickerCodes.ElementsMissing);
        Require(form.Grading is not null, ActivityFormFields.Grading, PickerCodes.GradingMissing);
        Require(form.Grading is null or GradingMode.None || PointsOf(form) is not null, ActivityFormFields.Points, PickerCodes.PointsWrong);
        Require(form.Due.Length == 0 || TimeOf(form.Due, form.Zone) is not null, ActivityFormFields.Due, PickerCodes.DateWrong);
        Require(form.Closes.Length == 0 || TimeOf(form.Closes, form.Zone) is not null, ActivityFormFields.Closes, PickerCodes.DateWrong);
        Require(!(TimeOf(form.Closes, form.Zone) < TimeOf(form.Due, form.Zone)), ActivityFormFields.Closes, PickerCodes.ClosesBeforeDue);
        return findings;

        void Require(bool holds, string field, string otherwise)
        {
            if (!holds)
            {
                findings.Add(new ActivityFinding(field, otherwise));
            }
        }

        void CheckExample(string field, TextForm example)
        {
            Require(example.Es.Length == 0 || example.En.Length > 0, ActivityFormFields.En(field), PickerCodes.ExampleLacksEnglish);
            Require(IsWithin(example.En, ExampleLimit), ActivityFormFields.En(field), PickerCodes.ExampleTooLong);
            Require(IsWithin(example.Es, ExampleLimit), ActivityFormFields.Es(field), PickerCodes.ExampleTooLong);
        }
    }

    /// <summary>The activity a checked form makes.</summary>
    /// <exception cref="InvalidOperationException">The form was not checked.</exception>
    public static ActivityDefinition ToDefinition(this ActivityForm form, string id)
    {
        if (form.Band is not { } band || form.Grading is not { } grading)
        {
            throw new InvalidOperationException("An activity is made from a form without findings.");
        }

        return ActivityCustom.Build(form.Template, band, id, version: 1) with
        {
            Title = form.Title.ToText(),
            Criteria = [.. form.Criteria.Select(criterion => criterion.ToCriterion())],
            Elements = form.Elements,
            Edition = LeapFramework.Shipped.Edition,
            Grading = grading,
            Points = grading == GradingMode.None ? 0 : PointsOf(form) ?? throw new InvalidOperationException("The points were not checked."),
            Due = TimeOf(form.Due, form.Zone),
            Closes = TimeOf(form.Closes, form.Zone),
        };
    }

    /// <summary>
    /// The activity under an id that comes from the form's random key, its owner and its contents. The same press sent twice makes one activity; another teacher's
    /// key or changed words never meet an activity that is already there.
    /// </summary>
    public static ActivityDefinition ToOwnDefinition(this ActivityForm form, string district, string owner)
    {
        var contents = JsonSerializer.Serialize(form.ToDefinition(""), ActivityJson.Default.ActivityDefinition);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', form.Key, district, owner, contents)));
        return form.ToDefinition(Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    /// <summary>
    /// The next version of an activity: the form's words and dates. What the gradebook column was made for stays, since it lies in the LMS.
    /// </summary>
    public static ActivityDefinition ToChanged(this ActivityForm form, ActivityDefinition activity) => form.ToDefinition(activity.Id) with
    {
        Version = activity.Version,
        TemplateVersion = activity.TemplateVersion,
        Grading = activity.Grading,
        Points = activity.Points,
        Minutes = activity.Minutes,
    };

    /// <summary>A time as a date-and-time field shows it.</summary>
    public static string Typed(DateTimeOffset? time, TimeZoneInfo zone)
        => time is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString(TimeForms[0], CultureInfo.InvariantCulture) : "";

    /// <summary>The time that a date-and-time field holds, in a zone; null for none. In the hour that comes twice it is the second, which takes nothing from a student.</summary>
    public static DateTimeOffset? TimeOf(string text, TimeZoneInfo zone)
        => DateTime.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is >= 2000 and < 2200
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()
            : null;

    /// <summary>The typed points, with a point or a comma; null when they are no number above 0 and up to 1000 with two decimals.</summary>
    public static decimal? PointsOf(ActivityForm form)
        => decimal.TryParse(form.Points.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
            && points > 0 && points <= MostPoints && decimal.Round(points, 2) == points
            ? points
            : null;

    private static IEnumerable<ActivityFinding> CheckPrompt(string field, TextForm text)
    {
        var english = PromptLint.Check(text.En).Select(finding => new ActivityFinding(ActivityFormFields.En(field), finding.Code, finding.Found));
        var spanish = text.Es.Length == 0
            ? []
            : PromptLint.Check(text.Es).Select(finding => new ActivityFinding(ActivityFormFields.Es(field), finding.Code, finding.Found));
        return english.Concat(spanish);
    }

    private static bool IsWithin(string text, int limit) => new StringInfo(text).LengthInTextElements <= limit;
}
