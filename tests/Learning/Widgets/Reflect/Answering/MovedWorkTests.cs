using System.Net;
using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Learning.Jobs;
using Integration.Learning.Roster;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.Learning.Widgets.Reflect.Answering;
using Integration.Learning.Work;
using Integration.Lti.Launch;
using Integration.OneRoster.Rostering;
using Integration.Tables;
using Integration.Tests.Learning.Roster;
using Integration.Tests.Learning.Widgets.Reflect.Responding;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

/// <summary>A student moves to another course of the LMS in the middle of a term: her work follows where the school's roster says so, and nowhere else.</summary>
public sealed class MovedWorkTests : IAsyncLifetime
{
    private const string NewLink = "link-new";
    private static readonly string Ana = Classroom.LearnerOf("Ana Ruiz").Value;
    private static readonly ClassRef NewClass = ClassRef.Of(LearningHost.District, "https://lms.maple-district.example", "course-8", LearningHost.Deployment);
    private static readonly RosterRef Sis = new(LearningHost.District, RosterSourceId.Parse("sis"));
    private static readonly DateOnly Today = new(2026, 3, 3);

    private LearningHost host = null!;
    private ActivityDefinition activity = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await LearningHost.StartAsync();
        activity = await host.PlaceAsync(grading: GradingMode.Completion);
        await host.Get<RosterSourceStore>().AddAsync(LearningHost.District, new NewRosterSource { Id = "sis", Package = "/srv/roster.zip", Schedule = NewRosterSource.ByHand }, update: false, Ct);
        var placement = await host.Get<PlacementStore>().FindAsync(LearningHost.Class, "link-1", Ct);
        await PutAsync(NewClass, ClassDocuments.Placement, ClassKeys.Placement(NewLink), placement!.Value with { LinkId = NewLink, CourseTitle = "Science 7, afternoon" });
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Work_follows_as_hers_stays_where_it_was_and_reaches_no_gradebook_by_itself()
    {
        await PeopleAsync();
        await SendInOldClassAsync();
        await TellAsync(Moved());
        var (before, scores) = (await RowsAsync(LearningHost.Class), await host.ScoresAsync(activity, Ana));

        var page = await OpenAsync();

        Assert.Contains("came along with you", page, StringComparison.Ordinal);
        Assert.Contains("Line 4 shows the table with my data.", page, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(LearningHost.Class));
        Assert.Equal(scores, await host.ScoresAsync(activity, Ana));
        var (old, now) = (await host.WorkAsync(activity, Ana), await WorkAsync());
        Assert.Equal((NewLink, LearningHost.Class.Id, old!.Revision, WorkState.Submitted), (now!.LinkId, now.CameFrom, now.Revision, now.State));
        Assert.Equal(old.Submissions.Single().Fields, now.Submissions.Single().Fields);
        Assert.Equal(2, (await FindAsync(WorkDocuments.Summary, WorkKeys.Summary(Id)))!.Ratings[activity.Criteria[0].Id]);
        Assert.Null(await FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(Id)));
        Assert.Null(await FindAsync(GradeDocuments.Ledger, GradeKeys.Ledger(Id)));
    }

    [Fact]
    public async Task Of_two_launches_at_once_both_show_what_came_along()
    {
        await PeopleAsync();
        await SendInOldClassAsync();
        await TellAsync(Moved());
        var session = host.SessionOf(Ana, link: NewLink) with { Class = NewClass.Id };
        var opened = await host.Get<OwnWork>().FindAsync(session, version: null, Ct);
        Assert.Null(opened!.Work);

        var (first, second) = (await host.Get<FollowingWork>().BringAsync(opened, Ct), await host.Get<FollowingWork>().BringAsync(opened, Ct));

        Assert.Equal((true, true), (first, second));
        Assert.Equal((await host.WorkAsync(activity, Ana))!.Revision, (await WorkAsync())!.Revision);
    }

    [Fact]
    public async Task Her_new_teacher_reads_it_from_then_on_and_each_reading_is_recorded_in_the_new_course()
    {
        await PeopleAsync();
        await SendInOldClassAsync();
        await TellAsync(Moved());
        using var teacher = host.Open(host.SessionOf("whitfield", CourseRole.Instructor, NewLink) with { Class = NewClass.Id });
        using var early = await teacher.PostAsync("/app/reflect/class/open", ("learner", Ana));
        Assert.DoesNotContain("Line 4 shows", await early.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        await OpenAsync();
        using var opened = await teacher.PostAsync("/app/reflect/class/open", ("learner", Ana));

        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        var page = await opened.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Line 4 shows the table with my data.", page, StringComparison.Ordinal);
        Assert.Contains("data-came", page, StringComparison.Ordinal);
        Assert.Contains(await RowsAsync(NewClass), row => row.StartsWith("read!", StringComparison.Ordinal) && row.Contains("whitfield", StringComparison.Ordinal));
        using var former = host.Open(host.SessionOf("okafor", CourseRole.Instructor));
        using var still = await former.PostAsync("/app/reflect/class/open", ("learner", Ana));
        Assert.Contains("Line 4 shows the table with my data.", await still.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_answered_comes_along_and_what_she_sends_next_goes_to_the_new_gradebook_alone()
    {
        await PeopleAsync();
        await SendInOldClassAsync();
        await host.RespondAsync(activity, accept: false, learner: Ana);
        await TellAsync(Moved());
        var scores = await host.ScoresAsync(activity, Ana);

        Assert.Contains("Look at row two again.", await OpenAsync(), StringComparison.Ordinal);
        using var ana = host.Open(host.SessionOf(Ana, link: NewLink) with { Class = NewClass.Id });
        using var sent = await ana.SendAsync("k2");

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal(WorkState.Resubmitted, (await WorkAsync())!.State);
        Assert.Equal(WorkState.Returned, (await host.WorkAsync(activity, Ana))!.State);
        Assert.NotEmpty((await FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(Id)))!.Scores);
        Assert.Equal(scores, await host.ScoresAsync(activity, Ana));
    }

    [Fact]
    public async Task What_she_has_begun_in_the_new_course_stays_as_it_is()
    {
        await PeopleAsync();
        await SendInOldClassAsync();
        using var ana = host.Open(host.SessionOf(Ana, link: NewLink) with { Class = NewClass.Id });
        using var saved = await ana.SaveAsync(0, ("next", "begin again"));
        await TellAsync(Moved());

        await OpenAsync();

        Assert.Equal(("begin again", null), ((await WorkAsync())!.Fields["next"].Value, (await WorkAsync())!.CameFrom));
    }

    public static TheoryData<string> NoMoves => ["still there", "in both", "not yet there", "another course", "another term", "her id is not signed", "the new teacher's id is not signed", "the new teacher is a learner there", "the old teacher's id is not signed"];

    [Theory]
    [MemberData(nameof(NoMoves))]
    public async Task Nothing_follows_where_the_roster_knows_of_no_move_or_its_people_are_not_sure(string why)
    {
        await PeopleAsync(
            student: why == "her id is not signed" ? new SisFacts(null, "stu-1", null, "old", null) : null,
            oldTeacher: why == "the old teacher's id is not signed" ? new SisFacts(null, "tea-1", null, "old", null) : null,
            newTeacher: why == "the new teacher's id is not signed" ? new SisFacts(null, "tea-2", null, "new", null) : null,
            newRole: why == "the new teacher is a learner there" ? CourseRole.Learner : CourseRole.Instructor);
        await SendInOldClassAsync();
        await TellAsync(why switch
        {
            "still there" => [.. People(), In("old", "stu-1", "student")],
            "in both" => [.. People(), In("old", "stu-1", "student"), In("new", "stu-1", "student")],
            "not yet there" => [.. People(), In("old", "stu-1", "student") with { EndDate = Today }, In("new", "stu-1", "student") with { BeginDate = Today.AddDays(1) }],
            "another course" => Moved().Select(record => record is Class { SourcedId.Value: "new" } @class ? @class with { Course = new SourcedId("art-7") } : record),
            "another term" => Moved().Select(record => record is Class { SourcedId.Value: "new" } @class ? @class with { Terms = [new SourcedId("spring")] } : record),
            _ => Moved(),
        });

        var page = await OpenAsync();

        Assert.DoesNotContain("Line 4 shows", page, StringComparison.Ordinal);
        Assert.Null(await WorkAsync());
    }

    private static WorkId Id => new("activity-link-1", WorkId.FirstRound, new(Ana));

    // Two sections of one course, each a course of its own in the LMS.
    private static IEnumerable<RosterRecord> People() =>
    [
        new Org { SourcedId = new("school"), Name = "Maple", Type = "school" },
        Section("old"), Section("new"),
        Person("tea-1"), Person("tea-2"), Person("stu-1"),
        In("old", "tea-1", "teacher"), In("new", "tea-2", "teacher"),
    ];

    private static IEnumerable<RosterRecord> Moved() => [.. People(), In("old", "stu-1", "student") with { EndDate = Today }, In("new", "stu-1", "student") with { BeginDate = Today }];

    private static Class Section(string id) => new() { SourcedId = new(id), Title = $"Science 7 {id}", Course = new SourcedId("sci-7"), School = new SourcedId("school"), Terms = [new("fall"), new($"only-{id}")] };

    private static User Person(string id) => new() { SourcedId = new(id), GivenName = id, FamilyName = "Ruiz" };

    private static Enrollment In(string section, string person, string role) =>
        new() { SourcedId = new($"{section}-{person}"), Class = new(section), User = new(person), Role = role };

    // Everybody has opened something once, and the timer has come.
    private async Task PeopleAsync(SisFacts? student = null, SisFacts? oldTeacher = null, SisFacts? newTeacher = null, CourseRole newRole = CourseRole.Instructor)
    {
        await TellAsync([.. People(), In("old", "stu-1", "student")]);
        await MemberAsync(LearningHost.Class, "okafor", CourseRole.Instructor, oldTeacher ?? new SisFacts("tea-1", null, null, "old", null));
        await MemberAsync(LearningHost.Class, Ana, CourseRole.Learner, student ?? new SisFacts("stu-1", null, null, "old", null));
        await MemberAsync(NewClass, "whitfield", newRole, newTeacher ?? new SisFacts("tea-2", null, null, "new", null));
        await MemberAsync(NewClass, Ana, CourseRole.Learner, new SisFacts("stu-1", null, null, "new", null));
        await host.Get<JoinContexts>().NoteCourseAsync(LearningHost.Class, "SCI-7 A", "Science 7", Ct);
        await host.Get<JoinContexts>().NoteCourseAsync(NewClass, "SCI-7 B", "Science 7", Ct);
        await TickAsync();
    }

    private Task MemberAsync(ClassRef course, string learner, CourseRole role, SisFacts sis) =>
        PutAsync(course, ClassDocuments.Member, ClassKeys.Member(new(learner)), new ClassMember { Subject = learner, Name = learner, Role = role, Sis = sis });

    private async Task SendInOldClassAsync()
    {
        using var ana = host.Student(Ana);
        using var saved = await ana.SaveAsync(0, AnswerWorld.Complete(activity));
        using var sent = await ana.SendAsync();
        Assert.Equal(WorkState.Submitted, (await host.WorkAsync(activity, Ana))!.State);
    }

    private async Task TellAsync(IEnumerable<RosterRecord> records)
    {
        var sync = host.Get<IRosterSync>();
        Assert.Null((await sync.BeginAsync(Sis, new RosterRunRequest(RosterTrigger.Person, false, true, new RosterBrake(1, int.MaxValue)), Ct)).Refusal);
        var step = await sync.StepAsync(Sis, new ToldRoster(records).OpenAsync, host.Clock.GetUtcNow().AddSeconds(50), null, Ct);
        Assert.Equal(RosterRunState.Applied, step.Run?.State);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await TickAsync();
    }

    private Task TickAsync() => host.Get<IJobs>().TickAsync(host.Clock.GetUtcNow().AddSeconds(50), Ct);

    // As her launch in the new course does.
    private async Task<string> OpenAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(host.Launch(host.SessionOf(Ana, link: NewLink) with { Class = NewClass.Id }), Ct);
    }

    private Task<WorkRecord?> WorkAsync() => host.Get<WorkStore>().FindAsync(NewClass, Id, Ct);

    private async Task<T?> FindAsync<T>(DocumentKind<T> kind, Key row)
        where T : class, IDocument => (await host.Store.FindAsync(kind, NewClass.Partition, row, Ct))?.Value;

    private async Task<List<string>> RowsAsync(ClassRef course) =>
        await host.Store.ReadAllAsync(course.Partition, KeyRange.All, Ct).Select(row => $"{row.Row.Value} {System.Text.Encoding.UTF8.GetString(row.Json.Span)}").ToListAsync(Ct);

    private Task PutAsync<T>(ClassRef course, DocumentKind<T> kind, Key row, T document)
        where T : class, IDocument => host.Store.CommitAsync(new Batch(course.Partition).Upsert(kind, row, document), Ct);
}
