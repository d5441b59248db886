using Integration.Learning.Activities;
using Integration.Lti.Services;

namespace Integration.Learning.Grades;

/// <summary>Something that happened to a work and may concern the gradebook. No form of it can carry a self-rating.</summary>
/// <param name="At">The time of the student's or teacher's own act.</param>
public abstract record GradeEvent(DateTimeOffset At);

/// <summary>The student sent it.</summary>
public sealed record HandedIn(DateTimeOffset At) : GradeEvent(At);

/// <summary>The teacher accepted it, with levels on the work where she rated it.</summary>
public sealed record Accepted(DateTimeOffset At, TeacherLevels? Levels) : GradeEvent(At);

/// <summary>
/// A teacher's levels on the work, each from 1. Level 3 means the criterion is met on every scale ("Got it", "I can") and earns it in full, as does
/// anything above; 2 earns two thirds and 1 one third.
/// </summary>
public sealed record TeacherLevels
{
    private const int Met = 3;

    /// <summary>Takes the levels of all criteria.</summary>
    /// <exception cref="ArgumentException">There are none, or one is below 1.</exception>
    public TeacherLevels(IReadOnlyCollection<int> levels)
    {
        if (levels.Count == 0 || levels.Any(level => level < 1))
        {
            throw new ArgumentException("Every criterion needs a level of at least 1.", nameof(levels));
        }

        Share = levels.Sum(level => (decimal)Math.Min(level, Met)) / (levels.Count * Met);
    }

    /// <summary>What the levels earn, above 0 and at most 1.</summary>
    public decimal Share { get; }

    /// <summary>What they earn of a column's maximum, to the cent.</summary>
    public decimal PointsOf(decimal maximum) => Math.Round(Share * maximum, 2, MidpointRounding.AwayFromZero);
}

/// <summary>
/// Which score an event puts in the outbox. Once credit is given only a final score follows, because some LMSs clear a grade that is followed by anything
/// else; taking work back sends nothing, and nothing is ever sent for work that was not done.
/// </summary>
public static class GradeRules
{
    /// <summary>Some LMSs compare timestamps in whole seconds.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    // An LMS may round to two decimals of its own maximum.
    private const decimal SameShare = 0.005m;
    private static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    /// <summary>The score to send, or null for none.</summary>
    public static QueuedScore? Next(GradingMode mode, decimal points, GradeLedger? ledger, GradeEvent happened, string id)
    {
        var last = ledger?.Last;
        return (mode, happened) switch
        {
            (GradingMode.Completion, HandedIn) when last is null => Score(ActivityProgress.Completed, GradingProgress.FullyGraded, points),
            (GradingMode.TeacherScored, HandedIn) when last is null => Score(ActivityProgress.Submitted, GradingProgress.PendingManual, null),
            (GradingMode.TeacherScored, Accepted { Levels: { } levels }) when levels.PointsOf(points) is var earned && last?.ScoreGiven != earned
                => Score(ActivityProgress.Completed, GradingProgress.FullyGraded, earned),
            _ => null,
        };

        QueuedScore Score(ActivityProgress activity, GradingProgress grading, decimal? given)
            => new(id, Later(happened.At, last?.Timestamp), activity, grading, given, points)
            {
                SubmittedAt = happened is HandedIn ? happened.At : last?.SubmittedAt,
                IsNewSubmission = happened is HandedIn,
            };
    }

    /// <summary>
    /// True when somebody may have graded in the LMS since: a score stood there before this one, or this one has waited long. A score that is only
    /// announced changes no grade and needs no look.
    /// </summary>
    public static bool MayHaveChanged(QueuedScore? posted, QueuedScore score, DateTimeOffset now)
        => score.ScoreGiven is not null && (posted is not null || now - score.Timestamp > LongAgo);

    /// <summary>True when the gradebook shows a grade other than the one we put there.</summary>
    public static bool IsChanged(QueuedScore? posted, GradebookResult shown)
        => shown.Score is { } score
            && (posted?.ScoreGiven is not { } ours || Math.Abs((score / shown.Maximum) - (ours / posted.ScoreMaximum)) > SameShare);

    /// <summary>
    /// How long a score waits before the next try: as long as the LMS asks, else twice as long each time from 15 seconds to half an hour. A part left to
    /// <paramref name="chance"/> (0 to 1) keeps a whole class from coming back at once.
    /// </summary>
    public static TimeSpan Wait(int attempts, TimeSpan? asked, double chance)
    {
        if (asked is { } wait)
        {
            return wait + (TimeSpan.FromSeconds(15) * chance);
        }

        var seconds = Math.Min(15 * Math.Pow(2, Math.Min(attempts - 1, 10)), LongestWait.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.75 + (chance / 4)));
    }

    // The student's own time, moved only where it would not be later than the one before.
    internal static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset? last) => last is { } before && at < before + Gap ? before + Gap : at;
}
