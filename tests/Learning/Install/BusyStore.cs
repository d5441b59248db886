using Integration.Tables;

namespace Integration.Tests.Learning.Install;

/// <summary>The real store while others keep it busy: after some writes it asks to come back later, a number of times.</summary>
internal sealed class BusyStore(IDocumentStore store, int after, int times) : IDocumentStore
{
    private int writes;

    /// <summary>How often it asked to come back later.</summary>
    internal int Refused => Math.Clamp(Volatile.Read(ref writes) - after, 0, times);

    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct) => store.FindAsync(partition, row, ct);

    public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct) =>
        store.ReadAsync(partition, range, limit, continuation, ct);

    public Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref writes);
        return number > after && number - after <= times ? throw new StoreBusyException("busy", TimeSpan.FromSeconds(3)) : store.CommitAsync(batch, ct);
    }
}
