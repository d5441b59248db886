using Integration.Learning.Classes;
using Integration.Learning.Roster.Join;
using Integration.Lti.Launch;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Roster.Join;

/// <summary>People and courses of an LMS and a roster come together, stay together, and open nothing that is not theirs. The same on both stores.</summary>
public abstract class JoinContract : IAsyncLifetime
{
    private static readonly SisFacts Anna = new("tea-1", null, null, "sec-2,sec-3", "crs-7");

    private JoinWorld world = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal abstract Task<LearningTool> StartAsync();

    public async ValueTask InitializeAsync() => world = await new JoinWorld(await StartAsync()).OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (world is not null)
        {
            await world.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_teacher_sees_who_has_not_begun_from_her_own_classes_and_in_which_section_everybody_is()
    {
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        var ines = await world.LaunchAsync("ines", CourseRole.Learner, new SisFacts("stu-1", null, null, null, null));

        var join = await world.ViewAsync(teacher);

        Assert.Equal(["Tomás Vega Ruiz", "Zoë O'Hara"], join.Students.Select(student => student.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Andrés Whitfield", "Ngozi Okafor"], join.Teachers);
        Assert.Equal("Science 7, period 2", join.Sections[ines.Value]);
        var known = await world.JoinOfAsync(ines);
        Assert.Equal(["stu-1", "stu-1/b"], known!.Users.Select(user => user.SourcedId));
        Assert.Equal(("sourcedId", true, null), (known.By, known.Signed, known.Gap));
    }

    [Fact]
    public async Task Nobody_sees_names_of_a_class_that_is_not_theirs()
    {
        // A teacher of art who writes the science sections into a link, and one who says that he is another.
        var art = await world.LaunchAsync("whitfield", CourseRole.Instructor, new SisFacts("tea-2", null, null, "sec-2", null));
        var posing = await world.LaunchAsync("poser", CourseRole.Instructor, new SisFacts(null, "tea-1", "ngoziT-1", "sec-2", null));
        var student = await world.LaunchAsync("ines", CourseRole.Learner, new SisFacts("stu-1", null, null, "sec-2", null));

        foreach (var viewer in new[] { art, posing, student })
        {
            var join = await world.ViewAsync(viewer);

            Assert.Empty(join.Students);
            Assert.Empty(join.Teachers);
        }

        Assert.False((await world.JoinOfAsync(posing))!.Signed);
    }

    [Fact]
    public async Task Whoever_writes_another_class_or_another_person_into_a_link_learns_nobody_s_section()
    {
        // He teaches period 3 and not period 2, and writes both into his link, with the number of a student for whoever opens it.
        var teacher = await world.LaunchAsync("whitfield", CourseRole.Instructor, new SisFacts("tea-2", null, null, "sec-2,sec-3", null));
        var zoe = await world.LaunchAsync("zoe", CourseRole.Learner, new SisFacts("stu-3", null, null, null, null));
        await world.LaunchAsync("tomas", CourseRole.Learner, new SisFacts("stu-2", null, null, null, null));
        await world.LaunchAsync("anybody", CourseRole.Learner, new SisFacts(null, "stu-3", null, "sec-2,sec-3", null));
        var posing = await world.LaunchAsync("poser", CourseRole.Instructor, new SisFacts(null, "tea-1", null, "sec-2,sec-3", null));

        var (his, theirs) = (await world.ViewAsync(teacher), await world.ViewAsync(posing));

        Assert.Equal((zoe.Value, "Science 7, period 3"), his.Sections.Select(entry => (entry.Key, entry.Value)).Single());
        Assert.Empty(theirs.Sections);
    }

    [Fact]
    public async Task A_class_view_before_the_timer_has_come_shows_nothing_of_the_roster_and_joins_nobody()
    {
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);

        var early = await world.Views.ReadAsync(JoinWorld.Course, teacher, Ct);

        Assert.Same(ClassJoin.Nothing, early);
        Assert.Null(await world.JoinOfAsync(teacher));
        Assert.NotEmpty((await world.ViewAsync(teacher)).Students);
    }

    [Fact]
    public async Task A_course_is_found_by_its_code_through_the_classes_of_its_people()
    {
        await world.Tool.Get<JoinRuleStore>().SetAsync(JoinWorld.District, null, "classCode", Ct);
        await world.Tool.Get<JoinContexts>().NoteCourseAsync(JoinWorld.Course, "SCI-7-3", "Science", Ct);
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, new SisFacts("tea-1", null, null, null, null));

        var join = await world.ViewAsync(teacher);

        Assert.Equal(["Zoë O'Hara"], join.Students.Select(student => student.Name));
        Assert.Null(join.Students[0].Section);
    }

    [Fact]
    public async Task The_LMS_own_list_joins_students_who_never_launched()
    {
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        var zoe = await world.Tool.Get<Integration.Learning.Districts.DistrictStore>().LearnerIdAsync(JoinWorld.District, "https://lms.example", "zoe", Ct);
        await world.ListAsync((zoe, "Zoë", "stu-3"));

        var join = await world.ViewAsync(teacher);

        Assert.Equal("Science 7, period 3", join.Sections[zoe.Value]);
        Assert.DoesNotContain("Zoë O'Hara", join.Students.Select(student => student.Name));
    }

    [Fact]
    public async Task The_timer_joins_what_launches_brought_and_goes_round_once_after_each_applied_run()
    {
        await world.Tool.Get<JoinContexts>().NoteCourseAsync(JoinWorld.Course, "SCI", "Science", Ct);
        await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        var late = await world.LaunchAsync("late", CourseRole.Learner, new SisFacts("stu-9", null, null, null, null));
        await world.TickAsync();
        Assert.Equal(JoinGap.NotFound, (await world.JoinOfAsync(late))!.Gap);
        Assert.Equal(3, (await world.ReportAsync()).RosterOnly);

        await world.TellAsync([.. JoinWorld.Roster, JoinWorld.Person("stu-9", "Ada", "Late", "1009"), JoinWorld.In("sec-2", "stu-9", "student")]);
        await world.TickAsync();

        Assert.Equal(["stu-9"], (await world.JoinOfAsync(late))!.Users.Select(user => user.SourcedId));

        // A quiet minute with a roster costs a handful of reads more than one without.
        await using var plain = LearningTool.Start();
        Assert.InRange(await QuietReadsAsync(world.Tool) - await QuietReadsAsync(plain), 1, 10);
    }

    [Fact]
    public async Task A_course_that_was_there_before_the_roster_is_joined_once_the_roster_comes_and_leaves_nothing_to_do()
    {
        await using var before = new JoinWorld(await StartAsync());
        await before.AddDistrictAsync();
        await before.Tool.Get<JoinContexts>().NoteCourseAsync(JoinWorld.Course, "SCI", "Science", Ct);
        await before.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        await before.TickAsync();
        Assert.Equal(["context"], await before.KindsOfRowsAsync());

        await before.OpenAsync();
        await before.TickAsync();

        Assert.Equal(1, (await before.ReportAsync()).JoinedCourses);
        Assert.Equal(["context", "joined", "progress"], await before.KindsOfRowsAsync());
    }

    [Fact]
    public async Task A_course_of_which_no_link_is_new_is_gone_round_too_and_a_round_costs_three_reads_a_course()
    {
        await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        await world.TickAsync();
        var late = await world.LaunchAsync("late", CourseRole.Learner, new SisFacts("stu-9", null, null, null, null));
        await world.TickAsync();
        await world.TellAsync([.. JoinWorld.Roster, JoinWorld.Person("stu-9", "Ada", "Late", "1009")]);
        var one = await QuietReadsAsync(world.Tool);
        Assert.NotEmpty((await world.JoinOfAsync(late))!.Users);

        foreach (var number in Enumerable.Range(10, 20))
        {
            var empty = ClassRef.Of(JoinWorld.District, "https://lms.example", $"course-{number}", "1");
            await world.Tool.Get<JoinContexts>().NoteCourseAsync(empty, null, null, Ct);
        }

        await world.TickAsync();
        await world.TellAsync(JoinWorld.Roster);

        // One more where the courses fill another page of the list.
        Assert.InRange(await QuietReadsAsync(world.Tool) - one, 60, 61);
    }

    private static async Task<int> QuietReadsAsync(LearningTool tool)
    {
        var before = tool.Store.Reads;
        await tool.Get<Integration.Learning.Jobs.IJobs>().TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);
        return tool.Store.Reads - before;
    }

