using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster;

/// <summary>A worker killed at any write, two workers at once, and a lease that was stolen.</summary>
public abstract partial class SyncContract
{
    [Fact]
    public Task A_worker_that_was_frozen_past_its_lease_while_it_compared_writes_nothing_over_what_another_has_written_since() =>
        FreezeAsync(commitsLater: 0, wasHeld: true);

    // Behind the last rows come two checkpoints: all is counted, and it is to be applied.
    [Fact]
    public Task A_worker_that_was_frozen_past_its_lease_with_all_it_would_write_in_memory_writes_nothing_over_what_another_has_written_since() =>
        FreezeAsync(commitsLater: 2, wasHeld: false);

    private async Task FreezeAsync(int commitsLater, bool wasHeld)
    {
        var first = SmallDistrict.Of(60);
        var second = first.Next(61, changes: 60);
        var third = second.Next(62, changes: 60);
        await world.RunAsync(first, RosterWorld.Unbraked);
        var run = await world.BeginAsync(RosterWorld.Unbraked with { Full = true, Preview = wasHeld });
        if (wasHeld)
        {
            Assert.Equal(RosterRunState.Previewed, (await world.FinishAsync(new ToldRoster(second.Records))).State);
            Assert.True((await world.Sync.ApplyHeldAsync(world.Roster, run, new RosterDecider(RosterDesk.CommandLine, "ngozi"), Ct)).TryGetValue(out _, out _));
        }

        List<string> meanwhile = [];
        var frozen = world.Another(new FreezingStore(world.Store, RosterKeys.People(world.Roster, RosterKeys.Buckets - 1), commitsLater, async () =>
        {
            // It has compared nearly everything, or all, and written nothing.
            world.Clock.Advance(TimeSpan.FromMinutes(10));
            var other = world.Another();
            Assert.Equal(RosterRunState.Applied, (await other.FinishAsync(new ToldRoster(second.Records))).State);
            await other.RunAsync(third, RosterWorld.Unbraked with { Full = true });
            meanwhile = await StoredRoster.EveryRowAsync(world.Store, world.Roster, Ct);
        }));

        var step = await frozen.StepAsync(new ToldRoster(second.Records));

        Assert.Equal(RosterStepOutcome.Unfinished, step.Outcome);
        Assert.NotEmpty(meanwhile);
        Assert.Equal(meanwhile, await StoredRoster.EveryRowAsync(world.Store, world.Roster, Ct));
        await world.AssertSaysAsync(third);
    }

    /// <summary>Every how manieth write is a kill point.</summary>
    protected abstract int KillEvery { get; }

    [Fact]
    public async Task A_run_killed_at_any_write_and_resumed_ends_as_one_that_was_not()
    {
        var (day, next) = (SmallDistrict.Of(40, users: 12, classes: 4, enrollments: 20), SmallDistrict.Of(40, users: 12, classes: 4, enrollments: 20).Next(41, changes: 10));
        var (writes, expected) = await TellAsync(day, next, killAt: 0, arrives: false);

        for (var killAt = 1; killAt <= writes; killAt += KillEvery)
        {
            foreach (var arrives in (bool[])[false, true])
            {
                var (_, rows) = await TellAsync(day, next, killAt, arrives);

                Assert.True(expected.SequenceEqual(rows), $"Killed at write {killAt} of {writes}, {(arrives ? "after" : "before")} it arrived: {string.Join('\n', expected.Except(rows).Concat(rows.Except(expected)).Take(6))}");
            }
        }
    }

    [Fact]
    public async Task Two_workers_at_once_do_the_work_of_one()
    {
        var (first, second) = (world, world.Another());
        var district = SmallDistrict.Of(42);
        var told = new ToldRoster(district.Records) { PageSize = 3 };
        await first.BeginAsync();

        var outcomes = new List<RosterStepOutcome>();
        for (var i = 0; i < 20 && !outcomes.Contains(RosterStepOutcome.Idle); i++)
        {
            var steps = await Task.WhenAll(Task.Run(() => first.StepAsync(told)), Task.Run(() => second.StepAsync(told)));
            outcomes.AddRange(steps.Select(step => step.Outcome));
        }

        Assert.Contains(RosterStepOutcome.Finished, outcomes);
        Assert.Single((await first.Sync.ListAsync(first.Roster, 10, null, Ct)).Runs);
        await first.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_worker_that_slept_past_its_lease_stops_without_harm()
    {
        var (slow, quick) = (world, world.Another());
        var district = SmallDistrict.Of(43);
        var told = new ToldRoster(district.Records) { PageSize = 10 };
        RosterStep? taken = null;
        told.OnPage = (collection, page) =>
        {
            if (collection is RosterCollection.Users && page == 1 && taken is null)
            {
                // While this worker waits for the page, its lease runs out and another does all of the work. A checkpoint that was still on its way renews the
                // lease once more.
                do
                {
                    slow.Clock.Advance(TimeSpan.FromMinutes(10));
                    taken = quick.StepAsync(new ToldRoster(district.Records)).GetAwaiter().GetResult();
                }
                while (taken.Outcome is RosterStepOutcome.Busy);
            }
        };
        await slow.BeginAsync();

        var lost = await slow.StepAsync(told, TimeSpan.FromHours(1));

        Assert.Equal(RosterStepOutcome.Finished, taken!.Outcome);
        Assert.Equal(RosterStepOutcome.Unfinished, lost.Outcome);
        Assert.Equal(RosterStepOutcome.Idle, (await slow.StepAsync(told)).Outcome);
        await slow.AssertSaysAsync(district);
    }

    // Two days of a district, the second under a worker that is killed once; then another worker goes on.
    private async Task<(int Writes, List<string> Rows)> TellAsync(SmallDistrict day, SmallDistrict next, int killAt, bool arrives)
    {
        var healthy = new RosterWorld(world.Store);
        await healthy.RunAsync(day, RosterWorld.Unbraked);
        healthy.Clock.Advance(TimeSpan.FromDays(1));
        await healthy.BeginAsync(RosterWorld.Unbraked with { Full = true });

        var store = new DyingStore(world.Store, killAt, arrives);
        var dying = healthy.Another(store);
        var told = new ToldRoster(next.Records) { PageSize = 7 };
        try
        {
            await dying.StepAsync(told);
        }
        catch (ProcessKilledException)
        {
            healthy.Clock.Advance(TimeSpan.FromMinutes(4));
        }

        if (killAt > 0 && (await healthy.StepAsync(told)).Outcome is not RosterStepOutcome.Idle)
        {
            await healthy.StepAsync(told);
        }

        var rows = await StoredRoster.EveryRowAsync(world.Store, healthy.Roster, Ct);
        return (store.Writes, [.. rows.Select(row => row[row.IndexOf('|', StringComparison.Ordinal)..])]);
    }
}
