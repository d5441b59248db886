using Integration.Learning.Roster.Runs;
using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>One row to be written: whether or not it is there, or at the revision it was compared at (not there when null).</summary>
internal readonly record struct RowWrite(Key Key, ReadOnlyMemory<byte> Json, Revision? Revision, bool Upsert)
{
    internal void AddTo(Batch batch) => _ = this switch
    {
        { Upsert: true } => batch.Upsert(Key, Json),
        { Revision: { } revision } => batch.Replace(Key, Json, revision),
        _ => batch.Insert(Key, Json),
    };
}

/// <summary>Cuts rows into batches of one partition each, in the order in which they come.</summary>
internal sealed class BatchCutter
{
    internal const int BatchWrites = 100;

    // Well under the 4 MiB of a request once documents are in base64.
    private const int BatchBytes = 1536 * 1024;

    private Batch? batch;
    private int bytes;

    /// <summary>Adds a row; gives the batch that ends before it, if one does.</summary>
    internal Batch? Add(Key partition, RowWrite row)
    {
        var isFull = batch is not null && (batch.Partition != partition || batch.Writes.Count == BatchWrites || bytes + row.Json.Length > BatchBytes);
        var full = isFull ? Rest() : null;
        row.AddTo(batch ??= new Batch(partition));
        bytes += row.Json.Length;
        return full;
    }

    /// <summary>The batch that is not full yet, if there is one.</summary>
    internal Batch? Rest()
    {
        var rest = batch;
        (batch, bytes) = (null, 0);
        return rest;
    }
}

/// <summary>Commits of rows that were compared.</summary>
internal static class ComparedBatches
{
    /// <exception cref="RosterLeaseLostException">A row changed since it was compared: another worker is at it.</exception>
    internal static async Task CommitComparedAsync(this IDocumentStore store, Batch batch, CancellationToken ct)
    {
        if (!(await store.CommitAsync(batch, ct)).Committed)
        {
            throw new RosterLeaseLostException();
        }
    }
}
