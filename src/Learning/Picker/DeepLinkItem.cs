using Integration.Learning.Activities;
using Integration.Learning.Framework;
using Integration.Lti.DeepLinking;

namespace Integration.Learning.Picker;

/// <summary>An activity as the link an LMS places.</summary>
internal static class DeepLinkItem
{
    /// <summary>The link, with a gradebook column unless nothing is graded or the LMS makes none.</summary>
    public static ContentItem Of(ActivityDefinition activity, LocalText summary, string language, Uri publicUrl, bool? acceptLineItem)
    {
        var title = activity.Title.For(language);
        var column = activity.Grading == GradingMode.None || acceptLineItem == false
            ? null
            : new ContentItemLineItem(title, activity.Points, activity.Id, ElementTag.Format(activity.Elements));
        return new ContentItem(new Uri(publicUrl, "/lti/launch"), title, summary.For(language), ActivityCustom.Write(activity), column);
    }
}
