using Integration.Learning.Roster.Runs;
using Integration.OneRoster;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster;

/// <summary>When a run waits for a person, and what the person can do.</summary>
public abstract partial class SyncContract
{
    private static readonly RosterDecider Someone = new(RosterDesk.CommandLine, "ngozi");

    [Fact]
    public async Task A_run_that_would_end_too_many_waits_and_changes_nothing()
    {
        var district = SmallDistrict.Of(10);
        await world.RunAsync(district);

        var held = await HoldAsync(district, keepUsers: 20);

        var reason = Assert.Single(held.Holds);
        Assert.Equal(("RST3001", RosterCollection.Users, 10, 30), (reason.Code, reason.Collection, reason.Ends, reason.Of));
        Assert.Equal(RosterRunState.Held, held.State);
        Assert.Equal(held.Id, (await world.Sync.StatusAsync(world.Roster, Ct)).Waiting?.Value);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_run_that_waits_is_applied_when_a_person_says_so()
    {
        var district = SmallDistrict.Of(11);
        await world.RunAsync(district);
        var held = await HoldAsync(district, keepUsers: 20);

        var allowed = await world.Sync.ApplyHeldAsync(world.Roster, RosterRunId.Parse(held.Id), Someone, Ct);
        var applied = await world.FinishAsync(new ToldRoster([]));

        Assert.Null(allowed.Refusal);
        Assert.Equal((held.Id, RosterRunState.Applied), (applied.Id, applied.State));
        Assert.Equal(new RosterDecision(Someone, Applied: true, world.Clock.GetUtcNow()), applied.Decision);
        await world.AssertSaysAsync(Without(district, keepUsers: 20));
        Assert.Equal(20, (await world.Sync.StatusAsync(world.Roster, Ct)).Active[RosterCollection.Users]);
    }

    [Fact]
    public async Task A_run_that_waits_is_dropped_when_a_person_says_so()
    {
        var district = SmallDistrict.Of(12);
        await world.RunAsync(district);
        var held = RosterRunId.Parse((await HoldAsync(district, keepUsers: 20)).Id);

        await world.Sync.DropHeldAsync(world.Roster, held, Someone, Ct);
        await world.StepAsync(new ToldRoster([]));

        var dropped = (await world.Sync.FindAsync(world.Roster, held, Ct))!;
        Assert.Equal((RosterRunState.Dropped, Someone, false), (dropped.State, dropped.Decision!.By, dropped.Decision.Applied));
        Assert.Equal("RST3004", (await world.Sync.ApplyHeldAsync(world.Roster, held, Someone, Ct)).Refusal!.Code);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_run_that_waited_is_refused_once_another_was_applied()
    {
        var district = SmallDistrict.Of(13);
        await world.RunAsync(district);
        var held = RosterRunId.Parse((await HoldAsync(district, keepUsers: 20)).Id);

        world.Clock.Advance(TimeSpan.FromDays(1));
        var repaired = district.Next(14, changes: 3);
        await world.RunAsync(repaired, RosterWorld.Request with { Full = true });

        Assert.Equal("RST3005", (await world.Sync.ApplyHeldAsync(world.Roster, held, Someone, Ct)).Refusal!.Code);
        Assert.Equal(RosterRunState.Superseded, (await world.Sync.FindAsync(world.Roster, held, Ct))!.State);
        Assert.Null((await world.Sync.StatusAsync(world.Roster, Ct)).Waiting);
        await world.AssertSaysAsync(repaired);
    }

    [Fact]
    public async Task A_collection_that_comes_back_empty_waits_however_small_it_was()
    {
        var district = SmallDistrict.Of(15);
        await world.RunAsync(district);

        var held = await world.RunAsync(new ToldRoster(district.Records.Where(record => record is not Course)), RosterWorld.Request with { Full = true });

        var reason = Assert.Single(held.Holds);
        Assert.Equal(("RST3002", RosterCollection.Courses), (reason.Code, reason.Collection));
        await world.AssertSaysAsync(district);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public async Task The_share_and_the_least_number_are_both_needed(int ends, bool waits)
    {
        var district = SmallDistrict.Of(16);
        await world.RunAsync(district);

        var run = await world.RunAsync(Without(district, keepUsers: 30 - ends), RosterWorld.Request with { Full = true });

        Assert.Equal(waits, run.State is RosterRunState.Held);
    }

    [Fact]
    public async Task Many_tombstones_are_braked_too()
    {
        var district = SmallDistrict.Of(17);
        await world.RunAsync(district);

        var run = await world.RunAsync(new ToldRoster(district.Records.OfType<User>().Take(10).Select(user => user with { ToBeDeleted = true })) { Mode = ReadMode.Changes });

        Assert.Equal(RosterRunState.Held, run.State);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_preview_shows_the_difference_and_waits()
    {
        var district = SmallDistrict.Of(18);

        var preview = await world.RunAsync(district, RosterWorld.Request with { Preview = true });
        var stored = await StoredRoster.EveryRowAsync(world.Store, world.Roster, Ct);
        await world.Sync.ApplyHeldAsync(world.Roster, RosterRunId.Parse(preview.Id), Someone, Ct);
        await world.FinishAsync(new ToldRoster([]));

        Assert.Equal((RosterRunState.Previewed, "RST3003"), (preview.State, Assert.Single(preview.Holds).Code));
        Assert.Equal(30, preview.Collections.Single(one => one.Collection is RosterCollection.Users).Added);
        Assert.Empty(stored);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_refused_collection_is_not_an_empty_one()
    {
        var district = SmallDistrict.Of(19);
        await world.RunAsync(district);
        var told = new ToldRoster(district.Records) { Faults = { [(RosterCollection.Courses, 0)] = new OneRosterFault(ToldRoster.Broken) { HttpStatus = 403 } } };

        var run = await world.RunAsync(told, RosterWorld.Request with { Full = true });

        Assert.Equal(RosterRunState.Applied, run.State);
        Assert.Equal(RosterCollection.Courses, Assert.Single(run.Warnings, warning => warning.Code == "RST1002").Examples[0].Collection);
        Assert.DoesNotContain(run.Collections, one => one.Collection is RosterCollection.Courses);
        await world.AssertSaysAsync(district);
    }

    private Task<RosterRun> HoldAsync(SmallDistrict district, int keepUsers) =>
        world.RunAsync(Without(district, keepUsers), RosterWorld.Request with { Full = true });

    private static SmallDistrict Without(SmallDistrict district, int keepUsers)
    {
        var gone = district.Records.OfType<User>().Skip(keepUsers).ToHashSet();
        var without = district.Next(1, changes: 0);
        without.Records.RemoveAll(record => record is User user && gone.Contains(user));
        return without;
    }
}
