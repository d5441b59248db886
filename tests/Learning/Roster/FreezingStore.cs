using Integration.Tables;

namespace Integration.Tests.Learning.Roster;

/// <summary>
/// The real store as a process sees it that is frozen once it has read a partition, or so many commits later: when it goes on, much has happened.
/// </summary>
internal sealed class FreezingStore(IDocumentStore store, Key partition, int commitsLater, Func<Task> meanwhile) : IDocumentStore
{
    private int reads;
    private int commits;

    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct) => store.FindAsync(partition, row, ct);

    public async Task<DocumentPage> ReadAsync(Key from, KeyRange range, int limit, string? continuation, CancellationToken ct)
    {
        var page = await store.ReadAsync(from, range, limit, continuation, ct);
        if (from == partition && Interlocked.Increment(ref reads) == 1 && commitsLater == 0)
        {
            await meanwhile();
        }

        return page;
    }

    public async Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
    {
        var result = await store.CommitAsync(batch, ct);
        if (Volatile.Read(ref reads) > 0 && Interlocked.Increment(ref commits) == commitsLater)
        {
            await meanwhile();
        }

        return result;
    }
}