    [Fact]
    public async Task A_student_who_moves_section_in_one_course_is_shown_in_the_new_one_and_the_join_stays()
    {
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        var ines = await world.LaunchAsync("ines", CourseRole.Learner, new SisFacts("stu-1", null, null, null, null));
        await world.TickAsync();

        await world.TellAsync(
        [
            .. JoinWorld.Roster.Where(record => record.SourcedId.Value != "sec-2-stu-1"),
            JoinWorld.In("sec-2", "stu-1", "student") with { EndDate = new DateOnly(2026, 9, 14) },
            JoinWorld.In("sec-3", "stu-1", "student") with { BeginDate = new DateOnly(2026, 9, 14) },
        ]);
        var join = await world.ViewAsync(teacher);

        Assert.Equal("Science 7, period 3", join.Sections[ines.Value]);
    }

    [Fact]
    public async Task The_report_counts_both_sides_and_names_nobody()
    {
        await world.Tool.Get<JoinContexts>().NoteCourseAsync(JoinWorld.Course, "SCI", "Science", Ct);
        await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        await world.LaunchAsync("ines", CourseRole.Learner, new SisFacts("stu-1", null, null, null, null));
        await world.LaunchAsync("nobody", CourseRole.Learner, null);
        await world.LaunchAsync("stranger", CourseRole.Learner, new SisFacts("stu-77", null, null, null, null));
        await world.TickAsync();

        var report = await world.ReportAsync();

        Assert.Equal((1, 1, 2, 1, 1, 0), (report.Courses, report.JoinedCourses, report.Joined, report.NoIds, report.NotFound, report.Ambiguous));
        Assert.Equal((2, 3, 1), (report.RosterOnly, report.Classes, report.UnmatchedClasses));
        Assert.Equal([new SisRef("sis", "other")], report.ClassExamples);
        Assert.Equal(["stu-2", "stu-3"], report.RosterExamples);
    }

