using Integration.Learning.Roster;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster;

/// <summary>What a roster answers: a class with its people, a person's classes, a school's classes.</summary>
public abstract partial class SyncContract
{
    private static readonly DateOnly September = new(2026, 9, 14);

    [Fact]
    public async Task A_class_shows_who_is_in_it_today_by_name()
    {
        await world.RunAsync(new ToldRoster(
        [
            School("s1"), Class("c{1}", "s1"), Person("u/1", "Inés", "Núñez") with { PreferredGivenName = "Nena" }, Person("u/2", "Ben", "Okafor"), Person("u/3", "Mai", "Tran") with { EnabledUser = false },
            In("e1", "u/1", "c{1}"), In("e2", "u/2", "c{1}") with { Role = "teacher" }, In("e3", "u/3", "c{1}"), In("e4", "nobody", "c{1}"),
        ]));

        var list = await world.Queries.FindClassListAsync(world.Roster, new("c{1}"), Ct);

        Assert.Equal(["Nena Núñez student", "Ben Okafor teacher"], list!.On(September).Select(member => $"{member.Person!.Given} {member.Person.Family} {member.Record.Role}"));
        Assert.Equal(4, list.Members.Count);
        Assert.Null(await world.Queries.FindClassListAsync(world.Roster, new("c"), Ct));
    }

    [Fact]
    public async Task A_student_who_moves_to_another_section_is_in_one_class_and_has_both()
    {
        var (first, second) = (Class("c1", "s1"), Class("c2", "s1"));
        var moving = In("e1", "u1", "c1");
        await world.RunAsync(new ToldRoster([School("s1"), first, second, Person("u1", "Ana", "Ruiz"), moving]));

        var run = await world.RunAsync(new ToldRoster([moving with { Class = second.SourcedId }]) { Mode = ReadMode.Changes });

        var (left, now) = (await world.Queries.FindClassListAsync(world.Roster, first.SourcedId, Ct), await world.Queries.FindClassListAsync(world.Roster, second.SourcedId, Ct));
        var own = await world.Queries.FindUserClassesAsync(world.Roster, new("u1"), Ct);
        var tally = Assert.Single(run.Collections, one => one.Collection is RosterCollection.Enrollments);
        Assert.Equal((0, 1, 0), (tally.Added, tally.Changed, tally.Ended));
        Assert.Equal((0, 1), (left!.On(September).Count(), left.Members.Count));
        Assert.Single(now!.On(September));
        Assert.Equal((1, 2), (own!.On(September).Count(), own.Classes.Count));
    }

    [Fact]
    public async Task An_enrolment_that_becomes_another_person_s_leaves_the_first_at_once()
    {
        var enrollment = In("e{1}", "u1", "c1");
        List<RosterRecord> before = [School("s1"), Class("c1", "s1"), Person("u1", "Ana", "Ruiz"), Person("u2", "Ben", "Okafor"), In("e2", "u2", "c1"), enrollment];
        await world.RunAsync(new ToldRoster(before));

        var run = await world.RunAsync(new ToldRoster([enrollment with { User = new("u2") }]) { Mode = ReadMode.Changes });

        var tally = run.Collections.Single(one => one.Collection is RosterCollection.Enrollments);
        Assert.Equal((0, 1, 0), (tally.Added, tally.Changed, tally.Ended));
        Assert.Equal(["u2", "u2"], (await world.Queries.FindClassListAsync(world.Roster, new("c1"), Ct))!.On(September).Select(member => member.Record.User.Value));
        Assert.Empty((await world.Queries.FindUserClassesAsync(world.Roster, new("u1"), Ct))!.On(September));
        Assert.Equal(2, (await world.Sync.StatusAsync(world.Roster, Ct)).Active[RosterCollection.Enrollments]);
        var whole = await world.RunAsync(new ToldRoster([.. before.Take(5), enrollment with { User = new("u2") }]), RosterWorld.Request with { Full = true });
        Assert.All(whole.Collections, one => Assert.Equal((0, 0, 0), (one.Added, one.Changed, one.Ended)));
    }

