using Cronos;

namespace Integration.Learning.Roster.Sources;

/// <summary>When a source is due: pure, so that a night with a clock change is a test and not a surprise.</summary>
public static class RosterSchedule
{
    /// <summary>When the source is next read by itself; null while it rests or is read by hand only. Many times that were missed (the tool was off for a week) are one.</summary>
    /// <param name="source">The source; its cron expression was checked when it was kept.</param>
    /// <param name="timeZone">The district's zone. A time that a clock change skips comes right after it, one that comes twice is taken once.</param>
    /// <param name="servedUntil">What lies before has been served.</param>
    public static DateTimeOffset? NextOf(RosterSource source, string timeZone, DateTimeOffset servedUntil) => source is { Paused: false, Schedule: { } schedule }
        ? CronExpression.Parse(schedule).GetNextOccurrence(servedUntil, TimeZoneInfo.FindSystemTimeZoneById(timeZone))
        : null;
}
