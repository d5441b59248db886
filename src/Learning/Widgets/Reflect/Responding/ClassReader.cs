using System.Globalization;
using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Learning.Roster.Join;
using Integration.Learning.Sessions;
using Integration.Learning.Work;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>
/// Reads the class view: one list and three ranges, and a fourth where somebody is excused, however many students there are; with a roster, one range more
/// per section.
/// </summary>
internal sealed class ClassReader(
    IDocumentStore store, ClassListReader rosters, ClassJoinReader joins, IPlatformRegistry platforms, Excusals excusals, TimeProvider clock)
{
    public async Task<ClassView> ReadAsync(OpenedActivity opened, bool listAgain, CancellationToken ct)
    {
        var (session, placement, activity, words) = opened;
        var @class = session.ClassRef;
        var readRoster = ReadRosterAsync(session, placement, listAgain, ct);
        var readSummaries = SummariesAsync(@class, activity.Id, ct);
        var readGrades = store
            .ReadAllAsync(GradeDocuments.Ledger, @class.Partition, GradeKeys.Ledgers(activity.Id, WorkId.FirstRound), ct)
            .ToDictionaryAsync(ledger => ledger.Value.Learner, ledger => ledger.Value, cancellationToken: ct)
            .AsTask();
        var readMembers = store
            .ReadAllAsync(ClassDocuments.Member, @class.Partition, ClassKeys.Members, ct)
            .ToDictionaryAsync(member => member.Row, member => member.Value, cancellationToken: ct)
            .AsTask();
        var readJoin = joins.ReadAsync(@class, session.LearnerId, ct);
        await Task.WhenAll(readRoster, readSummaries, readGrades, readMembers, readJoin);

        var (roster, summaries, grades, members, join) = (await readRoster, await readSummaries, await readGrades, await readMembers, await readJoin);
        var excused = summaries.Values.Any(summary => summary.ExcusedAt is not null)
            ? await excusals.ReadAsync(@class, activity.Id, WorkId.FirstRound, ct)
            : new Dictionary<string, Excusal>();

        // The LMS's own list is the class; only where it gives none does the school's roster say who has not begun.
        var fromRoster = roster.Roster is null ? join.Students : [];
        IReadOnlyList<RosterStudent> listed = [.. (roster.Roster?.Students ?? []).DistinctBy(student => student.Learner)];
        var names = listed.ToDictionary(student => student.Learner, student => student.Name);
        var others = summaries.Keys
            .Concat(roster.Roster is null ? LaunchedStudents(members) : [])
            .Distinct()
            .Where(learner => !names.ContainsKey(learner))
            .Select(learner => Row(learner, null, isListed: false))
            .Concat(fromRoster.Select(student => new ClassRow(student.Key, student.Name, false, null, null) { Section = student.Section, FromRoster = true }))
            .OrderBy(row => row.Name is null)
            .ThenBy(row => row.Name ?? row.Learner, StringComparer.Create(CultureInfo.GetCultureInfo(words.Language), ignoreCase: true));
        var rows = listed.Select(student => Row(student.Learner, student.Name, isListed: true)).Concat(others);

        return new ClassView(
            activity,
            placement.CourseTitle,
            [.. rows.Where(row => row.Summary is not { IsTestUser: true } && MemberOf(row.Learner) is not { IsTestUser: true })],
            new ListAge(roster.Roster?.ReadAt, placement.Memberships is not null, roster.Fault?.Kind),
            clock.GetUtcNow())
        {
            Dates = new ActivityDates(placement.Due, placement.Closes).Over(activity.Dates),
            CopiedFrom = placement.CopiedFrom,
            MayEdit = session.MayEdit,
            Teachers = join.Teachers,
        };

        ClassRow Row(string learner, string? name, bool isListed) => new(
            learner,
            name ?? MemberOf(learner)?.Name,
            isListed,
            summaries.GetValueOrDefault(learner),
            grades.GetValueOrDefault(learner),
            excused.GetValueOrDefault(learner))
        {
            Section = join.Sections.GetValueOrDefault(learner),
        };

        ClassMember? MemberOf(string learner) => members.GetValueOrDefault(ClassKeys.Member(new LearnerId(learner)));
    }

    /// <summary>Work that waits for an answer, longest waiting first.</summary>
    public async Task<IReadOnlyList<WorkSummary>> WaitingAsync(ClassRef @class, string activityId, CancellationToken ct)
        => [.. (await SummariesAsync(@class, activityId, ct)).Values
            .Where(summary => summary is { IsTestUser: false, Waits: true })
            .OrderBy(summary => summary.SentAt)];

    /// <summary>One student's summary, or null.</summary>
    public async Task<WorkSummary?> SummaryAsync(ClassRef @class, WorkId id, CancellationToken ct)
        => (await store.FindAsync(WorkDocuments.Summary, @class.Partition, WorkKeys.Summary(id), ct))?.Value;

    /// <summary>What one student is called, from the LMS's list or the last launch.</summary>
    public async Task<string?> NameAsync(ClassRef @class, LearnerId learner, CancellationToken ct)
    {
        var roster = await store.FindAsync(ClassDocuments.Roster, @class.Partition, ClassKeys.Roster, ct);
        return roster?.Value.Students.FirstOrDefault(student => student.Learner == learner.Value)?.Name
            ?? (await store.FindAsync(ClassDocuments.Member, @class.Partition, ClassKeys.Member(learner), ct))?.Value.Name;
    }

    /// <summary>True for a student of the class, whether or not anything was opened: on the LMS's list, or seen as one. The LMS's student view is nobody.</summary>
    public async Task<bool> IsStudentAsync(ClassRef @class, LearnerId learner, CancellationToken ct)
    {
        var member = (await store.FindAsync(ClassDocuments.Member, @class.Partition, ClassKeys.Member(learner), ct))?.Value;
        if (member is not null)
        {
            return member is { Role: CourseRole.Learner, IsTestUser: false };
        }

        var roster = await store.FindAsync(ClassDocuments.Roster, @class.Partition, ClassKeys.Roster, ct);
        return roster?.Value.Students.Any(student => student.Learner == learner.Value) == true;
    }

    // Without a list, whoever opened something in this course as a student is known all the same.
    private static IEnumerable<string> LaunchedStudents(Dictionary<Key, ClassMember> members) => members
        .Where(member => member.Value is { Role: CourseRole.Learner, IsTestUser: false })
        .Select(member => ClassKeys.LearnerOf(member.Key));

    private async Task<RosterReading> ReadRosterAsync(Session session, Placement placement, bool again, CancellationToken ct)
        => await platforms.FindAsync(new RegistrationId(session.Registration), ct) is { } registration
            ? await rosters.ReadAsync(session.ClassRef, registration, placement, again, ct)
            : new RosterReading(null, null);

    private async Task<Dictionary<string, WorkSummary>> SummariesAsync(ClassRef @class, string activityId, CancellationToken ct) => await store
        .ReadAllAsync(WorkDocuments.Summary, @class.Partition, WorkKeys.Summaries(activityId, WorkId.FirstRound), ct)
        .ToDictionaryAsync(summary => summary.Value.Learner, summary => summary.Value, cancellationToken: ct);
}
