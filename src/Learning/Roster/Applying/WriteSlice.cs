using Integration.Learning.Roster.Runs;
using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>
/// Some thousand writes that are put away together: first what is derived, then the rows it follows from, in batches of one partition each. Derived rows that
/// would not fill a batch go on to the next slice, and the rows they follow from go with them.
/// </summary>
internal sealed class WriteSlice(Task before)
{
    private readonly Dictionary<Key, Rows> derived = [];
    private readonly List<(Key Partition, Key Row)> gone = [];
    private readonly TaskCompletionSource derivedDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Dictionary<Key, Rows> truth = [];

    internal WriteSlice()
        : this(Task.CompletedTask)
    {
    }

    /// <summary>Writes said to this slice itself.</summary>
    internal int Count { get; private set; }

    /// <summary>True when there is nothing to write, not even from the slice before.</summary>
    internal bool IsEmpty => Count == 0 && derived.Count == 0 && truth.Count == 0;

    internal void Derived(Key partition, Key row, byte[] json) => Add(derived, partition, new RowWrite(row, json, null, Upsert: true));

    internal void Truth(Key partition, Key row, byte[] json, Revision? revision) => Add(truth, partition, new RowWrite(row, json, revision, Upsert: false));

    internal void Gone(Key partition, Key row)
    {
        gone.Add((partition, row));
        Count++;
    }

    /// <summary>
    /// The slice after this one, with what this one leaves to it. A row is left once: where what came from the slice before fills no batch either, it is
    /// written as it is, or the rows that follow it would wait for ever.
    /// </summary>
    internal WriteSlice Next()
    {
        var next = new WriteSlice(derivedDone.Task) { truth = truth };
        truth = [];
        foreach (var (partition, rows) in derived)
        {
            var rest = rows.All.Count % BatchCutter.BatchWrites;
            if (rest > 0 && rest <= rows.All.Count - rows.Left)
            {
                next.derived[partition] = new Rows(rows.All.GetRange(rows.All.Count - rest, rest)) { Left = rest };
                rows.All.RemoveRange(rows.All.Count - rest, rest);
            }
        }

        return next;
    }

    /// <summary>Commits the slice; <paramref name="limit"/> bounds the requests in flight.</summary>
    /// <exception cref="RosterLeaseLostException">A row changed since it was compared: another worker is at it.</exception>
    internal async Task CommitAsync(IDocumentStore store, SemaphoreSlim limit, CancellationToken ct)
    {
        try
        {
            await CommitAllAsync(store, Batches(derived), limit, ct);
            foreach (var (partition, row) in gone)
            {
                if (await store.FindAsync(partition, row, ct) is { } found)
                {
                    await store.CommitAsync(new Batch(partition).Delete(row, found.Revision), ct);
                }
            }

            // Part of what these rows imply was said to the slice before, which may still be on its way.
            await before;
            derivedDone.SetResult();
        }
        catch
        {
            derivedDone.TrySetCanceled(CancellationToken.None);
            throw;
        }

        await CommitAllAsync(store, Batches(truth), limit, ct);
    }

    /// <summary>Says that this slice is not written, to whoever would wait for it.</summary>
    internal void Abandon() => derivedDone.TrySetCanceled(CancellationToken.None);

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
            await store.CommitComparedAsync(batch, ct);
        }
        finally
        {
            limit.Release();
        }
    }

    private static IEnumerable<Batch> Batches(Dictionary<Key, Rows> byPartition)
    {
        var cutter = new BatchCutter();
        foreach (var (partition, rows) in byPartition)
        {
            rows.All.Sort(static (one, other) => string.CompareOrdinal(one.Key.Value, other.Key.Value));
            foreach (var row in rows.All)
            {
                if (cutter.Add(partition, row) is { } full)
                {
                    yield return full;
                }
            }
        }

        if (cutter.Rest() is { } rest)
        {
            yield return rest;
        }
    }

    private void Add(Dictionary<Key, Rows> to, Key partition, RowWrite row)
    {
        if (!to.TryGetValue(partition, out var rows))
        {
            to[partition] = rows = new Rows([]);
        }

        rows.All.Add(row);
        Count++;
    }

    /// <summary>What goes to one partition; what was left by the slice before stands first.</summary>
    private sealed class Rows(List<RowWrite> all)
    {
        internal List<RowWrite> All { get; } = all;

        internal int Left { get; init; }
    }
}
