using Integration.Learning.Roster.Staging;
using Integration.Tables;

namespace Integration.Learning.Roster.Runs;

/// <summary>Deletes what ended runs have staged, a partition at a time.</summary>
internal sealed class RosterClear(RosterSession session, DateTimeOffset stopAt)
{
    private const int AtOnce = 8;
    private const int BatchWrites = 100;

    /// <summary>Works until nothing is left (true) or until the deadline (false).</summary>
    internal async Task<bool> RunAsync(CancellationToken ct)
    {
        while (session.State.Leftovers is { Count: > 0 } leftovers)
        {
            var run = leftovers[0];
            foreach (var some in StageKeys.Groups.Chunk(AtOnce))
            {
                if (session.Now >= stopAt)
                {
                    return false;
                }

                await Task.WhenAll(some.Select(group => DeleteAsync(RunDocuments.StageGroup(session.Roster, run, group), ct)));
                await session.KeepAsync(ct);
            }

            await session.SaveAsync(session.State with { Leftovers = [.. leftovers.Skip(1)] }, [], ct);
        }

        return true;
    }

    private async Task DeleteAsync(Key partition, CancellationToken ct)
    {
        while (await session.Store.ReadAsync(partition, KeyRange.All, BatchWrites, null, ct) is { Documents: { Count: > 0 } found })
        {
            var batch = new Batch(partition);
            foreach (var document in found)
            {
                batch.Delete(document.Row, document.Revision);
            }

            // Refused only when another worker deletes the same rows, which is as good.
            await session.Store.CommitAsync(batch, ct);
        }
    }
}
