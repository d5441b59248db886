using Integration.Learning.Activities;
using Integration.Learning.Framework;
using Integration.Lti.DeepLinking;

namespace Integration.Learning.Picker;

/// <summary>An activity as the link an LMS places.</summary>
internal static class DeepLinkItem
{
    /// <summary>The link, with a gradebook column unless nothing is graded or the LMS makes none.</summary>
    public static LtiLinkItem Of(ActivityDefinition activity, LocalText summary, string language, Uri publicUrl, bool? acceptLineItem)
    {
        var title = activity.Title.For(language);
        return new LtiLinkItem
        {
            Url = new Uri(publicUrl, "/lti/launch"),
            Title = title,
            Text = summary.For(language),
            Custom = ActivityCustom.Write(activity),
            Submission = activity.Due is { } due ? new ItemDates(null, due) : null,
            Available = activity.Closes is { } closes ? new ItemDates(null, closes) : null,
            LineItem = activity.Grading == GradingMode.None || acceptLineItem == false
                ? null
                : new ItemLineItem(activity.Points) { Label = title, ResourceId = activity.Id, Tag = ElementTag.Format(activity.Elements) },
        };
    }
}
