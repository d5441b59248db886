using Integration.Tables;

namespace Integration.Learning.Roster.Runs;

/// <summary>The store, counting requests as Azure bills them: a point read, a page and a batch are one each.</summary>
internal sealed class MeteredStore(IDocumentStore store) : IDocumentStore
{
    private long transactions;

    /// <summary>The requests since this was last asked.</summary>
    internal long TakeCount() => Interlocked.Exchange(ref transactions, 0);

    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct)
    {
        Interlocked.Increment(ref transactions);
        return store.FindAsync(partition, row, ct);
    }

    public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct)
    {
        Interlocked.Increment(ref transactions);
        return store.ReadAsync(partition, range, limit, continuation, ct);
    }

    public Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
    {
        Interlocked.Increment(ref transactions);
        return store.CommitAsync(batch, ct);
    }
}