    [Fact]
    public async Task A_person_in_two_schools_is_one_person_with_the_classes_of_both()
    {
        await world.RunAsync(new ToldRoster(
        [
            School("s1"), School("s2"), Class("c1", "s1"), Class("c2", "s2"), In("e1", "u1", "c1"), In("e2", "u1", "c2"),
            Person("u1", "Ana", "Ruiz") with { Roles = [new UserRole("student", new SourcedId("s1"), true, null, null), new UserRole("student", new SourcedId("s2"), false, null, null)] },
        ]));

        var own = await world.Queries.FindUserClassesAsync(world.Roster, new("u1"), Ct);

        Assert.Equal(["c1", "c2"], own!.On(September).Select(enrollment => enrollment.Record.Class.Value));
        Assert.Equal(["s1", "s2"], own.User.Record.Roles.Select(role => role.Org!.Value.Value));
        Assert.Equal(["c2"], await world.Queries.ClassesOfSchoolAsync(world.Roster, new("s2"), Ct).Select(@class => @class.Record.SourcedId.Value).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_class_that_went_to_another_school_has_ended_at_the_old_one()
    {
        var @class = Class("c1", "s1");
        await world.RunAsync(new ToldRoster([School("s1"), School("s2"), @class]));
        await world.RunAsync(new ToldRoster([@class with { School = new SourcedId("s2") }]) { Mode = ReadMode.Changes });

        var old = await world.Queries.ClassesOfSchoolAsync(world.Roster, new("s1"), Ct).SingleAsync(Ct);
        var now = await world.Queries.ClassesOfSchoolAsync(world.Roster, new("s2"), Ct).SingleAsync(Ct);

        Assert.NotNull(old.Ended);
        Assert.Null(now.Ended);
    }

    [Fact]
    public async Task An_enrolment_whose_person_comes_later_is_shown_once_the_person_is_there()
    {
        await world.RunAsync(new ToldRoster([School("s1"), Class("c1", "s1"), Person("u2", "Ben", "Okafor"), In("e1", "u1", "c1")]));
        var before = await world.Queries.FindClassListAsync(world.Roster, new("c1"), Ct);

        await world.RunAsync(new ToldRoster([Person("u1", "Ana", "Ruiz")]) { Mode = ReadMode.Changes });

        Assert.Empty(before!.On(September));
        Assert.Equal("Ruiz", Assert.Single((await world.Queries.FindClassListAsync(world.Roster, new("c1"), Ct))!.On(September)).Person!.Family);
    }

    [Theory]
    [InlineData("2026-09-15T05:59:00Z", true)]
    [InlineData("2026-09-15T06:00:00Z", false)]
    public void An_enrolment_ends_at_midnight_in_the_school_s_own_time_zone(string now, bool covers)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.Parse(now));
        var enrollment = In("e", "u", "c") with { BeginDate = September, EndDate = September.AddDays(1) };

        Assert.Equal(covers, enrollment.Covers(RosterDays.TodayIn("America/Denver", clock)));
        Assert.False(enrollment.Covers(September.AddDays(-1)));
    }

    [Fact]
    public async Task Every_class_can_be_listed_for_a_report()
    {
        await world.RunAsync(SmallDistrict.Of(30));

        Assert.Equal(8, (await world.Queries.EveryClassAsync(world.Roster, Ct).ToListAsync(Ct)).Count);
    }

    private static Org School(string id) => new() { SourcedId = new(id), Name = id, Type = "school" };

    private static Class Class(string id, string school) => new() { SourcedId = new(id), Title = id, School = new SourcedId(school) };

    private static User Person(string id, string given, string family) => new() { SourcedId = new(id), GivenName = given, FamilyName = family };

    private static Enrollment In(string id, string user, string @class) =>
        new() { SourcedId = new(id), User = new(user), Class = new(@class), Role = "student", BeginDate = new DateOnly(2026, 8, 24), EndDate = new DateOnly(2026, 12, 19) };
}
