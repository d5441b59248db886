using Integration.Tables;

namespace Integration.Tests.Learning.Roster;

/// <summary>
/// The real store as a process sees it that is killed at one of its requests: that request may or may not have arrived, and none after it does.
/// </summary>
internal sealed class DyingStore(IDocumentStore store, int killAt, bool arrives) : IDocumentStore
{
    private int writes;

    internal int Writes => Volatile.Read(ref writes);

    internal bool Dead => killAt > 0 && Writes >= killAt;

    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct) => Dead ? throw new ProcessKilledException() : store.FindAsync(partition, row, ct);

    public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct) =>
        Dead ? throw new ProcessKilledException() : store.ReadAsync(partition, range, limit, continuation, ct);

    public async Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref writes);
        if (killAt == 0 || number < killAt)
        {
            return await store.CommitAsync(batch, ct);
        }

        if (arrives && number == killAt)
        {
            await store.CommitAsync(batch, ct);
        }

        throw new ProcessKilledException();
    }
}

internal sealed class ProcessKilledException() : Exception("The process was killed here.");
