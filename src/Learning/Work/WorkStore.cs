using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Tables;

namespace Integration.Learning.Work;

/// <summary>Where a person's work is: the class, and her place in the activity.</summary>
/// <param name="Class">The class.</param>
/// <param name="Id">The work.</param>
/// <param name="LinkId">The placed link.</param>
/// <param name="IsTestUser">True for the LMS's student view.</param>
/// <param name="Dates">The dates that count for the student who acts; null where a teacher acts.</param>
/// <param name="OwnDue">When the LMS says it is due for her; null where it does not.</param>
public sealed record WorkPlace(ClassRef Class, WorkId Id, string LinkId, bool IsTestUser, ActivityDates? Dates = null, DateTimeOffset? OwnDue = null);

/// <summary>Which fields a save may touch.</summary>
public enum WorkPart
{
    /// <summary>The student's answers: while the work is open.</summary>
    Answers,

    /// <summary>The student's reply to the teacher: once there is an answer to reply to.</summary>
    Reply,
}

/// <summary>The outcome of a step: the work as it now is, and why the step was not taken if it was not.</summary>
public sealed record WorkStep(WorkRecord? Work, WorkRefusal? Refusal);

/// <summary>The outcome of a save: what the tab must learn, and whether the work was still open.</summary>
public sealed record SavedFields(int Revision, DateTimeOffset At, IReadOnlyDictionary<string, string> Newer, IReadOnlyList<ReplacedText> Conflicts, bool WasOpen, bool IsClosed);

/// <summary>
/// Work and its summary, always written together in one batch. Every step reads, decides by <see cref="WorkTransitions"/>, and commits against the revision
/// it read; when another tab or a teacher was first it starts over, so steps never overwrite each other.
/// </summary>
public sealed class WorkStore(IDocumentStore store, GradeOutbox grades, TimeProvider clock)
{
    private const int Tries = 12;

    // A document takes 900 KiB: the rest is for what the teacher answers, and for what is typed and replaced meanwhile.
    private const int Room = 640 * 1024;

    /// <summary>The work, or null while it is not begun.</summary>
    public async Task<WorkRecord?> FindAsync(ClassRef @class, WorkId id, CancellationToken ct)
        => (await store.FindAsync(WorkDocuments.Work, @class.Partition, WorkKeys.Work(id), ct))?.Value;

    /// <summary>
    /// Saves fields. What comes too late (the work is sent, or the activity closed) is kept beside the work instead of in it, so that nothing typed is lost; the answer says so.
    /// </summary>
    public async Task<SavedFields> SaveAsync(
        WorkPlace place, ActivityDefinition activity, string language, WorkPart part, FieldChanges changes, CancellationToken ct)
    {
        MergedFields? merged = null;
        var wasOpen = false;
        var isClosed = false;
        var now = clock.GetUtcNow();
        var work = await ChangeAsync(
            place,
            found =>
            {
                var work = BeginUnless(found, place, activity, language);
                merged = FieldMerge.Merge(work.Fields, work.Revision, changes, now);
                if (found is { IsBegun: false } && merged.Revision == work.Revision)
                {
                    wasOpen = true;
                    return found;
                }

                isClosed = part == WorkPart.Answers && work.IsOpen && WorkTransitions.IsClosed(found, place.Dates, now);
                wasOpen = part == WorkPart.Answers ? work.IsOpen && !isClosed : work.Responses.Count > 0;
                if (!wasOpen)
                {
                    return KeepLate(found, work, changes, now);
                }

                return merged.Revision == work.Revision && found is not null
                    ? work
                    : work with { Fields = merged.Fields, Revision = merged.Revision, Language = language, Replaced = FieldMerge.Keep(work.Replaced, merged.Replaced) };
            },
            summarise: null,
            happened: null,
            activity,
            ct);
        return new SavedFields(work?.Revision ?? changes.SeenRevision, now, merged!.Newer, merged.Replaced, wasOpen, isClosed);
    }

