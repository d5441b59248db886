using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Jobs;
using Integration.Learning.Roster;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.Lti.Launch;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Tests.Learning.Roster.Join;

/// <summary>A district whose LMS has one course and whose SIS has two sections of it; both sides are said by the tests.</summary>
internal sealed class JoinWorld : IAsyncDisposable
{
    internal static readonly DistrictId District = DistrictId.Parse("blue-heron");
    internal static readonly RosterRef Sis = new(District, RosterSourceId.Parse("sis"));
    internal static readonly ClassRef Course = ClassRef.Of(District, "https://lms.example", "course-7", "1");

    internal JoinWorld(LearningTool tool) => Tool = tool;

    internal LearningTool Tool { get; }

    internal ClassJoinReader Views => Tool.Get<ClassJoinReader>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Two sections of science, with a teacher each and one who is in both.</summary>
    internal static IReadOnlyList<RosterRecord> Roster { get; } =
    [
        new Org { SourcedId = new("school"), Name = "Cedar Fork", Type = "school" },
        Section("sec-2", "Science 7, period 2", "SCI-7-2"),
        Section("sec-3", "Science 7, period 3", "SCI-7-3"),
        Section("other", "Art", "ART-7"),
        Person("tea-1", "Ngozi", "Okafor", "T-1"),
        Person("tea-2", "Andrés", "Whitfield", "T-2"),
        Person("stu-1", "Inés", "Alder", "1001"),
        Person("stu-1/b", "Inés", "Alder", "1001"),
        Person("stu-2", "Tomás", "Vega Ruiz", "1002"),
        Person("stu-3", "Zoë", "O'Hara", "1003"),
        In("sec-2", "tea-1", "teacher"), In("sec-3", "tea-1", "teacher"), In("sec-3", "tea-2", "teacher"), In("other", "tea-2", "teacher"),
        In("sec-2", "stu-1", "student"), In("sec-2", "stu-2", "student"), In("sec-3", "stu-3", "student"), In("other", "stu-1/b", "student"),
    ];

    internal static Class Section(string id, string title, string code) => new()
    {
        SourcedId = new(id),
        Title = title,
        ClassCode = code,
        Course = new SourcedId("crs-7"),
        School = new SourcedId("school"),
    };

    internal static User Person(string id, string given, string family, string number) => new()
    {
        SourcedId = new(id),
        GivenName = given,
        FamilyName = family,
        Identifier = number,
        Username = given.ToLowerInvariant() + number,
    };

    internal static Enrollment In(string section, string person, string role) => new()
    {
        SourcedId = new($"{section}-{person}"),
        Class = new(section),
        User = new(person),
        Role = role,
        School = new SourcedId("school"),
    };

    internal async Task<JoinWorld> OpenAsync(IEnumerable<RosterRecord>? roster = null)
    {
        await AddDistrictAsync();
        var added = await Tool.Get<RosterSourceStore>().AddAsync(District, new NewRosterSource { Id = "sis", Package = "/srv/roster.zip", Schedule = "none" }, false, Ct);
        Assert.Null(added.Refusal);
        await TellAsync(roster ?? Roster);
        return this;
    }

    internal Task AddDistrictAsync() => Tool.Get<DistrictStore>().AddAsync(new NewDistrict("blue-heron", TimeZone: "America/Denver"), Ct);

    /// <summary>The SIS says all it has; it is applied, however much ended.</summary>
    internal async Task TellAsync(IEnumerable<RosterRecord> roster)
    {
        var sync = Tool.Get<IRosterSync>();
        var told = new ToldRoster(roster);
        var begun = await sync.BeginAsync(Sis, new RosterRunRequest(RosterTrigger.Person, false, true, new RosterBrake(1, int.MaxValue)), Ct);
        Assert.Null(begun.Refusal);
        RosterStep step;
        do
        {
            step = await sync.StepAsync(Sis, told.OpenAsync, Tool.Clock.GetUtcNow().AddSeconds(50), null, Ct);
        }
        while (step.Outcome is RosterStepOutcome.Unfinished);
        Assert.Equal(RosterRunState.Applied, step.Run?.State);
        Tool.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    /// <summary>Somebody launched, and the LMS said this of them.</summary>
    internal async Task<LearnerId> LaunchAsync(string name, CourseRole role, SisFacts? facts)
    {
        var learner = await Tool.Get<DistrictStore>().LearnerIdAsync(District, "https://lms.example", name, Ct);
        await PutAsync(ClassDocuments.Member, ClassKeys.Member(learner), new ClassMember { Subject = name, Name = name, Role = role, Sis = facts });
        await Tool.Get<JoinContexts>().NotePersonAsync(Course, Ct);
        return learner;
    }

    internal Task ListAsync(params (LearnerId Learner, string Name, string? SourcedId)[] students) => PutAsync(ClassDocuments.Roster, ClassKeys.Roster, new ClassRoster
    {
        ReadAt = Tool.Clock.GetUtcNow(),
        Students = [.. students.Select(student => new RosterStudent(student.Learner.Value, student.Name, student.SourcedId))],
    });

    internal Task<TickReport> TickAsync() => Tool.Get<IJobs>().TickAsync(Tool.Clock.GetUtcNow().AddSeconds(50), Ct);

    /// <summary>The timer has come, and somebody opens the class view.</summary>
    internal async Task<ClassJoin> ViewAsync(LearnerId viewer)
    {
        await TickAsync();
        return await Views.ReadAsync(Course, viewer, Ct);
    }

    /// <summary>What the district's partition of the join holds, each sort of row once.</summary>
    internal async Task<IReadOnlyList<string>> KindsOfRowsAsync() => await Tool.Store.ReadAllAsync(JoinKeys.Partition(District), KeyRange.All, Ct)
        .Select(row => row.Row.Value.Split('!')[0]).Distinct().ToListAsync(Ct);

    internal async Task<LearnerJoin?> JoinOfAsync(LearnerId learner)
        => (await Tool.Store.FindAsync(JoinDocuments.Learner, Course.Partition, JoinKeys.Learner(learner), Ct))?.Value;

    internal Task<JoinReport> ReportAsync() => Tool.Get<JoinReports>().ReadAsync(District, withClasses: true, Ct);

    public ValueTask DisposeAsync() => Tool.DisposeAsync();

    private Task PutAsync<T>(DocumentKind<T> kind, Key row, T value)
        where T : class, IDocument => Tool.Store.CommitAsync(new Batch(Course.Partition).Upsert(kind, row, value), Ct);
}
