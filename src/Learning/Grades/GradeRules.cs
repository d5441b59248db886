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
            => new(id, Later(happened.At, last?.Timestamp), activity, grading, given, points);
    }

    // The student's own time, moved only where it would not be later than the one before.
    private static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset? last) => last is { } before && at < before + Gap ? before + Gap : at;
}
