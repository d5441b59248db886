using Cronos;

namespace Integration.Learning.Roster.Sources;

/// <summary>When a source is due: pure, so that a night with a clock change is a test and not a surprise.</summary>
public static class RosterSchedule
{
    /// <summary>The first time after <paramref name="servedUntil"/> that the schedule names; null when there is none.</summary>
    /// <param name="schedule">A cron expression that was checked when it was kept.</param>
    /// <param name="timeZone">The district's zone. A time that a clock change skips comes right after it, one that comes twice is taken once.</param>
    /// <param name="servedUntil">What lies before has been served.</param>
    public static DateTimeOffset? NextAfter(string schedule, string timeZone, DateTimeOffset servedUntil)
        => CronExpression.Parse(schedule).GetNextOccurrence(servedUntil, TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    /// <summary>True when a time of the schedule has come since. Many that were missed (the tool was off for a week) are one.</summary>
    public static bool IsDue(string schedule, string timeZone, DateTimeOffset servedUntil, DateTimeOffset now)
        => NextAfter(schedule, timeZone, servedUntil) is { } next && next <= now;
}
