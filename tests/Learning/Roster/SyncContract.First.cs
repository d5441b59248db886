using Integration.Learning.Roster.Runs;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster;

/// <summary>The first run of all, which is counted while it is applied.</summary>
public abstract partial class SyncContract
{
    [Fact]
    public async Task A_first_run_killed_at_any_write_and_resumed_says_and_stores_what_one_would_that_was_not()
    {
        var district = SmallDistrict.Of(50, users: 12, classes: 4, enrollments: 20);
        var (writes, expected, report) = await FirstAsync(district, killAt: 0, arrives: false);

        for (var killAt = 1; killAt <= writes; killAt += KillEvery)
        {
            foreach (var arrives in (bool[])[false, true])
            {
                var (_, rows, resumed) = await FirstAsync(district, killAt, arrives);

                Assert.True(expected.SequenceEqual(rows), $"Killed at write {killAt} of {writes}: {string.Join('\n', expected.Except(rows).Concat(rows.Except(expected)).Take(6))}");
                Assert.Equal((killAt, report), (killAt, resumed));
            }
        }
    }

    [Fact]
    public async Task A_first_run_may_be_previewed_and_then_applied_as_it_was_counted()
    {
        var district = SmallDistrict.Of(51);
        var preview = await world.RunAsync(new ToldRoster(district.Records), RosterWorld.Request with { Preview = true });
        var before = await StoredRoster.ActiveAsync(world.Store, world.Roster, Ct);

        Assert.True((await world.Sync.ApplyHeldAsync(world.Roster, RosterRunId.Parse(preview.Id), Someone, Ct)).TryGetValue(out _, out _));
        var applied = await world.FinishAsync(new ToldRoster([]));

        Assert.Empty(before);
        Assert.Equal((RosterRunState.Previewed, RosterRunState.Applied), (preview.State, applied.State));
        Assert.Equal(Said(preview), Said(applied));
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task The_run_after_the_first_is_braked_against_what_the_first_stored()
    {
        var district = SmallDistrict.Of(52);
        await world.RunAsync(district);
        world.Clock.Advance(TimeSpan.FromDays(1));

        var second = await world.RunAsync(new ToldRoster(district.Records.Where(record => record is not User)), RosterWorld.Request with { Full = true });

        Assert.Equal(RosterRunState.Held, second.State);
        Assert.Equal(district.Records.OfType<User>().Count(), second.Collections.Single(one => one.Collection is RosterCollection.Users).ActiveBefore);
        await world.AssertSaysAsync(district);
    }

    // The first day of a district under a worker that is killed once; then another goes on. One user is told twice, and one school is part of nothing.
    private async Task<(int Writes, List<string> Rows, string Report)> FirstAsync(SmallDistrict district, int killAt, bool arrives)
    {
        var healthy = new RosterWorld(world.Store);
        var run = await healthy.BeginAsync(RosterWorld.Request);
        var store = new DyingStore(world.Store, killAt, arrives);
        var told = new ToldRoster([.. district.Records, district.Records.OfType<User>().First(), new Org { SourcedId = new("o/9"), Name = "Lost", Type = "school", Parent = new SourcedId("none") }]) { PageSize = 7 };
        try
        {
            await healthy.Another(store).StepAsync(told);
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
        var active = (await healthy.Sync.StatusAsync(healthy.Roster, Ct)).Active.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}");
        return (store.Writes, [.. rows.Select(row => row[row.IndexOf('|', StringComparison.Ordinal)..])], $"{Said((await healthy.Sync.FindAsync(healthy.Roster, run, Ct))!)} {string.Join(", ", active)}");
    }

    private static string Said(RosterRun run) => string.Join(", ", run.Collections
        .Select(one => $"{one.Collection} {one.Read} {one.Added} {one.Changed} {one.Ended} {one.Unchanged} {one.ActiveBefore}")
        .Concat(run.Warnings.Select(warning => $"{warning.Code} {warning.Count}")));
}
