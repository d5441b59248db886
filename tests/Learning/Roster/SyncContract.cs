using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Tests.Learning.Roster;

/// <summary>What a run does to a roster, on every store.</summary>
public abstract partial class SyncContract : IAsyncLifetime
{
    private RosterWorld world = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<IDocumentStore> OpenAsync();

    protected abstract Task CloseAsync();

    /// <summary>How often a random story is told.</summary>
    protected abstract int Stories { get; }

    public async ValueTask InitializeAsync() => world = new RosterWorld(await OpenAsync());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    [Fact]
    public async Task A_first_run_stores_what_it_read()
    {
        var district = SmallDistrict.Of(1);

        var run = await world.RunAsync(district);

        Assert.Equal(RosterRunState.Applied, run.State);
        Assert.Equal(30, run.Collections.Single(one => one.Collection is RosterCollection.Users).Added);
        Assert.Equal(60, run.Collections.Single(one => one.Collection is RosterCollection.Enrollments).Added);
        Assert.Empty(run.Warnings);
        Assert.True(run is { Calls: > 6, Bytes: > 6000, Transactions: > 80 }, $"{run}");
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task Applying_the_difference_between_two_days_gives_the_second_day()
    {
        for (var seed = 0; seed < Stories; seed++)
        {
            var other = new RosterWorld(world.Store);
            var day = SmallDistrict.Of(seed, users: 15, classes: 5, enrollments: 25);
            await other.RunAsync(day, RosterWorld.Unbraked);
            await other.AssertSaysAsync(day);

            var next = day.Next(seed + 1000, changes: seed % 25);
            await other.RunAsync(next, RosterWorld.Unbraked with { Full = true });
            await other.AssertSaysAsync(next);

            var third = next.Next(seed + 2000, changes: seed % 17);
            other.Clock.Advance(TimeSpan.FromDays(1));
            var delta = await other.RunAsync(new ToldRoster(next.ChangesTo(third)) { Mode = ReadMode.Changes }, RosterWorld.Unbraked);
            Assert.NotNull(delta.Since);
            await other.AssertSaysAsync(third);
        }
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_writes_no_row()
    {
        var district = SmallDistrict.Of(2);
        await world.RunAsync(district);
        var before = await StoredRoster.EveryRowAsync(world.Store, world.Roster, Ct);

        // A SIS that stamps every record with the time of its export.
        var again = await world.RunAsync(
            new ToldRoster(district.Records.Select(record => record with { DateLastModified = world.Clock.GetUtcNow() })), RosterWorld.Request with { Full = true });

        Assert.All(again.Collections, one => Assert.Equal((0, 0, 0), (one.Added, one.Changed, one.Ended)));
        Assert.Equal(district.Records.Count, again.Collections.Sum(one => one.Unchanged));
        Assert.Equal(before, await StoredRoster.EveryRowAsync(world.Store, world.Roster, Ct));
    }

    [Fact]
    public async Task Who_is_absent_from_a_complete_read_has_ended_and_is_kept()
    {
        var district = SmallDistrict.Of(3);
        await world.RunAsync(district);
        var gone = district.Records.OfType<User>().First();

        world.Clock.Advance(TimeSpan.FromDays(1));
        var run = await world.RunAsync(new ToldRoster(district.Records.Where(record => record != gone)), RosterWorld.Request with { Full = true });
        var row = await world.Queries.FindUserAsync(world.Roster, gone.SourcedId, Ct);
        await world.RunAsync(district, RosterWorld.Request with { Full = true });
        var back = await world.Queries.FindUserAsync(world.Roster, gone.SourcedId, Ct);

        Assert.Equal([gone.SourcedId.Value], run.Collections.Single(one => one.Collection is RosterCollection.Users).Examples.Ended);
        Assert.Equal(run.StartedAt, row!.Ended);
        Assert.Equal(gone.FamilyName, row.Record.FamilyName);
        Assert.Null(back!.Ended);
    }

    [Fact]
    public async Task In_a_read_of_changes_absence_means_nothing_and_a_tombstone_ends()
    {
        var district = SmallDistrict.Of(4);
        await world.RunAsync(district);
        var gone = district.Records.OfType<Enrollment>().First();

        var run = await world.RunAsync(new ToldRoster([gone with { ToBeDeleted = true }]) { Mode = ReadMode.Changes });

        Assert.Equal(1, run.Collections.Sum(one => one.Ended));
        district.Records.Remove(gone);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_small_run_writes_what_it_counted_and_reads_nobody_twice()
    {
        var other = new RosterWorld(world.Store);
        var day = SmallDistrict.Of(9);
        var renamed = day.Records.OfType<User>().Select(user => user with { FamilyName = user.FamilyName + " Ortega" }).ToList();
        var changes = new ToldRoster(renamed) { Mode = ReadMode.Changes };
        await world.RunAsync(day);
        await other.RunAsync(day);

        var atOnce = await world.RunAsync(changes);
        var run = await other.BeginAsync(RosterWorld.Request with { Preview = true });
        await other.FinishAsync(changes);
        await other.Sync.ApplyHeldAsync(other.Roster, run, new RosterDecider(RosterDesk.CommandLine, "ngozi"), Ct);
        var afterwards = await other.FinishAsync(changes);

        // Who applies a run that waited reads each person again.
        Assert.InRange(afterwards.Transactions - atOnce.Transactions, renamed.Count, 2 * renamed.Count);
        Assert.Equal(renamed.Count, atOnce.Collections.Single(one => one.Collection is RosterCollection.Users).Changed);
        Assert.Equal(await StoredRoster.ActiveAsync(world.Store, world.Roster, Ct), await StoredRoster.ActiveAsync(other.Store, other.Roster, Ct));
    }

    [Fact]
    public async Task Nothing_is_left_of_what_was_staged()
    {
        await world.RunAsync(SmallDistrict.Of(5));

        var status = await world.Sync.StatusAsync(world.Roster, Ct);
        foreach (var group in Integration.Learning.Roster.Staging.StageKeys.Groups)
        {
            Assert.Empty((await world.Store.ReadAsync(RunDocuments.StageGroup(world.Roster, status.AppliedRun!.Value.Value, group), KeyRange.All, 1, null, Ct)).Documents);
        }

        Assert.Equal(RosterStepOutcome.Idle, (await world.StepAsync(new ToldRoster([]))).Outcome);
    }

    [Fact]
    public async Task Reports_are_kept_newest_first()
    {
        var district = SmallDistrict.Of(6);
        await world.RunAsync(district);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.RunAsync(district);

        var first = await world.Sync.ListAsync(world.Roster, 1, null, Ct);
        var second = await world.Sync.ListAsync(world.Roster, 1, first.Continuation, Ct);

        Assert.Equal(TimeSpan.FromDays(1), first.Runs.Single().StartedAt - second.Runs.Single().StartedAt);
        Assert.Equal(first.Runs.Single().Id, (await world.Sync.FindAsync(world.Roster, RosterRunId.Parse(first.Runs.Single().Id), Ct))!.Id);
    }

    [Fact]
    public async Task A_person_is_found_by_each_value_they_have_and_no_longer_by_one_they_lost()
    {
        var user = new User { SourcedId = new("u/1"), GivenName = "Ana", FamilyName = "Núñez", Username = "ANunez ", Identifier = "77", UserIds = [new UserId("State", "s=1")] };
        await world.RunAsync(new ToldRoster([user, user with { SourcedId = new("u/2"), Username = null, UserIds = [] }]));

        var byName = await world.Queries.FindUsersByAsync(world.Roster, new RosterValue(RosterValue.Username, "anunez"), Ct);
        var byNumber = await world.Queries.FindUsersByAsync(world.Roster, new RosterValue(RosterValue.Identifier, "77"), Ct);
        await world.RunAsync(new ToldRoster([user with { Username = "ana", UserIds = [] }]) { Mode = ReadMode.Changes });

        Assert.Equal(["u/1"], byName.Select(id => id.Value));
        Assert.Equal(["u/1", "u/2"], byNumber.Select(id => id.Value).Order());
        Assert.Empty(await world.Queries.FindUsersByAsync(world.Roster, new RosterValue(RosterValue.Username, "ANunez"), Ct));
        Assert.Empty(await world.Queries.FindUsersByAsync(world.Roster, new RosterValue(RosterValue.OfType("state"), "s=1"), Ct));
        Assert.Equal(["u/1"], (await world.Queries.FindUsersByAsync(world.Roster, new RosterValue(RosterValue.Username, "Ana"), Ct)).Select(id => id.Value));
    }
}