    /// <summary>Keeps fields beside the work and not in it: they were written for another version of the activity than it has, or would begin with.</summary>
    public async Task<DateTimeOffset> KeepAsync(WorkPlace place, ActivityDefinition activity, string language, FieldChanges changes, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await ChangeAsync(
            place, found => KeepLate(found, BeginUnless(found, place, activity, language), changes, now), summarise: null, happened: null, activity, ct);
        return now;
    }

    /// <summary>Sends the work. Pressing twice, or the same key again, is one event.</summary>
    /// <param name="place">Whose.</param>
    /// <param name="activity">The version it was begun with.</param>
    /// <param name="key">The client's key of this press.</param>
    /// <param name="isReady">The widget's rules, on the very work that would go.</param>
    /// <param name="summarise">The widget's ratings and marks of what is sent, for the class view.</param>
    /// <param name="isGraded">False for people whose work never reaches a gradebook.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WorkStep> SendAsync(
        WorkPlace place,
        ActivityDefinition activity,
        string key,
        Func<WorkRecord, bool> isReady,
        Func<WorkRecord, WorkSummary, WorkSummary> summarise,
        bool isGraded,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        WorkRefusal? refused = null;
        var sent = false;
        var work = await ChangeAsync(
            place,
            found =>
            {
                var isNew = found is { IsOpen: true } && found.Submissions.All(earlier => earlier.Key != key);
                refused = found is not { IsBegun: true } ? WorkRefusal.NotSent
                    : isNew && WorkTransitions.IsClosed(found, place.Dates, now) ? WorkRefusal.Closed
                    : isNew && !isReady(found) ? WorkRefusal.NotReady : null;
                sent = isNew && refused is null;
                if (!sent)
                {
                    return found;
                }

                var next = WorkTransitions.Send(found!, key, now);
                (sent, refused) = IsFull(next) ? (false, WorkRefusal.Full) : (true, refused);
                return sent ? next : found;
            },
            summarise: (work, summary) => sent ? summarise(work, summary) with
            {
                SentAt = now,
                FirstSentAt = summary.FirstSentAt ?? now,
                Attempts = work.Submissions.Count,
            }
            : summary,
            happened: () => sent && isGraded ? new HandedIn(now) : null,
            activity,
            ct);
        return new WorkStep(work, refused);
    }

    /// <summary>Takes the work back until a teacher has opened it.</summary>
    public Task<WorkStep> TakeBackAsync(WorkPlace place, ActivityDefinition activity, CancellationToken ct)
    {
        // Taken back from a closed activity it could never be sent again.
        var now = clock.GetUtcNow();
        return StepAsync(
            place,
            activity,
            work => WorkTransitions.IsClosed(work, place.Dates, now) ? (work, WorkRefusal.Closed) : WorkTransitions.TakeBack(work),
            (work, summary) => summary with
            {
                Ratings = new Dictionary<string, int>(),
                SentAt = null,
                FirstSentAt = work.State is WorkState.Draft ? null : summary.FirstSentAt,
                Stuck = false,
            },
            happened: null,
            ct);
    }

    /// <summary>
    /// A teacher opens a student's work to read it; who read it is recorded in the same batch. Where nothing is sent just now it is refused, and still
    /// recorded: requests for help and what was answered before are read all the same.
    /// </summary>
    public async Task<WorkStep> OpenAsync(WorkPlace place, ActivityDefinition activity, string reader, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        WorkRefusal? refusal = null;
        var work = await ChangeAsync(
            place,
            found =>
            {
                if (found is null)
                {
                    refusal = WorkRefusal.NotSent;
                    return null;
                }

                (var opened, refusal) = WorkTransitions.Open(found, now);
                return opened;
            },
            summarise: null,
            happened: null,
            activity,
            ct,
            batch => batch.Upsert(
                WorkDocuments.Read,
                WorkKeys.Read(place.Id, now, reader),
                new WorkRead { ActivityId = place.Id.ActivityId, Round = place.Id.Round, Learner = place.Id.Learner.Value, Reader = reader, At = now }));
        return new WorkStep(work, refusal);
    }

    /// <summary>A teacher accepts the work or asks for another look.</summary>
    /// <param name="place">Whose.</param>
    /// <param name="activity">The version it was begun with.</param>
    /// <param name="response">The answer; its time is set here.</param>
    /// <param name="levels">Levels of every criterion when the activity is scored by the teacher and she accepts; otherwise null.</param>
    /// <param name="isGraded">False for people whose work never reaches a gradebook.</param>
    /// <param name="ct">Cancels.</param>
    public Task<WorkStep> RespondAsync(
        WorkPlace place, ActivityDefinition activity, TeacherResponse response, TeacherLevels? levels, bool isGraded, CancellationToken ct)
    {
        var answer = response with { At = clock.GetUtcNow() };
        return StepAsync(
            place,
            activity,
            work => WorkTransitions.Respond(work, answer),
            (_, summary) => summary with { Levels = answer.Levels },
            happened: () => isGraded && answer.Accepted ? new Accepted(answer.At, levels) : null,
            ct);
    }

    /// <summary>Adds a request for help; the teacher sees it at once. The same id again changes nothing. A record that is nearly full takes no more.</summary>
    public async Task<WorkStep> AskForHelpAsync(WorkPlace place, ActivityDefinition activity, string language, HelpRequest request, CancellationToken ct)
    {
        var asked = request with { At = clock.GetUtcNow() };
        WorkRefusal? refusal = null;
        var changed = await ChangeAsync(
            place,
            found =>
            {
                var work = BeginUnless(found, place, activity, language);
                var next = work.Help.Any(earlier => earlier.Id == asked.Id) ? work : work with { Help = [.. work.Help, asked] };
                refusal = next != work && IsFull(next) ? WorkRefusal.Full : null;
                return refusal is null ? next : found;
            },
            WithHelp,
            happened: null,
            activity,
            ct);
        return new WorkStep(changed, refusal);
    }

    /// <summary>A teacher answers a request for help, once: a second, different answer is refused and not put in place of the first.</summary>
    public Task<WorkStep> AnswerHelpAsync(WorkPlace place, ActivityDefinition activity, string requestId, string answer, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return StepAsync(
            place,
            activity,
            work => work.Help.FirstOrDefault(request => request.Id == requestId) switch
            {
                { AnsweredAt: null } => (work with { Help = [.. work.Help.Select(Answered)] }, null),
                { } known when known.Answer == answer => (work, null),
                _ => (work, WorkRefusal.NotSent),
            },
            WithHelp,
            happened: null,
            ct);

        HelpRequest Answered(HelpRequest request)
            => request.Id == requestId ? request with { Answer = answer, AnsweredAt = now, AnsweredBy = by } : request;
    }

    private static bool IsFull(WorkRecord work) => WorkDocuments.Work.Write(work).Length > Room;

    private static WorkSummary WithHelp(WorkRecord work, WorkSummary summary)
    {
        var oldest = work.Help.FirstOrDefault(request => request.AnsweredAt is null);
        return summary with { HelpSince = oldest?.At, HelpKind = oldest?.Kind, HelpAsked = work.Help.Count };
    }

    private static WorkRecord? KeepLate(WorkRecord? found, WorkRecord work, FieldChanges changes, DateTimeOffset now) =>
        FieldMerge.KeepLate(work.Replaced, work.Fields, changes, now) is var kept && ReferenceEquals(kept, work.Replaced) ? found : work with { Replaced = kept };

    // What a teacher said before anything was begun stays; the version does not, for a new start gets the newest.
    private static WorkRecord BeginUnless(WorkRecord? found, WorkPlace place, ActivityDefinition activity, string language)
        => found is { IsBegun: true } ? found : NotBegun(place, activity, language) with { State = WorkState.Draft, ExcusedAt = found?.ExcusedAt, ReopenedAt = found?.ReopenedAt };

    /// <summary>A record for a teacher's word on work that is not begun.</summary>
    internal static WorkRecord NotBegun(WorkPlace place, ActivityDefinition activity, string language) => new()
    {
        ActivityId = activity.Id,
        ActivityVersion = activity.Version,
        LinkId = place.LinkId,
        State = WorkState.NotBegun,
        Revision = 0,
        Language = language,
        Fields = new Dictionary<string, WorkField>(),
    };

    private async Task<WorkStep> StepAsync(
        WorkPlace place,
        ActivityDefinition activity,
        Func<WorkRecord, (WorkRecord Work, WorkRefusal? Refusal)> step,
        Func<WorkRecord, WorkSummary, WorkSummary> summarise,
        Func<GradeEvent?>? happened,
        CancellationToken ct)
    {
        WorkRefusal? refusal = null;
        var work = await ChangeAsync(
            place,
            found =>
            {
                if (found is null)
                {
                    refusal = WorkRefusal.NotSent;
                    return null;
                }

                (var next, refusal) = step(found);
                return refusal is null ? next : found;
            },
            (changed, summary) => refusal is null ? summarise(changed, summary) : summary,
            () => refusal is null ? happened?.Invoke() : null,
            activity,
            ct);
        return new WorkStep(work, refusal);
    }

    // The one writer of work: read, change, commit against what was read; again when somebody else was first.
    // While a student is excused nothing goes to the gradebook, not even what waited for it; taking that back sends what was earned.
    internal async Task<WorkRecord> ChangeAsync(
        WorkPlace place,
        Func<WorkRecord?, WorkRecord?> change,
        Func<WorkRecord, WorkSummary, WorkSummary>? summarise,
        Func<GradeEvent?>? happened,
        ActivityDefinition activity,
        CancellationToken ct,
        Action<Batch>? also = null)
    {
        var partition = place.Class.Partition;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var found = await store.FindAsync(WorkDocuments.Work, partition, WorkKeys.Work(place.Id), ct);
            var changed = change(found?.Value);
            var batch = new Batch(partition);
            also?.Invoke(batch);
            if (changed is null || (ReferenceEquals(changed, found?.Value) && batch.Writes.Count == 0))
            {
                return changed!;
            }

            if (found is null)
            {
                await store.CommitAsync(WorkIndex.Entry(place), ct);
            }

            var summary = await store.FindAsync(WorkDocuments.Summary, partition, WorkKeys.Summary(place.Id), ct);
            var before = summary?.Value ?? new WorkSummary
            {
                Learner = place.Id.Learner.Value,
                State = changed.State,
                IsTestUser = place.IsTestUser,
                Ratings = new Dictionary<string, int>(),
            };
            var after = (summarise?.Invoke(changed, before) ?? before) with
            {
                State = changed.State,
                ExcusedAt = changed.ExcusedAt,
                ReopenedAt = changed.ReopenedAt,
                OwnDue = place.Dates is null ? before.OwnDue : place.OwnDue,
            };
            batch.Put(WorkDocuments.Work, WorkKeys.Work(place.Id), found, changed);
            if (summary is null || after != summary.Value)
            {
                batch.Put(WorkDocuments.Summary, WorkKeys.Summary(place.Id), summary, after);
            }

            if (changed.ExcusedAt is not null && found?.Value.ExcusedAt is null)
            {
                await grades.WithdrawAsync(batch, place.Class, place.Id, ct);
            }

            var scored = changed.ExcusedAt is null
                && happened?.Invoke() is { } gradeEvent
                && await grades.AddAsync(batch, place.Class, place.Id, changed.LinkId, activity, gradeEvent, ct);
            if ((await store.CommitAsync(batch, ct)).Committed)
            {
                if (scored)
                {
                    grades.Announce(place.Class);
                }

                return changed;
            }
        }

        throw new StoreBusyException("The same work was changed from many places at once.", TimeSpan.FromSeconds(1));
    }
}
