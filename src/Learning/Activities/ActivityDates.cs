using System.Globalization;

namespace Integration.Learning.Activities;

/// <summary>Until when an activity is due and when it closes; null where nobody said. They lie over the state of a work and never change it.</summary>
/// <param name="Due">When it should be in. It may be sent after that.</param>
/// <param name="Closes">From when it can only be read.</param>
public sealed record ActivityDates(DateTimeOffset? Due, DateTimeOffset? Closes)
{
    /// <summary>Nobody said anything.</summary>
    public static readonly ActivityDates None = new(null, null);

    /// <summary>What is sent this much after the due time is not late: clocks differ, and so do bells.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    // From here on a student is told that the time is near.
    private static readonly TimeSpan Near = TimeSpan.FromDays(2);

    private static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string>
    {
        ["due"] = "$ResourceLink.submission.endDateTime",
        ["due_own"] = "$ResourceLink.submission.user.endDateTime",
        ["closes"] = "$ResourceLink.available.endDateTime",
        ["closes_own"] = "$ResourceLink.available.user.endDateTime",
    };

    /// <summary>The custom values of a link that ask the LMS for its dates (LTI Core 1.3, appendix B).</summary>
    public static IEnumerable<KeyValuePair<string, string>> Asked => Variables;

    /// <summary>What a launch says: the person's own dates before those of the link. A variable that came back as it went is no date.</summary>
    public static ActivityDates Read(IReadOnlyDictionary<string, string> custom)
    {
        return new ActivityDates(Time("due_own") ?? Time("due"), Time("closes_own") ?? Time("closes"));

        DateTimeOffset? Time(string name) => custom.GetValueOrDefault(name) is { } text
            && text.Contains('T', StringComparison.Ordinal)
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    /// <summary>These where they are said, the others where not.</summary>
    public ActivityDates Over(ActivityDates others) => new(Due ?? others.Due, Closes ?? others.Closes);

    /// <summary>True from the closing time on.</summary>
    public bool IsClosedAt(DateTimeOffset now) => Closes <= now;

    /// <summary>True in the last days before it is due.</summary>
    public bool IsDueSoonAt(DateTimeOffset now) => Due > now && Due - now <= Near;

    /// <summary>True once what is not in yet, or is sent now, comes after the due time and the grace.</summary>
    public bool IsPastDueAt(DateTimeOffset at) => at > Due + Grace;
}
