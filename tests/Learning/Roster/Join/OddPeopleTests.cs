using Integration.Learning.Roster.Join;
using Integration.Lti.Launch;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster.Join;

/// <summary>Dates and people as schools really have them, as far as a class view.</summary>
public sealed class OddPeopleTests : IAsyncLifetime
{
    private static readonly SisFacts Anna = new("tea-1", null, null, "sec-2,sec-3", null);
    private JoinWorld world = null!;

    public async ValueTask InitializeAsync() => world = await new JoinWorld(LearningTool.Start()).OpenAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task An_enrolment_begins_with_its_first_day_and_ends_before_its_end_day_at_midnight_of_the_school()
    {
        await world.TellAsync(
        [
            .. JoinWorld.Roster.Where(record => record is not Enrollment { Role: "student" }),
            JoinWorld.In("sec-2", "stu-2", "student") with { BeginDate = new DateOnly(2026, 9, 15), EndDate = new DateOnly(2026, 9, 16) },
        ]);
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);

        // Midnight in Denver is six o'clock in UTC.
        var seen = new List<int>();
        foreach (var at in new[] { "2026-09-15T05:59:00Z", "2026-09-15T06:00:00Z", "2026-09-16T05:59:00Z", "2026-09-16T06:00:00Z" })
        {
            world.Tool.Clock.SetUtcNow(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
            seen.Add((await world.ViewAsync(teacher)).Students.Count);
        }

        Assert.Equal([0, 1, 1, 0], seen);
    }

    [Fact]
    public async Task A_person_in_two_schools_is_one_and_each_teacher_hears_of_her_own_class_alone()
    {
        await world.TellAsync(
        [
            .. JoinWorld.Roster,
            new Org { SourcedId = new("school-2"), Name = "Harbor View", Type = "school" },
            JoinWorld.Section("far", "Robotics", "ROB-1") with { School = new SourcedId("school-2") },
            JoinWorld.In("far", "stu-3", "student"), JoinWorld.In("far", "tea-2", "teacher"),
        ]);
        var anna = await world.LaunchAsync("okafor", CourseRole.Instructor, new SisFacts("tea-1", null, null, "sec-2,sec-3,far", null));
        var andres = await world.LaunchAsync("whitfield", CourseRole.Instructor, new SisFacts("tea-2", null, null, "sec-2,sec-3,far", null));
        var zoe = await world.LaunchAsync("zoe", CourseRole.Learner, new SisFacts("stu-3", null, null, null, null));

        Assert.Equal("Science 7, period 3", (await world.ViewAsync(anna)).Sections[zoe.Value]);
        Assert.Equal("Science 7, period 3, Robotics", (await world.ViewAsync(andres)).Sections[zoe.Value]);
        Assert.Equal([new SisRef("sis", "stu-3")], (await world.JoinOfAsync(zoe))!.Users);
    }

    [Fact]
    public async Task One_human_with_two_rows_is_one_who_has_not_begun_and_two_with_one_name_are_two()
    {
        await world.TellAsync(
        [
            .. JoinWorld.Roster, JoinWorld.In("sec-3", "stu-1/b", "student"),
            JoinWorld.Person("stu-8", "Tomás", "Vega Ruiz", "1008"), JoinWorld.In("sec-2", "stu-8", "student"),
        ]);
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);

        var join = await world.ViewAsync(teacher);

        Assert.Equal(["Inés Alder", "Tomás Vega Ruiz", "Tomás Vega Ruiz", "Zoë O'Hara"], join.Students.Select(student => student.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Science 7, period 2, Science 7, period 3", join.Students.Single(student => student.Name == "Inés Alder").Section);
    }

    [Fact]
    public async Task Ids_with_signs_that_addresses_and_keys_fear_are_joined_as_they_are()
    {
        await world.TellAsync(
        [
            .. JoinWorld.Roster,
            JoinWorld.Section("sec{4}/a+b=", "Science 7, period 4", "SCI-7-4"),
            JoinWorld.Person("{tea}/1+=", "Mai", "Tran", "T-4"), JoinWorld.Person("stu/9+{1}=", "Ada", "Ñúñez", "1009"), JoinWorld.Person("stu/9+{1}", "Bo", "Other", "1010"),
            JoinWorld.In("sec{4}/a+b=", "{tea}/1+=", "teacher"), JoinWorld.In("sec{4}/a+b=", "stu/9+{1}=", "student"), JoinWorld.In("sec{4}/a+b=", "stu/9+{1}", "student"),
        ]);
        var teacher = await world.LaunchAsync("tran", CourseRole.Instructor, new SisFacts("{tea}/1+=", null, null, "sec-2,sec{4}/a+b=", null));
        var ada = await world.LaunchAsync("ada", CourseRole.Learner, new SisFacts("stu/9+{1}=", null, null, null, null));

        var join = await world.ViewAsync(teacher);

        Assert.Equal("Science 7, period 4", join.Sections[ada.Value]);
        Assert.Equal(["Bo Other"], join.Students.Select(student => student.Name));
    }

    [Fact]
    public async Task Co_teachers_see_the_same_class_and_each_other()
    {
        var anna = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        var andres = await world.LaunchAsync("whitfield", CourseRole.Instructor, new SisFacts("tea-2", null, null, "sec-2,sec-3", null));
        var zoe = await world.LaunchAsync("zoe", CourseRole.Learner, new SisFacts("stu-3", null, null, null, null));

        foreach (var teacher in new[] { anna, andres })
        {
            var join = await world.ViewAsync(teacher);

            Assert.Equal(["Andrés Whitfield", "Ngozi Okafor"], join.Teachers);
            Assert.Equal("Science 7, period 3", join.Sections[zoe.Value]);
        }
    }
}
