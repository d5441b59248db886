using Integration.Learning.Activities;
using Integration.Learning.Framework;
using Integration.Lti.DeepLinking;
using Integration.Lti.Services;

namespace Integration.Learning.Picker;

/// <summary>An activity as the link an LMS places.</summary>
internal static class DeepLinkItem
{
    // What there is to see from a gradebook cell begins when something is handed in.
    private static readonly IReadOnlyList<ActivityProgress> Reviewable = [ActivityProgress.Submitted, ActivityProgress.Completed];

    /// <summary>
    /// The link, with a gradebook column unless nothing is graded or the LMS makes none. <paramref name="review"/> is what the gradebook calls the way to a student's
    /// work; null where its product takes no such way.
    /// </summary>
    public static LtiLinkItem Of(ActivityDefinition activity, LocalText summary, string language, Uri publicUrl, bool? acceptLineItem, string? review = null)
    {
        var title = activity.Title.For(language);
        var launch = new Uri(publicUrl, "/lti/launch");
        return new LtiLinkItem
        {
            Url = launch,
            Title = title,
            Text = summary.For(language),
            Custom = ActivityCustom.Write(activity),
            Submission = activity.Due is { } due ? new ItemDates(null, due) : null,
            Available = activity.Closes is { } closes ? new ItemDates(null, closes) : null,
            LineItem = activity.Grading == GradingMode.None || acceptLineItem == false
                ? null
                : new ItemLineItem(activity.Points)
                {
                    Label = title,
                    ResourceId = activity.Id,
                    Tag = ElementTag.Format(activity.Elements),
                    SubmissionReview = review is null
                        ? null
                        : new SubmissionReview { ReviewableStatus = Reviewable, Label = review, Url = launch, Custom = new Dictionary<string, string>(ActivityDates.Asked) },
                },
        };
    }
}
