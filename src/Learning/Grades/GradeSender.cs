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
    IDocumentStore store, IPlatformRegistry platforms, AgsClient ags, TimeProvider clock, ILogger<GradeSender> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    /// <summary>Sends what a class has waiting and is due; true when nothing is left in its outbox.</summary>
    public async Task<bool> SendAsync(ClassRef @class, CancellationToken ct)
    {
        var emptied = true;
        await foreach (var entry in store.ReadAllAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outboxes, ct))
        {
            emptied &= await SendEntryAsync(@class, entry, ct);
        }

        return emptied;
    }

    private async Task<bool> SendEntryAsync(ClassRef @class, Stored<OutboxEntry> read, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (read.Value.NotBefore > now || read.Value.LeasedUntil > now)
        {
            return false;
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
                return false;
            }

            var parked = sent.Fault is { } final && final.Class() == ServiceFaultClass.Park ? final.Kind.Code : null;
            LogDone(sent.Fault?.Kind.Code ?? "ok");
            if (await FinishAsync(@class, IdOf(entry.Value), score, parked, ct) is not { } next)
            {
                return true;
            }

            entry = next;
        }

        return false;
    }

    private async Task<LtiResult<bool>> PostAsync(ClassRef @class, OutboxEntry entry, QueuedScore score, CancellationToken ct)
    {
        var placement = await store.FindAsync(ClassDocuments.Placement, @class.Partition, ClassKeys.Placement(entry.LinkId), ct);
        var member = await store.FindAsync(ClassDocuments.Member, @class.Partition, ClassKeys.Member(new LearnerId(entry.Learner)), ct);
        if (placement is null || member is null)
        {
            return new LtiFault(GradeFaults.LinkGone);
        }

        if (await platforms.FindAsync(new RegistrationId(placement.Value.RegistrationId), ct) is not { } registration)
        {
            return new LtiFault(GradeFaults.PlatformGone);
        }

        if (!(await LineItemAsync(@class, placement, registration, ct)).TryGetValue(out var lineItem, out var fault))
        {
            return fault;
        }

        var message = new Score(
            member.Value.Subject, score.Timestamp, score.ActivityProgress, score.GradingProgress, score.ScoreGiven, score.ScoreGiven is null ? null : score.ScoreMaximum);
        return await ags.PostScoreAsync(registration, placement.Value.DeploymentId, lineItem, message, ct);
    }

    // The link's own line item, or the one the LMS holds for the link when the launch named none.
    private async Task<LtiResult<Uri>> LineItemAsync(ClassRef @class, Stored<Placement> placement, Registration registration, CancellationToken ct)
    {
        if (placement.Value.LineItem is { } known)
        {
            return known;
        }

        if (placement.Value.LineItems is not { } container)
        {
            return new LtiFault(GradeFaults.NoLineItem);
        }

        var found = await ags.FindLineItemAsync(
            registration, placement.Value.DeploymentId, container, placement.Value.LinkId, placement.Value.ActivityId, ct);
        if (!found.TryGetValue(out var lineItem, out var fault))
        {
            return fault;
        }

        if (lineItem?.Id is not { } id)
        {
            return new LtiFault(GradeFaults.NoLineItem);
        }

        await store.CommitAsync(new Batch(@class.Partition).Replace(ClassDocuments.Placement, placement, placement.Value with { LineItem = id }), ct);
        return id;
    }

    // Takes the score off the entry and marks the ledger; a student may have queued another meanwhile, so it starts over when the rows have moved.
    private async Task<Stored<OutboxEntry>?> FinishAsync(ClassRef @class, WorkId id, QueuedScore score, string? parked, CancellationToken ct)
    {
        while (true)
        {
            var entry = await store.FindAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outbox(id), ct);
            if (entry is null || entry.Value.Scores[0].Id != score.Id)
            {
                return null;
            }

            var ledger = await store.FindAsync(GradeDocuments.Ledger, @class.Partition, GradeKeys.Ledger(id), ct);
            var rest = entry.Value.Scores.Skip(1).ToList();
            var batch = new Batch(@class.Partition);
            if (rest.Count == 0)
            {
                batch.Delete(entry.Row, entry.Revision);
            }
            else
            {
                batch.Replace(GradeDocuments.Outbox, entry, entry.Value with { Scores = rest, Attempts = 0, LeasedUntil = clock.GetUtcNow() + Lease });
            }

            if (ledger is not null && ledger.Value.Last?.Id == score.Id)
            {
                var now = clock.GetUtcNow();
                batch.Replace(GradeDocuments.Ledger, ledger, ledger.Value with { PostedAt = parked is null ? now : null, ParkedCode = parked });
            }

            if ((await store.CommitAsync(batch, ct)).Committed)
            {
                return rest.Count == 0 ? null : await store.FindAsync(GradeDocuments.Outbox, @class.Partition, GradeKeys.Outbox(id), ct);
            }
        }
    }

    private async Task PutBackAsync(ClassRef @class, Stored<OutboxEntry> entry, LtiFault fault, CancellationToken ct)
    {
        var attempts = entry.Value.Attempts + 1;
        var wait = fault.RetryAfter ?? Backoff(attempts);
        var notBefore = clock.GetUtcNow() + (wait < LongestWait ? wait : LongestWait);
        await ReplaceAsync(@class, entry, entry.Value with { Attempts = attempts, NotBefore = notBefore, LeasedUntil = null }, ct);
    }

    // Doubles from 15 seconds to half an hour, with jitter so that a whole class does not come back at once.
    private static TimeSpan Backoff(int attempts)
    {
        var seconds = Math.Min(15 * Math.Pow(2, Math.Min(attempts - 1, 10)), LongestWait.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.75 + (RandomNumberGenerator.GetInt32(0, 500) / 1000d)));
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
}
