using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Rows;
using Integration.Lti.Launch;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>
/// Whether a student has moved from one course of the LMS to another, by the school's roster: her place in a class of the first has ended, one in a class of
/// the second runs, and both are the same course of the school in a common session. It opens a text to another teacher, so what a teacher can write into a link
/// counts for nothing: the student, and a teacher of each of the two classes in its course, are known by ids that their LMS signed.
/// </summary>
internal sealed class ClassMoves(IDocumentStore store, DistrictStore districts, RosterQueries queries, MemberStore members, TimeProvider clock)
{
    /// <summary>True when she has moved. Asked only where her work on the same activity lies in another course.</summary>
    public async Task<bool> HasMovedAsync(LearnerId student, ClassRef from, ClassRef to, CancellationToken ct)
    {
        if (await districts.FindAsync(to.District, ct) is not { } district
            || await store.FindAsync(JoinDocuments.Learner, from.Partition, JoinKeys.Learner(student), ct) is not { Value: { Signed: true } known })
        {
            return false;
        }

        var today = RosterDays.TodayIn(district.TimeZone, clock);
        var (left, entered) = (await ClassesAsync(from, ct), await ClassesAsync(to, ct));
        var (ended, running) = await PlacesAsync(to.District, known.Users, today, ct);

        // Somebody who is still in a class of the first course is in both, and has not moved.
        if (left.Any(running.Contains))
        {
            return false;
        }

        foreach (var (old, now) in left.Where(ended.Contains).SelectMany(_ => entered.Where(running.Contains), (old, now) => (old, now)))
        {
            if (await AreOneCourseAsync(to.District, old, now, ct) && await IsTaughtInAsync(from, old, null, ct) && await IsTaughtInAsync(to, now, today, ct))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<SisRef>> ClassesAsync(ClassRef course, CancellationToken ct) =>
        (await store.FindAsync(JoinDocuments.Joined, JoinKeys.Partition(course.District), JoinKeys.JoinedContext(course.Id), ct))?.Value.Classes ?? [];

    // Of every row that the SIS keeps of her.
    private async Task<(HashSet<SisRef> Ended, HashSet<SisRef> Running)> PlacesAsync(
        DistrictId district, IReadOnlyList<SisRef> users, DateOnly today, CancellationToken ct)
    {
        var (ended, running) = (new HashSet<SisRef>(), new HashSet<SisRef>());
        foreach (var user in users)
        {
            if (await queries.FindUserClassesAsync(RosterOf(district, user), new SourcedId(user.SourcedId), ct) is { } own)
            {
                running.UnionWith(own.On(today).Where(IsStudent).Select(place => new SisRef(user.Source, place.Record.Class.Value)));
                ended.UnionWith(own.Classes
                    .Where(place => IsStudent(place) && (own.User.Ended is not null || place.Ended is not null || place.Record.EndDate <= today))
                    .Select(place => new SisRef(user.Source, place.Record.Class.Value)));
            }
        }

        return (ended, running);
    }

    private async Task<bool> AreOneCourseAsync(DistrictId district, SisRef old, SisRef now, CancellationToken ct) =>
        old.Source == now.Source
        && await queries.FindClassAsync(RosterOf(district, old), new SourcedId(old.SourcedId), ct) is { Record: { Course: { } course } before }
        && await queries.FindClassAsync(RosterOf(district, now), new SourcedId(now.SourcedId), ct) is { Ended: null, Record: { } after }
        && after.Course == course
        && before.Terms.Intersect(after.Terms).Any();

    // A course of the LMS is a class's own where a teacher of the class, as the roster has it, is an instructor.
    private async Task<bool> IsTaughtInAsync(ClassRef course, SisRef @class, DateOnly? on, CancellationToken ct)
    {
        if (await queries.FindClassListAsync(RosterOf(course.District, @class), new SourcedId(@class.SourcedId), ct) is not { } list)
        {
            return false;
        }

        var teachers = (on is { } day ? list.On(day) : list.Members).Where(ClassRoles.IsTeacher).Select(member => new SisRef(@class.Source, member.Record.User.Value)).ToHashSet();
        await foreach (var join in store.ReadAllAsync(JoinDocuments.Learner, course.Partition, JoinKeys.Learners, ct))
        {
            if (join.Value.Signed && join.Value.Users.Any(teachers.Contains)
                && await members.FindAsync(course, new LearnerId(join.Value.Learner), ct) is { Value: { Role: CourseRole.Instructor, IsTestUser: false } })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStudent(RosterEnrollmentRow place) => place.Record.Role.Equals("student", StringComparison.OrdinalIgnoreCase);

    private static RosterRef RosterOf(DistrictId district, SisRef thing) => new(district, RosterSourceId.Parse(thing.Source));
}
