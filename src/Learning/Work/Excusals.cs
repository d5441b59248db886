using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Tables;

namespace Integration.Learning.Work;

/// <summary>
/// Excuses students and takes it back. The mark lies on the work and its summary; the reason lies in a row of its own that no student's page reads. All are
/// written in one batch.
/// </summary>
public sealed class Excusals(IDocumentStore store, WorkStore works, TimeProvider clock)
{
    /// <summary>Excuses a student, begun or not. The same again changes nothing; another reason takes the place of the one before, which stays on record.</summary>
    /// <param name="place">Whose.</param>
    /// <param name="activity">The version the work was begun with, or that a new start gets.</param>
    /// <param name="reason">Why, for the teachers of the course; may be empty.</param>
    /// <param name="by">The teacher's name.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ExcuseAsync(WorkPlace place, ActivityDefinition activity, string reason, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isSaid = await FindAsync(place.Class, place.Id, ct) is { IsExcused: true } last && last.Reason == reason;
        await works.ChangeAsync(
            place,
            found => WorkTransitions.Excuse(found ?? WorkStore.NotBegun(place, activity, ""), now),
            summarise: null,
            happened: null,
            activity,
            ct,
            batch =>
            {
                if (!isSaid)
                {
                    batch.Upsert(WorkDocuments.Excusal, WorkKeys.Excusal(place.Id, now), Word(place, isExcused: true, reason, by, now));
                }
            });
    }

    /// <summary>Takes it back: the work stands where it stood, and what was earned and is not in the gradebook goes there with the student's own time.</summary>
    /// <param name="place">Whose.</param>
    /// <param name="activity">The version the work was begun with.</param>
    /// <param name="isGraded">False for people whose work never reaches a gradebook.</param>
    /// <param name="by">The teacher's name.</param>
    /// <param name="ct">Cancels.</param>
    public async Task UndoAsync(WorkPlace place, ActivityDefinition activity, bool isGraded, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        GradeEvent? earned = null;
        var isUndone = false;
        await works.ChangeAsync(
            place,
            found =>
            {
                isUndone = found?.ExcusedAt is not null;
                earned = isUndone && isGraded ? EarnedBy(found!, activity) : null;
                return found is null ? null : WorkTransitions.Unexcuse(found);
            },
            summarise: null,
            happened: () => earned,
            activity,
            ct,
            batch =>
            {
                if (isUndone)
                {
                    batch.Upsert(WorkDocuments.Excusal, WorkKeys.Excusal(place.Id, now), Word(place, isExcused: false, "", by, now));
                }
            });
    }

    /// <summary>The newest word on one student; null when nobody ever said any.</summary>
    public async Task<Excusal?> FindAsync(ClassRef @class, WorkId id, CancellationToken ct)
        => (await store.ReadAllAsync(WorkDocuments.Excusal, @class.Partition, WorkKeys.ExcusalsOf(id), ct).LastOrDefaultAsync(ct))?.Value;

    /// <summary>The newest word on each student of a class.</summary>
    public async Task<IReadOnlyDictionary<string, Excusal>> ReadAsync(ClassRef @class, string activityId, string round, CancellationToken ct)
    {
        var newest = new Dictionary<string, Excusal>(StringComparer.Ordinal);
        await foreach (var word in store.ReadAllAsync(WorkDocuments.Excusal, @class.Partition, WorkKeys.Excusals(activityId, round), ct))
        {
            newest[word.Value.Learner] = word.Value;
        }

        return newest;
    }

    // What the gradebook would hold by now, had the student not been excused: of the teacher's levels, and never of a rating.
    private static GradeEvent? EarnedBy(WorkRecord work, ActivityDefinition activity)
    {
        var answer = work.Responses.LastOrDefault();
        if (work.State is WorkState.Complete && answer is not null && LevelsOf(answer, activity) is { } levels)
        {
            return new Accepted(answer.At, levels);
        }

        var sent = work.IsSent ? work.Submissions.LastOrDefault() : work.Submissions.LastOrDefault(sent => sent.At <= answer?.At);
        return sent is null ? null : new HandedIn(sent.At);
    }

    private static TeacherLevels? LevelsOf(TeacherResponse answer, ActivityDefinition activity)
        => activity.Grading == GradingMode.TeacherScored && activity.Criteria.All(criterion => answer.Levels.ContainsKey(criterion.Id))
            ? new TeacherLevels([.. activity.Criteria.Select(criterion => answer.Levels[criterion.Id])])
            : null;

    private static Excusal Word(WorkPlace place, bool isExcused, string reason, string by, DateTimeOffset at) => new()
    {
        ActivityId = place.Id.ActivityId,
        Round = place.Id.Round,
        Learner = place.Id.Learner.Value,
        IsExcused = isExcused,
        Reason = reason,
        By = by,
        At = at,
    };
}
