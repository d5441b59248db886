using Integration.Learning.Districts;
using Integration.Learning.Roster;
using Integration.Learning.Roster.Sources;

namespace Integration.Tests.Learning.Roster.Sources;

/// <summary>When a source is due: in the district's own time, once per occurrence, whatever the clocks do.</summary>
public sealed class RosterScheduleTests
{
    private const string Nightly = "30 2 * * *";

    [Fact]
    public void A_time_is_the_districts_own()
    {
        var from = new DateTimeOffset(2026, 9, 14, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(new DateTimeOffset(2026, 9, 14, 8, 30, 0, TimeSpan.Zero), NextAfter(Nightly, "America/Denver", from));
        Assert.Equal(new DateTimeOffset(2026, 9, 14, 2, 30, 0, TimeSpan.Zero), NextAfter(Nightly, "UTC", from));
        Assert.Null(RosterSchedule.NextOf(Of(Nightly) with { Paused = true }, "UTC", from));
        Assert.Null(NextAfter(null, "UTC", from));
    }

    [Fact]
    public void A_night_that_skips_the_time_has_it_all_the_same_and_one_that_has_it_twice_has_it_once()
    {
        // Denver: 2 o'clock does not exist on 8 March 2026, and 1 o'clock comes twice on 1 November 2026.
        var spring = NextAfter(Nightly, "America/Denver", new DateTimeOffset(2026, 3, 8, 7, 0, 0, TimeSpan.Zero));
        var first = NextAfter("30 1 * * *", "America/Denver", new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero));
        var second = NextAfter("30 1 * * *", "America/Denver", first!.Value);

        Assert.Equal(new DateTimeOffset(2026, 3, 8, 9, 0, 0, TimeSpan.Zero), spring);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 7, 30, 0, TimeSpan.Zero), first);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 8, 30, 0, TimeSpan.Zero), second);
    }

    [Fact]
    public void Districts_start_at_minutes_of_their_own_and_the_same_one_each_night()
    {
        var schedules = Enumerable.Range(0, 60)
            .Select(n => RosterSourceRules.NightlyScheduleOf(new RosterRef(DistrictId.Parse($"district-{n}"), RosterSourceId.Parse("sis")))).ToList();

        Assert.True(schedules.Distinct(StringComparer.Ordinal).Count() > 40);
        Assert.Equal(schedules[7], RosterSourceRules.NightlyScheduleOf(new RosterRef(DistrictId.Parse("district-7"), RosterSourceId.Parse("sis"))));
        Assert.All(schedules, schedule => Assert.Null(RosterSourceRules.Problem(new NewRosterSource { Id = "sis", Schedule = schedule })));
        Assert.All(schedules, schedule => Assert.InRange(
            TimeOnly.FromDateTime(NextAfter(schedule, "UTC", DateTimeOffset.UnixEpoch)!.Value.UtcDateTime), new TimeOnly(1, 0), new TimeOnly(4, 59)));
    }

    private static DateTimeOffset? NextAfter(string? schedule, string timeZone, DateTimeOffset servedUntil) => RosterSchedule.NextOf(Of(schedule), timeZone, servedUntil);

    private static RosterSource Of(string? schedule) => new() { Id = "sis", District = "blue-heron", Name = "SIS", Schedule = schedule, AddedAt = DateTimeOffset.UnixEpoch };
}
