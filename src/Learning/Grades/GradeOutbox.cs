using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Grades;

/// <summary>Puts scores into the outbox, in the same batch as the work they belong to.</summary>
public sealed class GradeOutbox(IDocumentStore store, GradeDispatchSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Adds to <paramref name="batch"/> what <paramref name="happened"/> means for the gradebook, if anything. The due pointer is stored before the batch is
    /// committed, so that a process killed in between leaves a harmless pointer and never a score nobody looks for.
    /// </summary>
    /// <returns>True when a score was added; then call <see cref="Announce"/> once the batch is committed.</returns>
    public async Task<bool> AddAsync(
        Batch batch, ClassRef @class, WorkId id, string linkId, ActivityDefinition activity, GradeEvent happened, CancellationToken ct)
    {
        if (activity.Grading == GradingMode.None)
        {
            return false;
        }

        var ledger = await store.FindAsync(GradeDocuments.Ledger, @class.Partition, GradeKeys.Ledger(id), ct);
        if (GradeRules.Next(activity.Grading, activity.Points, ledger?.Value, happened, Guid.NewGuid().ToString("N")) is not { } score)
        {
            return false;
        }

        var waiting = await store.FindAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outbox(id), ct);
        await PointAsync(@class, ct);
        Queue(batch, id, linkId, ledger, waiting, score, insists: false);
        return true;
    }

    /// <summary>
    /// Puts a parked score into the outbox again; false when none is parked. It keeps its timestamp, except where it is to replace a grade given in the LMS: that is
    /// the teacher's act of this moment, and with an older time the LMS would refuse it.
    /// </summary>
    public async Task<bool> RetryParkedAsync(ClassRef @class, WorkId id, string linkId, CancellationToken ct)
    {
        var ledger = await store.FindAsync(GradeDocuments.Ledger, @class.Partition, GradeKeys.Ledger(id), ct);
        if (ledger?.Value is not { ParkedCode: { } code, Last: { } score })
        {
            return false;
        }

        // Only who was told of the other grade may put this one in its place.
        var insists = code == GradeFaults.ChangedInLms.Code;
        if (insists)
        {
            score = score with { Id = Guid.NewGuid().ToString("N"), Timestamp = GradeRules.Later(clock.GetUtcNow(), score.Timestamp) };
        }

        var waiting = await store.FindAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outbox(id), ct);
        await PointAsync(@class, ct);
        var batch = new Batch(@class.Partition);
        Queue(batch, id, linkId, ledger, waiting, score, insists);
        var result = await store.CommitAsync(batch, ct);
        Announce(@class);
        return result.Committed;
    }

    /// <summary>
    /// Adds to <paramref name="batch"/> that what has not reached the gradebook stays out of it, as if it had never been queued: a student was excused while it
    /// waited or was parked. What the LMS took already stays there.
    /// </summary>
    public async Task WithdrawAsync(Batch batch, ClassRef @class, WorkId id, CancellationToken ct)
    {
        var waiting = await store.FindAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outbox(id), ct);
        if (waiting is not null)
        {
            batch.Delete(waiting.Row, waiting.Revision);
        }

        var ledger = await store.FindAsync(GradeDocuments.Ledger, @class.Partition, GradeKeys.Ledger(id), ct);
        if (ledger is not null && (waiting is not null || ledger.Value.ParkedCode is not null))
        {
            var posted = ledger.Value.Posted;
            batch.Replace(GradeDocuments.Ledger, ledger, ledger.Value with { Last = posted, PostedAt = posted?.Timestamp, ParkedCode = null });
        }
    }

    /// <summary>Asks for the class's scores to be sent now rather than at the next tick.</summary>
    public void Announce(ClassRef @class) => signal.Raise(@class);

    private static void Queue(Batch batch, WorkId id, string linkId, Stored<GradeLedger>? ledger, Stored<OutboxEntry>? waiting, QueuedScore score, bool insists)
    {
        var entry = waiting is null
            ? new OutboxEntry { ActivityId = id.ActivityId, Round = id.Round, Learner = id.Learner.Value, LinkId = linkId, Scores = [score], Insists = insists }
            : waiting.Value with { LinkId = linkId, Scores = [.. waiting.Value.Scores, score] };
        batch
            .Put(GradeDocuments.Outbox, GradeKeys.Outbox(id), waiting, entry)
            .Put(GradeDocuments.Ledger, GradeKeys.Ledger(id), ledger, new GradeLedger { Learner = id.Learner.Value, Last = score, Posted = ledger?.Value.Posted });
    }

    private async Task PointAsync(ClassRef @class, CancellationToken ct)
    {
        var pointer = new DuePointer { District = @class.District.Value, Class = @class.Id };
        await store.CommitAsync(new Batch(GradeKeys.Due(@class)).Upsert(GradeDocuments.Due, GradeKeys.DueRow(@class), pointer), ct);
    }
}
