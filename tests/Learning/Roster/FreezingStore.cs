using Integration.Tables;

namespace Integration.Tests.Learning.Roster;

/// <summary>The real store as a process sees it that is frozen at one of its reads: when it goes on, much has happened.</summary>
internal sealed class FreezingStore(IDocumentStore store, Key partition, int atRead, Func<Task> meanwhile) : IDocumentStore
{
    private int reads;

    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct) => store.FindAsync(partition, row, ct);

    public async Task<DocumentPage> ReadAsync(Key from, KeyRange range, int limit, string? continuation, CancellationToken ct)
    {
        var page = await store.ReadAsync(from, range, limit, continuation, ct);
        if (from == partition && Interlocked.Increment(ref reads) == atRead)
        {
            await meanwhile();
        }

        return page;
    }

    public Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct) => store.CommitAsync(batch, ct);
}
