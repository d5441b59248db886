using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Grades;
using Integration.Learning.Work;
using Integration.Lti;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>Where one student stands, as the class view says it.</summary>
public enum Standing
{
    /// <summary>On the class list, and nothing written.</summary>
    NotBegun,

    /// <summary>Being written; nobody else reads it.</summary>
    Writing,

    /// <summary>Sent, and not answered.</summary>
    Sent,

    /// <summary>Back with the student for another look.</summary>
    AnotherLook,

    /// <summary>Sent again, and not answered.</summary>
    NewTry,

    /// <summary>Accepted.</summary>
    Done,

    /// <summary>Need not do it, and has sent nothing since.</summary>
    Excused,
}

/// <summary>One student in the class view. It is made of summaries, so it cannot hold a word of a draft.</summary>
/// <param name="Learner">Whose; for somebody whom only the school's roster knows, a key that opens nothing.</param>
/// <param name="Name">What the student is called; null when the LMS shares no names.</param>
/// <param name="IsListed">False for people with work who are not on the LMS's list.</param>
/// <param name="Summary">States and ratings; null when not begun.</param>
/// <param name="Grade">What the gradebook holds; null when nothing was sent to it.</param>
/// <param name="Excusal">What a teacher last said about excusing the student; null while nobody did.</param>
public sealed record ClassRow(string Learner, string? Name, bool IsListed, WorkSummary? Summary, GradeLedger? Grade, Excusal? Excusal = null)
{
    /// <summary>The student's class by the school's roster; null where the course holds one class only, or nobody knows.</summary>
    public string? Section { get; init; }

    /// <summary>True for a student of whom only the school's roster knows: the row shows a name, and nothing can be done with it.</summary>
    public bool FromRoster { get; init; }

    /// <summary>Where the student stands.</summary>
    public Standing Standing => Summary is { IsOutByExcusal: true } ? Standing.Excused : Written;

    /// <summary>Where the work stands, whether or not the student is excused from it.</summary>
    public Standing Written => Summary?.State switch
    {
        null or WorkState.NotBegun => Standing.NotBegun,
        WorkState.Draft => Standing.Writing,
        WorkState.Submitted => Standing.Sent,
        WorkState.Returned => Standing.AnotherLook,
        WorkState.Resubmitted => Standing.NewTry,
        WorkState.Complete => Standing.Done,
        var other => throw new InvalidOperationException($"There is no standing for {other}."),
    };

    /// <summary>True while the student waits for an answer.</summary>
    public bool Waits => Summary is { Waits: true };

    /// <summary>True while the student is excused, whatever was sent.</summary>
    public bool IsExcused => Summary?.ExcusedAt is not null;

    /// <summary>When the oldest open request for help was made.</summary>
    public DateTimeOffset? HelpSince => Summary?.HelpSince;

    /// <summary>Criteria of sent work that the student says are not understood, while nobody has answered.</summary>
    public IReadOnlyList<string> NotUnderstood => Waits ? [.. Summary!.Ratings.Where(rating => rating.Value == 0).Select(rating => rating.Key)] : [];

    /// <summary>True for work that came in after the due time and the grace. A later try makes nothing late.</summary>
    public bool IsLate(ActivityDates dates) => (Summary?.FirstSentAt ?? Summary?.SentAt) is { } sent && Own(dates).IsPastDueAt(sent);

    /// <summary>True when the due time is past and nothing is in from somebody who is to do it.</summary>
    public bool IsNotInYet(ActivityDates dates, DateTimeOffset now)
        => Standing is Standing.NotBegun or Standing.Writing && Own(dates).IsPastDueAt(now);

    /// <summary>True when the closing time keeps this student from sending.</summary>
    public bool IsShut(ActivityDates dates, DateTimeOffset now)
        => !FromRoster && Standing is Standing.NotBegun or Standing.Writing && dates.IsClosedAt(now) && Summary?.ReopenedAt is null;

