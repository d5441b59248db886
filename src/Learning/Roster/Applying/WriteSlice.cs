using Integration.Learning.Roster.Runs;
using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>Some thousand writes that are put away together: first what is derived, then the rows it follows from, in batches of one partition each.</summary>
internal sealed class WriteSlice
{
    // Well under the 4 MiB of a request once documents are in base64.
    private const int BatchBytes = 1536 * 1024;
    private const int BatchWrites = 100;

    private readonly Dictionary<Key, List<Row>> derived = [];
    private readonly Dictionary<Key, List<Row>> truth = [];
    private readonly List<(Key Partition, Key Row)> gone = [];

    internal int Count { get; private set; }

    internal void Derived(Key partition, Key row, byte[] json) => Add(derived, partition, new Row(row, json, null, Upsert: true));

    internal void Truth(Key partition, Key row, byte[] json, Revision? revision) => Add(truth, partition, new Row(row, json, revision, Upsert: false));

    internal void Gone(Key partition, Key row)
    {
        gone.Add((partition, row));
        Count++;
    }

    /// <summary>Commits the slice; <paramref name="limit"/> bounds the requests in flight.</summary>
    /// <exception cref="RosterLeaseLostException">A row changed since it was compared: another worker is at it.</exception>
    internal async Task CommitAsync(IDocumentStore store, SemaphoreSlim limit, CancellationToken ct)
    {
        await CommitAllAsync(store, Batches(derived), limit, ct);
        foreach (var (partition, row) in gone)
        {
            if (await store.FindAsync(partition, row, ct) is { } found)
            {
                await store.CommitAsync(new Batch(partition).Delete(row, found.Revision), ct);
            }
        }

        await CommitAllAsync(store, Batches(truth), limit, ct);
    }

    private static async Task CommitAllAsync(IDocumentStore store, IEnumerable<Batch> batches, SemaphoreSlim limit, CancellationToken ct)
    {
        var running = new List<Task>();
        try
        {
            foreach (var batch in batches)
            {
                await limit.WaitAsync(ct);
                running.Add(CommitOneAsync(store, batch, limit, ct));
                if (running[^1].IsFaulted)
                {
                    break;
                }
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    private static async Task CommitOneAsync(IDocumentStore store, Batch batch, SemaphoreSlim limit, CancellationToken ct)
    {
        try
        {
            if (!(await store.CommitAsync(batch, ct)).Committed)
            {
                throw new RosterLeaseLostException();
            }
        }
        finally
        {
            limit.Release();
        }
    }

    private static IEnumerable<Batch> Batches(Dictionary<Key, List<Row>> byPartition)
    {
        foreach (var (partition, rows) in byPartition)
        {
            rows.Sort(static (one, other) => string.CompareOrdinal(one.Key.Value, other.Key.Value));
            var (batch, bytes) = (new Batch(partition), 0);
            foreach (var row in rows)
            {
                if (batch.Writes.Count == BatchWrites || (bytes > 0 && bytes + row.Json.Length > BatchBytes))
                {
                    yield return batch;
                    (batch, bytes) = (new Batch(partition), 0);
                }

                _ = row switch
                {
                    { Upsert: true } => batch.Upsert(row.Key, row.Json),
                    { Revision: { } revision } => batch.Replace(row.Key, row.Json, revision),
                    _ => batch.Insert(row.Key, row.Json),
                };
                bytes += row.Json.Length;
            }

            yield return batch;
        }
    }

    private void Add(Dictionary<Key, List<Row>> to, Key partition, Row row)
    {
        if (!to.TryGetValue(partition, out var rows))
        {
            to[partition] = rows = [];
        }

        rows.Add(row);
        Count++;
    }

    private readonly record struct Row(Key Key, byte[] Json, Revision? Revision, bool Upsert);
}
