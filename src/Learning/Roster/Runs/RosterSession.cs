using Integration.Learning.Documents;
using Integration.Learning.Roster.Rows;
using Integration.Tables;

namespace Integration.Learning.Roster.Runs;

/// <summary>
/// One worker's hold on a roster: the lease and the checkpoint are one document, written against the revision that was read. Whoever lost the lease fails at
/// the next checkpoint and stops.
/// </summary>
internal sealed class RosterSession
{
    internal static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    private readonly string holder;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim saving = new(1);
    private Stored<RosterState> read;
    private long since;
    private long transactions;
    private double seconds;

    private RosterSession(MeteredStore store, RosterRef roster, string holder, TimeProvider clock, Stored<RosterState> read)
    {
        (Store, Roster, this.holder, this.clock, this.read, since) = (store, roster, holder, clock, read, clock.GetTimestamp());
        (transactions, seconds) = (State.Current?.Transactions ?? 0, State.Current?.WorkSeconds ?? 0);
    }

    internal MeteredStore Store { get; }

    internal RosterRef Roster { get; }

    internal RosterState State => read.Value;

    /// <summary>The run under way.</summary>
    internal RunProgress Progress => State.Current ?? throw new InvalidOperationException("No run is under way.");

    internal TimeProvider Clock => clock;

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Takes the lease; null when another worker has it.</summary>
    internal static async Task<RosterSession?> TakeAsync(
        MeteredStore store, RosterRef roster, string holder, TimeProvider clock, Stored<RosterState> found, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (found.Value.Lease is { } lease && lease.Holder != holder && lease.Until > now)
        {
            return null;
        }

        var taken = found.Value with { Epoch = found.Value.Epoch + 1, Lease = new RosterLease(holder, now + LeaseTime) };
        var written = await store.CommitAsync(new Batch(RosterKeys.Source(roster)).Replace(RunDocuments.State, found, taken), ct);
        return written.Committed ? new RosterSession(store, roster, holder, clock, new Stored<RosterState>(found.Row, taken, written.Revisions[0])) : null;
    }

    /// <summary>Stores the state, renews the lease, and puts reports beside it, all in one batch.</summary>
    /// <exception cref="RosterLeaseLostException">Another worker has taken over.</exception>
    internal async Task SaveAsync(RosterState next, IReadOnlyList<RosterRun> reports, CancellationToken ct)
    {
        await saving.WaitAsync(ct);
        try
        {
            await WriteAsync(next, reports, ct);
        }
        finally
        {
            saving.Release();
        }
    }

    /// <summary>Stores a checkpoint of the run under way.</summary>
    internal Task SaveAsync(RunProgress progress, CancellationToken ct) => SaveAsync(State with { Current = Settle(progress) }, [], ct);

    /// <summary>Keeps the lease while something takes long; writes nothing while it is young. Any number of writers may ask at once.</summary>
    /// <exception cref="RosterLeaseLostException">It ran out, and another worker has taken over.</exception>
    internal async Task KeepAsync(CancellationToken ct)
    {
        if (IsYoung)
        {
            return;
        }

        await saving.WaitAsync(ct);
        try
        {
            if (!IsYoung)
            {
                await WriteAsync(State, [], ct);
            }
        }
        finally
        {
            saving.Release();
        }
    }

    private bool IsYoung => State.Lease!.Until - clock.GetUtcNow() >= RenewBefore;

    private async Task WriteAsync(RosterState next, IReadOnlyList<RosterRun> reports, CancellationToken ct)
    {
        var batch = new Batch(RosterKeys.Source(Roster));
        next = next with { Lease = new RosterLease(holder, clock.GetUtcNow() + LeaseTime) };
        batch.Replace(RunDocuments.State, read, next);
        foreach (var report in reports)
        {
            batch.Upsert(RunDocuments.Run, RunDocuments.RunRow(RosterRunId.Parse(report.Id)), report);
        }

        var written = await Store.CommitAsync(batch, ct);
        if (!written.Committed)
        {
            throw new RosterLeaseLostException();
        }

        read = new Stored<RosterState>(read.Row, next, written.Revisions[0]);
    }

    /// <summary>The progress with what was spent on it so far.</summary>
    internal RunProgress Settle(RunProgress progress)
    {
        var now = clock.GetTimestamp();
        transactions += Store.TakeCount();
        seconds += clock.GetElapsedTime(since, now).TotalSeconds;
        since = now;
        return progress with { Transactions = transactions, WorkSeconds = seconds };
    }

    /// <summary>Gives the lease back, if it is still ours.</summary>
    internal Task ReleaseAsync(CancellationToken ct) => Store.CommitAsync(
        new Batch(RosterKeys.Source(Roster)).Replace(RunDocuments.State, read, State with { Lease = null }), ct);
}
