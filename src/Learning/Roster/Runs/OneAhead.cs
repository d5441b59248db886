using System.Runtime.CompilerServices;

namespace Integration.Learning.Roster.Runs;

/// <summary>Reads the next of a sequence while the last is worked on.</summary>
internal static class OneAhead
{
    /// <summary>The same items in the same order; a fault comes where it would have come. Leaves nothing under way, however the reading ends.</summary>
    internal static async IAsyncEnumerable<T> OneAheadAsync<T>(this IAsyncEnumerable<T> all, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var items = all.GetAsyncEnumerator(stop.Token);
        var moving = MoveAsync();
        try
        {
            while (await moving)
            {
                var item = items.Current;
                moving = MoveAsync();
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)moving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<bool> MoveAsync() => Task.Run(async () => await items.MoveNextAsync(), CancellationToken.None);
    }
}
