using Integration.Learning.Roster.Runs;
using Integration.OneRoster;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster;

/// <summary>How a source is read to its end, and what happens when it cannot be.</summary>
public abstract partial class SyncContract
{
    [Fact]
    public async Task Half_a_pull_never_applies()
    {
        var district = SmallDistrict.Of(20);
        await world.RunAsync(district);
        var told = new ToldRoster(district.Next(21).Records)
        {
            Faults = { [(RosterCollection.Enrollments, 1)] = new OneRosterFault(ToldRoster.Broken, "GET /enrollments 500") { HttpStatus = 500 } },
        };

        var run = await world.RunAsync(told, RosterWorld.Request with { Full = true });

        Assert.Equal((RosterRunState.Failed, "OR1998", RosterCollection.Enrollments), (run.State, run.Fault!.Code, run.Fault.Collection));
        await world.AssertSaysAsync(district);
        await world.BeginAsync();
        Assert.Null((await world.Sync.FindAsync(world.Roster, (await world.Sync.StatusAsync(world.Roster, Ct)).Current!.Value, Ct))!.Since);
    }

    [Fact]
    public async Task A_source_that_is_busy_is_asked_again_from_where_it_was()
    {
        var district = SmallDistrict.Of(22);
        var told = new ToldRoster(district.Records)
        {
            Faults = { [(RosterCollection.Enrollments, 2)] = new OneRosterFault(ToldRoster.Busy) { RetryAfter = TimeSpan.FromSeconds(90) } },
        };
        await world.BeginAsync();

        var busy = await world.StepAsync(told);
        var early = await world.StepAsync(told);
        var run = await world.FinishAsync(told);

        Assert.Equal((RosterStepOutcome.Later, world.Clock.Start + TimeSpan.FromSeconds(90)), (busy.Outcome, busy.NotBefore));
        Assert.Equal(RosterStepOutcome.Later, early.Outcome);
        Assert.Equal(RosterRunState.Applied, run.State);
        Assert.Equal(district.Records.Count, run.Collections.Sum(one => one.Read));
        Assert.Equal(run.Calls, told.PagesTold);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_run_works_until_its_deadline_and_goes_on_from_there()
    {
        var district = SmallDistrict.Of(23);
        var told = new ToldRoster(district.Records) { PageSize = 5 };
        told.OnPage = (_, _) => world.Clock.Advance(TimeSpan.FromSeconds(20));
        await world.BeginAsync();

        var steps = 0;
        RosterStep step;
        do
        {
            step = await world.StepAsync(told);
            steps++;
        }
        while (step.Outcome is RosterStepOutcome.Unfinished);

        Assert.Equal((RosterStepOutcome.Finished, RosterRunState.Applied), (step.Outcome, step.Run!.State));
        Assert.InRange(steps, 5, 60);
        Assert.Equal(told.PagesTold, step.Run.Calls);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_source_that_is_not_to_be_had_for_a_day_fails_the_run()
    {
        var told = new ToldRoster(SmallDistrict.Of(24).Records) { FaultsStay = true, Faults = { [(RosterCollection.Users, 0)] = new OneRosterFault(ToldRoster.Busy) } };

        var run = await world.RunAsync(told);

        Assert.Equal((RosterRunState.Failed, "RST1005", "OR1999"), (run.State, run.Fault!.Code, run.Fault.Detail));
        Assert.Empty(await StoredRoster.EveryRowAsync(world.Store, world.Roster, Ct));
    }

    [Fact]
    public async Task A_source_that_offers_nothing_fails_the_run()
    {
        var run = await world.RunAsync(new ToldRoster([]) { Mode = ReadMode.Absent });

        Assert.Equal((RosterRunState.Failed, "RST1003"), (run.State, run.Fault!.Code));
    }

    [Fact]
    public async Task A_source_that_changed_while_it_was_read_is_read_again()
    {
        var told = new ToldRoster(SmallDistrict.Of(25).Records) { Revision = "7" };
        told.OnPage = (collection, _) => told.Revision = collection is RosterCollection.Users ? "8" : told.Revision;

        var torn = await world.RunAsync(told);
        told.OnPage = (_, _) => { };
        var whole = await world.RunAsync(told);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var pages = told.PagesTold;
        var same = await world.RunAsync(told);

        Assert.Equal("RST1004", torn.Fault!.Code);
        Assert.Equal(RosterRunState.Applied, whole.State);
        Assert.Equal((RosterRunState.Applied, pages), (same.State, told.PagesTold));
        Assert.Equal(30, (await world.Sync.StatusAsync(world.Roster, Ct)).Active[RosterCollection.Users]);
    }

    [Fact]
    public async Task Changes_are_asked_for_since_a_little_before_the_last_run_and_everything_once_a_week()
    {
        var told = new ToldRoster(SmallDistrict.Of(26).Records);
        await world.RunAsync(told);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.RunAsync(told);
        world.Clock.Advance(TimeSpan.FromDays(6));
        await world.RunAsync(told);

        Assert.Equal([null, told.ServerTime.AddMinutes(-10), told.ServerTime.AddMinutes(-10)], told.Asked);
        world.Clock.Advance(TimeSpan.FromDays(7));
        await world.RunAsync(told);
        Assert.Null(told.Asked[^1]);
    }

    [Fact]
    public async Task A_collection_that_was_never_read_whole_is_not_asked_for_changes()
    {
        var district = SmallDistrict.Of(27);
        var told = new ToldRoster(district.Records) { Mode = ReadMode.Changes, Modes = { [RosterCollection.Courses] = ReadMode.Absent } };
        await world.RunAsync(told);

        told.Modes.Clear();
        var run = await world.RunAsync(told);

        Assert.Null(run.Since);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_second_run_is_refused_while_one_is_under_way()
    {
        await world.BeginAsync();

        Assert.Equal("RST1001", (await world.Sync.BeginAsync(world.Roster, RosterWorld.Request, Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_ends_by_absence_where_a_record_was_left_out()
    {
        var district = SmallDistrict.Of(28);
        await world.RunAsync(district);
        var told = new ToldRoster(district.Records.Where(record => record != district.Records.OfType<User>().First()).Where(record => record is not Class @class || @class.SourcedId != district.Records.OfType<Class>().First().SourcedId))
        {
            Warnings = { [RosterCollection.Users] = new RosterWarning("OR1997", "A row was left out.", RosterCollection.Users) { MayHideRecords = true } },
        };

        var run = await world.RunAsync(told, RosterWorld.Request with { Full = true });

        Assert.Equal(RosterCollection.Users, Assert.Single(run.Warnings, warning => warning.Code == "RST2007").Examples[0].Collection);
        Assert.Equal(0, run.Collections.Single(one => one.Collection is RosterCollection.Users).Ended);
        Assert.Equal(1, run.Collections.Single(one => one.Collection is RosterCollection.Classes).Ended);
    }

    [Fact]
    public async Task An_end_that_says_nothing_but_its_id_ends_that_enrolment()
    {
        var district = SmallDistrict.Of(29);
        await world.RunAsync(district);
        var gone = district.Records.OfType<Enrollment>().First();

        var run = await world.RunAsync(new ToldRoster([gone with { User = new(""), Class = new(""), School = null, Role = "", ToBeDeleted = true }]) { Mode = ReadMode.Changes });

        Assert.Equal((1, 0), (run.Collections.Sum(one => one.Ended), run.Warnings.Count));
        district.Records.Remove(gone);
        await world.AssertSaysAsync(district);
    }

    [Fact]
    public async Task A_change_of_a_person_that_says_nothing_of_roles_keeps_them()
    {
        var user = new User { SourcedId = new("u1"), GivenName = "Ana", FamilyName = "Ruiz", Roles = [new UserRole("student", null, true, null, null)] };
        await world.RunAsync(new ToldRoster([user]));

        await world.RunAsync(new ToldRoster([user with { GivenName = "Anna", Roles = [] }]) { Mode = ReadMode.Changes });

        var stored = (await world.Queries.FindUserAsync(world.Roster, new("u1"), Ct))!.Record;
        Assert.Equal(("Anna", "student"), (stored.GivenName, Assert.Single(stored.Roles).Role));
    }

    [Fact]
    public async Task Odd_records_are_warned_of_by_id_and_none_stops_the_run()
    {
        var user = new User { SourcedId = new("u1"), GivenName = "Ana", FamilyName = "Núñez" };
        var @class = new Class { SourcedId = new("c1"), Title = "One", School = new SourcedId("nowhere") };
        Enrollment Enrollment(string id, string of, string @in) => new() { SourcedId = new(id), User = new(of), Class = new(@in), Role = "student" };

        var run = await world.RunAsync(new ToldRoster(
        [
            @class, user with { GivenName = "Old" }, user,
            Enrollment("e1", "u1", "c1"), Enrollment("e2", "u2", "c1"), Enrollment("e3", "u1", "c2"), Enrollment("", "u1", "c1"), Enrollment("e4", "half\ud800", "c1"),
            user with { SourcedId = new("u3"), Email = new string('x', 300_000) },
        ]));

        Assert.Equal(["RST2001", "RST2002", "RST2003", "RST2004", "RST2005", "RST2006", "RST2007"], run.Warnings.Select(warning => warning.Code));
        Assert.Equal(["u1", "e2", "e3", "c1", null, "u3", null], run.Warnings.Select(warning => warning.Examples[0].Id));
        Assert.Equal(2, run.Warnings.Single(warning => warning.Code == "RST2005").Count);
        Assert.Equal("Ana", (await world.Queries.FindUserAsync(world.Roster, new("u1"), Ct))!.Record.GivenName);
    }
}
