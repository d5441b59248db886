using Integration.Learning.Roster.Runs;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Staging;

/// <summary>Gathers the records of one collection and puts them away, compressed; the next pages are read meanwhile.</summary>
internal sealed class StageWriter(IDocumentStore store, RosterRef roster, string run)
{
    /// <summary>So much is gathered before it is put away.</summary>
    internal const int FlushBytes = 8 * 1024 * 1024;

    private const int TogetherBytes = 128 * 1024;
    private const int MostTogether = 32;

    private readonly StageFormat format = new();
    private readonly ChunkBuffers buffers = new(store, StageKeys.Everywhere + 1);

    /// <summary>Bytes gathered and not put away.</summary>
    internal long Gathered => buffers.Gathered;

    /// <summary>Gathers a record; false when it is too large to be one.</summary>
    internal bool Add(RosterRecord record)
    {
        var written = format.Write(record, buffers.At);
        buffers.Gathered += written;
        return written > 0;
    }

    /// <summary>
    /// Puts away what was gathered, under a flush that nobody used before: its chunks count once a checkpoint names it. The next call must wait for this one.
    /// </summary>
    internal (string Flush, Task Done) BeginFlush(RosterCollection collection, int epoch, int number, IReadOnlyList<string> before, CancellationToken ct)
    {
        var together = Gathered <= TogetherBytes && before.Count(FlushId.IsTogether) < MostTogether;
        var flush = FlushId.Of(epoch, number, together);
        buffers.Turn();
        return (flush, together
            ? buffers.PutAsync(GroupOf(StageKeys.Together), part => StageKeys.Row(collection, flush, part), buffers.TakeTogether(TogetherBytes), ct)
            : buffers.PutSpreadAsync(bucket => GroupOf(StageKeys.Group(collection, bucket)), (_, part) => StageKeys.Row(collection, flush, part), ct));
    }

    private Key GroupOf(string group) => RunDocuments.StageGroup(roster, run, group);
}