    /// <summary>True when a teacher lets this student go on after the closing time.</summary>
    public bool IsReopened(ActivityDates dates, DateTimeOffset now) => dates.IsClosedAt(now) && Summary?.ReopenedAt is not null;

    // The LMS may have given her a date of her own.
    private ActivityDates Own(ActivityDates dates) => dates with { Due = Summary?.OwnDue ?? dates.Due };

    /// <summary>True when there is something of this student to open: sent work, an answer to it, or a request for help.</summary>
    public bool CanOpen => Written is not (Standing.NotBegun or Standing.Writing) || HelpSince is not null || Summary?.HelpAsked > 0;
}

/// <summary>The class on one activity, as a teacher sees it.</summary>
/// <param name="Activity">The version that new starts get.</param>
/// <param name="Course">The course's name; null when the LMS gave none.</param>
/// <param name="Rows">Students in the LMS's order, then those who are not on its list.</param>
/// <param name="List">How old the list is, and why it is not fresher.</param>
/// <param name="Now">The time of reading.</param>
public sealed record ClassView(ActivityDefinition Activity, string? Course, IReadOnlyList<ClassRow> Rows, ListAge List, DateTimeOffset Now)
{
    /// <summary>Who teaches the class by the school's roster; empty when that does not say.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>True when students who have not begun are known from the school's roster.</summary>
    public bool FromRoster => Rows.Any(row => row.FromRoster);

    /// <summary>Only these are shown; null for all.</summary>
    public Standing? Filter { get; init; }

    /// <summary>What was just done, in words; null for nothing.</summary>
    public string? Status { get; init; }

    /// <summary>The dates of the class.</summary>
    public ActivityDates Dates { get; init; } = ActivityDates.None;

    /// <summary>Where the link's settings came from; null when it is no copy.</summary>
    public CopiedFrom? CopiedFrom { get; init; }

    /// <summary>True for those who may change the activity.</summary>
    public bool MayEdit { get; init; }

    /// <summary>How many are past the due time with nothing in.</summary>
    public int NotInYet => Rows.Count(row => row.IsNotInYet(Dates, Now));

    /// <summary>What was typed to excuse somebody and can't be taken yet; null for nothing.</summary>
    public ExcuseForm? Excusing { get; init; }

    /// <summary>Who can be excused.</summary>
    public IReadOnlyList<ClassRow> Excusable => [.. Rows.Where(row => row is { IsExcused: false, FromRoster: false })];

    /// <summary>How many are excused.</summary>
    public int Excused => Rows.Count(row => row.IsExcused);

    /// <summary>Students who asked for help or did not understand a criterion: longest waiting first.</summary>
    public IReadOnlyList<ClassRow> Needs =>
        [.. Rows.Where(row => row.HelpSince is not null || row.NotUnderstood.Count > 0).OrderBy(row => row.HelpSince ?? row.Summary!.SentAt)];

    /// <summary>Students who wait for an answer: longest waiting first.</summary>
    public IReadOnlyList<ClassRow> Waiting => [.. Rows.Where(row => row.Waits).OrderBy(row => row.Summary!.SentAt)];

    /// <summary>The rows the filter leaves.</summary>
    public IEnumerable<ClassRow> Shown => Rows.Where(row => Filter is null || Matches(row, Filter.Value));

    /// <summary>How many a filter would leave; "sent" means everyone who waits, "excused" everyone who is, whatever was sent.</summary>
    public int CountOf(Standing standing) => Rows.Count(row => Matches(row, standing));

    private static bool Matches(ClassRow row, Standing standing) => standing switch
    {
        Standing.Sent => row.Waits,
        Standing.Excused => row.IsExcused,
        _ => row.Standing == standing,
    };
}

/// <summary>The LMS's list of students.</summary>
/// <param name="ReadAt">When it was read; null when there is none.</param>
/// <param name="IsOffered">False when the LMS offers no list.</param>
/// <param name="Fault">Why the last attempt failed; null when it did not.</param>
public sealed record ListAge(DateTimeOffset? ReadAt, bool IsOffered, FaultKind? Fault);