    [Fact]
    public async Task A_rule_that_is_none_is_refused_and_a_new_one_looks_everybody_up_again()
    {
        var rules = world.Tool.Get<JoinRuleStore>();
        var teacher = await world.LaunchAsync("okafor", CourseRole.Instructor, Anna);
        var byNumber = await world.LaunchAsync("tomas", CourseRole.Learner, new SisFacts("tomás1002", null, null, null, null));
        await world.TickAsync();
        Assert.Equal(JoinGap.NotFound, (await world.JoinOfAsync(byNumber))!.Gap);

        Assert.Equal("SET3019", (await rules.SetAsync(JoinWorld.District, "email", null, Ct)).Refusal?.Code);
        Assert.Null((await rules.SetAsync(JoinWorld.District, "username,sourcedId", null, Ct)).Refusal);
        await world.Tool.Get<JoinContexts>().NotePersonAsync(JoinWorld.Course, Ct);
        await world.TickAsync();

        Assert.Equal("username", (await world.JoinOfAsync(byNumber))!.By);
        Assert.Equal("sourcedId", (await world.JoinOfAsync(teacher))!.By);
    }

    [Fact]
    public async Task Where_there_is_no_roster_a_class_view_costs_nothing()
    {
        await using var plain = LearningTool.Start();
        var other = ClassRef.Of(JoinWorld.District, "https://lms.example", "course-8", "1");
        await plain.Get<ClassJoinReader>().ReadAsync(other, new("x"), Ct);
        var reads = plain.Store.Reads;

        var join = await plain.Get<ClassJoinReader>().ReadAsync(other, new("x"), Ct);

        Assert.Same(ClassJoin.Nothing, join);
        Assert.Equal(reads, plain.Store.Reads);
    }
}

/// <summary>On the embedded store.</summary>
public sealed class SqliteJoinTests : JoinContract
{
    internal override Task<LearningTool> StartAsync() => Task.FromResult(LearningTool.Start());
}

/// <summary>On Azure Table storage's emulator.</summary>
public sealed class AzureJoinTests(Azurite azurite) : JoinContract
{
    internal override async Task<LearningTool> StartAsync() => LearningTool.StartOn(await azurite.ConnectionStringAsync());
}
