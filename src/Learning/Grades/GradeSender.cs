using System.Security.Cryptography;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Lti;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Integration.Tables;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Grades;

/// <summary>
/// Sends waiting scores: at least once, in order per student and line item, always with the same timestamp, so that the LMS holds each once. A worker claims
/// an entry by a lease (a replace against the revision it read), because timer and HTTP instances run apart.
/// </summary>
public sealed partial class GradeSender(
    IDocumentStore store, IPlatformRegistry platforms, GradeColumns columns, AgsClient ags, TimeProvider clock, ILogger<GradeSender> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Sends what a class has waiting and is due; true when nothing is left in its outbox.</summary>
    public async Task<bool> SendAsync(ClassRef @class, CancellationToken ct)
    {
        var emptied = true;
        await foreach (var entry in store.ReadAllAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outboxes, ct))
        {
            switch (await SendEntryAsync(@class, entry, ct))
            {
                case Outcome.LmsUnwell:
                    // One knock a round is enough: a class of 32 must not wait 32 times for an LMS that is down.
                    return false;
                case Outcome.Waits:
                    emptied = false;
                    break;
            }
        }

        return emptied;
    }

    private async Task<Outcome> SendEntryAsync(ClassRef @class, Stored<OutboxEntry> read, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (read.Value.NotBefore > now || read.Value.LeasedUntil > now)
        {
            return Outcome.Waits;
        }

        var entry = await ReplaceAsync(@class, read, read.Value with { LeasedUntil = now + Lease }, ct);
        while (entry is not null)
        {
            var score = entry.Value.Scores[0];
            var sent = await PostAsync(@class, entry.Value, score, ct);
            if (sent.Fault is { } fault && fault.Class() == ServiceFaultClass.Retry)
            {
                LogWaits(fault.Kind.Code, entry.Value.Attempts + 1);
                await PutBackAsync(@class, entry, fault, ct);
                return Outcome.LmsUnwell;
            }

            var parked = sent.Fault is { } final && final.Class() == ServiceFaultClass.Park ? final.Kind.Code : null;
            LogDone(sent.Fault?.Kind.Code ?? "ok");
            if (await FinishAsync(@class, IdOf(entry.Value), score, parked, ct) is not { } next)
            {
                return Outcome.Emptied;
            }

            entry = next;
        }

        return Outcome.Waits;
    }

    private async Task<LtiResult<bool>> PostAsync(ClassRef @class, OutboxEntry entry, QueuedScore score, CancellationToken ct)
    {
        var placement = await store.FindAsync(ClassDocuments.Placement, @class.Partition, ClassKeys.Placement(entry.LinkId), ct);
        var member = await store.FindAsync(ClassDocuments.Member, @class.Partition, ClassKeys.Member(new LearnerId(entry.Learner)), ct);
        if (placement is null || member is null)
        {
            return new LtiFault(GradeFaults.LinkGone);
        }

        // The LMS's student view has no place in a gradebook.
        if (member.Value.IsTestUser)
        {
            return true;
        }

        if (await platforms.FindAsync(new RegistrationId(placement.Value.RegistrationId), ct) is not { } registration)
        {
            return new LtiFault(GradeFaults.PlatformGone);
        }

        var column = new GradeColumn(@class, placement, registration);
        if (!(await columns.FindAsync(column, ct)).TryGetValue(out var lineItem, out var fault))
        {
            return fault;
        }

        if (!entry.Insists && await ChangedInLmsAsync(column, lineItem, entry, score, member.Value.Subject, ct) is { } changed)
        {
            return changed;
        }

        var message = new Score(
            member.Value.Subject, score.Timestamp, score.ActivityProgress, score.GradingProgress, score.ScoreGiven, score.ScoreGiven is null ? null : score.ScoreMaximum)
        {
            SubmittedAt = score.SubmittedAt,
            IsNewSubmission = score.IsNewSubmission,
            ReplacesOthers = entry.Insists,
        };
        var posted = await ags.PostScoreAsync(registration, placement.Value.DeploymentId, lineItem, message, ct);
        if (posted.Fault?.Kind != ServiceFaults.NotFound)
        {
            return posted;
        }

        // The column may have been deleted and made again, or the course moved: the LMS is asked once more where the link's column is.
        return (await columns.FindAgainAsync(column, lineItem, ct)).TryGetValue(out var another, out _)
            ? await ags.PostScoreAsync(registration, placement.Value.DeploymentId, another, message, ct)
            : posted;
    }

    /// <summary>Null when the score may go; a fault when somebody changed the grade in the LMS since, or when that can't be seen just now.</summary>
    private async Task<LtiFault?> ChangedInLmsAsync(
        GradeColumn column, Uri lineItem, OutboxEntry entry, QueuedScore score, string subject, CancellationToken ct)
    {
        var ledger = await store.FindAsync(GradeDocuments.Ledger, column.Class.Partition, GradeKeys.Ledger(IdOf(entry)), ct);
        if (!GradeRules.MayHaveChanged(ledger?.Value.Posted, score, clock.GetUtcNow()) || !column.Placement.Value.MayReadResults)
        {
            return null;
        }

        var read = await ags.ReadResultsAsync(column.Registration, column.Placement.Value.DeploymentId, lineItem, subject, ct);
        if (read.Fault is { } fault)
        {
            // What the LMS does not let us see does not keep the score back; what it can't show just now does.
            return fault.Class() == ServiceFaultClass.Retry ? fault : null;
        }

        return read.Value!.Any(result => GradeRules.IsChanged(ledger?.Value.Posted, result)) ? new LtiFault(GradeFaults.ChangedInLms) : null;
    }

    // Takes the score off the entry and marks the ledger; a student may have queued another meanwhile, so it starts over when the rows have moved.
    private async Task<Stored<OutboxEntry>?> FinishAsync(ClassRef @class, WorkId id, QueuedScore score, string? parked, CancellationToken ct)
    {
        while (true)
        {
            var entry = await store.FindAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outbox(id), ct);
            var ledger = await store.FindAsync(GradeDocuments.Ledger, @class.Partition, GradeKeys.Ledger(id), ct);
            if (entry is null || entry.Value.Scores[0].Id != score.Id)
            {
                if (parked is not null || await IsRememberedAsync(@class, ledger, score, ct))
                {
                    return null;
                }

                continue;
            }

            var rest = entry.Value.Scores.Skip(1).ToList();
            var batch = new Batch(@class.Partition);
            if (rest.Count == 0)
            {
                batch.Delete(entry.Row, entry.Revision);
            }
            else
            {
                batch.Replace(GradeDocuments.Outbox, entry, entry.Value with { Scores = rest, Attempts = 0, Insists = false, LeasedUntil = clock.GetUtcNow() + Lease });
            }

            if (ledger is not null && ledger.Value.Last?.Id == score.Id)
            {
                var now = clock.GetUtcNow();
                batch.Replace(GradeDocuments.Ledger, ledger, ledger.Value with
                {
                    Posted = parked is null ? score : ledger.Value.Posted,
                    PostedAt = parked is null ? now : null,
                    ParkedCode = parked,
                });
            }
            else if (ledger is not null && parked is null)
            {
                batch.Replace(GradeDocuments.Ledger, ledger, ledger.Value with { Posted = score });
            }

            if ((await store.CommitAsync(batch, ct)).Committed)
            {
                return rest.Count == 0 ? null : await store.FindAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outbox(id), ct);
            }
        }
    }

    // Withdrawn while it was on its way: the LMS took it all the same, and what comes next must not take it for a teacher's own grade.
    private async Task<bool> IsRememberedAsync(ClassRef @class, Stored<GradeLedger>? ledger, QueuedScore score, CancellationToken ct)
    {
        if (ledger is null || ledger.Value.Posted?.Timestamp >= score.Timestamp)
        {
            return true;
        }

        var remembered = ledger.Value with { Posted = score };
        if (ledger.Value.Last?.Id == ledger.Value.Posted?.Id)
        {
            remembered = remembered with { Last = score, PostedAt = clock.GetUtcNow() };
        }

        return (await store.CommitAsync(new Batch(@class.Partition).Replace(GradeDocuments.Ledger, ledger, remembered), ct)).Committed;
    }

    private async Task PutBackAsync(ClassRef @class, Stored<OutboxEntry> entry, LtiFault fault, CancellationToken ct)
    {
        var attempts = entry.Value.Attempts + 1;
        var notBefore = clock.GetUtcNow() + GradeRules.Wait(attempts, fault.RetryAfter, RandomNumberGenerator.GetInt32(0, 1000) / 1000d);
        await ReplaceAsync(@class, entry, entry.Value with { Attempts = attempts, NotBefore = notBefore, LeasedUntil = null }, ct);
    }

    private async Task<Stored<OutboxEntry>?> ReplaceAsync(ClassRef @class, Stored<OutboxEntry> read, OutboxEntry entry, CancellationToken ct)
    {
        var result = await store.CommitAsync(new Batch(@class.Partition).Replace(GradeDocuments.Outbox, read, entry), ct);
        return result.Committed ? new Stored<OutboxEntry>(read.Row, entry, result.Revisions[0]) : null;
    }

    private static WorkId IdOf(OutboxEntry entry) => new(entry.ActivityId, entry.Round, new LearnerId(entry.Learner));

    [LoggerMessage(3001, LogLevel.Information, "Score sent: {Code}")]
    private partial void LogDone(string code);

    [LoggerMessage(3002, LogLevel.Warning, "Score waits: {Code}, try {Attempt}")]
    private partial void LogWaits(string code, int attempt);

    private enum Outcome
    {
        /// <summary>Nothing is left for this student.</summary>
        Emptied,

        /// <summary>Something is left, for later or for whoever holds it.</summary>
        Waits,

        /// <summary>Something is left because the LMS or the way to it is unwell.</summary>
        LmsUnwell,
    }
}
