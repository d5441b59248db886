using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>
/// Writes rows that come partition by partition in the order of their keys. A batch goes out as soon as it is full, so memory holds the batches under way and
/// no more; and a store that keeps its rows in order, as SQLite does, turns to each of its pages once.
/// </summary>
internal sealed class OrderedWriter(IDocumentStore store, CancellationToken ct) : IAsyncDisposable
{
    private const int InFlight = 32;

    private readonly BatchCutter cutter = new();
    private readonly Queue<Batch> full = new();
    private readonly Queue<Task> underWay = new();

    internal void Add(Key partition, RowWrite row)
    {
        if (cutter.Add(partition, row) is { } batch)
        {
            full.Enqueue(batch);
        }
    }

    /// <summary>Sends the batches that are full; waits for the oldest under way where there are many.</summary>
    internal async ValueTask SendAsync()
    {
        while (full.TryDequeue(out var batch))
        {
            if (underWay.Count == InFlight)
            {
                await underWay.Dequeue();
            }

            underWay.Enqueue(store.CommitComparedAsync(batch, ct));
        }
    }

    /// <summary>Returns once every row is in the store.</summary>
    internal async Task DrainAsync()
    {
        if (cutter.Rest() is { } rest)
        {
            full.Enqueue(rest);
        }

        await SendAsync();
        while (underWay.TryDequeue(out var oldest))
        {
            await oldest;
        }
    }

    /// <summary>Leaves nothing under way; how that ends is of no interest any more.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(underWay).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
