using Integration.Tables;

namespace Integration.Learning.Roster.Runs;

/// <summary>
/// The store for rows that are written whether or not they are there. Before each batch the lease must be young, or is taken again against the state that was
/// read; so a worker that was frozen past its lease writes nothing over what another has written since.
/// </summary>
internal sealed class LeasedStore(RosterSession session) : IDocumentStore
{
    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct) => session.Store.FindAsync(partition, row, ct);

    public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct) =>
        session.Store.ReadAsync(partition, range, limit, continuation, ct);

    public async Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
    {
        await session.KeepAsync(ct);
        return await session.Store.CommitAsync(batch, ct);
    }
}
