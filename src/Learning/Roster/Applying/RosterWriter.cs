using System.Threading.Channels;
using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>
/// Puts writes away in slices while the comparison goes on: two slices are on their way at once, the comparison waits for the third. So the store is always
/// busy and memory holds a few slices.
/// </summary>
internal sealed class RosterWriter : IRosterWrites, IAsyncDisposable
{
    private const int SliceWrites = 10_000;
    private const int Workers = 2;
    private const int InFlight = 32;

    private readonly IDocumentStore store;
    private readonly int sliceWrites;
    private readonly CancellationTokenSource stop;
    private readonly SemaphoreSlim limit = new(InFlight);
    private readonly SemaphoreSlim room = new(Workers);
    private readonly Channel<WriteSlice> slices = Channel.CreateBounded<WriteSlice>(1);
    private readonly Task[] workers;
    private readonly SemaphoreSlim changed = new(0);
    private WriteSlice slice = new();
    private int outstanding;
    private Exception? fault;

    internal RosterWriter(IDocumentStore store, CancellationToken ct, int sliceWrites = SliceWrites)
    {
        (this.store, this.sliceWrites) = (store, sliceWrites);
        stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(WorkAsync, CancellationToken.None))];
    }

    public void Derived(Key partition, Key row, byte[] json) => slice.Derived(partition, row, json);

    public void Gone(Key partition, Key row) => slice.Gone(partition, row);

    public void Truth(Key partition, Key row, byte[] json, Revision? revision) => slice.Truth(partition, row, json, revision);

    public ValueTask CompleteAsync(CancellationToken ct) => slice.Count >= sliceWrites ? HandOverAsync(slice.Next(), ct) : ValueTask.CompletedTask;

    /// <summary>Returns once everything said so far is in the store.</summary>
    internal async Task DrainAsync(CancellationToken ct)
    {
        if (!slice.IsEmpty)
        {
            await HandOverAsync(new WriteSlice(), ct);
        }

        while (Volatile.Read(ref outstanding) > 0)
        {
            await changed.WaitAsync(ct);
        }

        ThrowIfFailed();
    }

    public async ValueTask DisposeAsync()
    {
        slices.Writer.TryComplete();
        await stop.CancelAsync();
        await Task.WhenAll(workers);
        stop.Dispose();
        limit.Dispose();
        room.Dispose();
        changed.Dispose();
    }

    private async ValueTask HandOverAsync(WriteSlice next, CancellationToken ct)
    {
        ThrowIfFailed();
        // Waits for a worker and not only for a place in the queue: a third slice on its way would be memory for nothing.
        await room.WaitAsync(ct);
        Interlocked.Increment(ref outstanding);
        await slices.Writer.WriteAsync(slice, ct);
        slice = next;
    }

    private async Task WorkAsync()
    {
        await foreach (var next in slices.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (Volatile.Read(ref fault) is null)
                {
                    await next.CommitAsync(store, limit, stop.Token);
                }
                else
                {
                    next.Abandon();
                }
            }
            catch (Exception e)
            {
                // Whoever compares hears of it at the next word and stops; nothing more is written.
                Interlocked.CompareExchange(ref fault, e, null);
            }
            finally
            {
                Interlocked.Decrement(ref outstanding);
                room.Release();
                changed.Release();
            }
        }
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref fault) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }
}
