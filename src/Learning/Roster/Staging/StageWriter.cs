using System.Buffers;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Runs;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Staging;

/// <summary>
/// Gathers the records of one collection and puts them away, compressed. Two sets of buffers: one is put away while the next pages are read into the other.
/// </summary>
internal sealed class StageWriter(IDocumentStore store, RosterRef roster, string run)
{
    /// <summary>So much is gathered before it is put away.</summary>
    internal const int FlushBytes = 8 * 1024 * 1024;

    private const int TogetherBytes = 128 * 1024;
    private const int MostTogether = 32;
    private const int AtOnce = 8;

    private readonly StageFormat format = new();
    private ArrayBufferWriter<byte>?[] filling = new ArrayBufferWriter<byte>?[StageKeys.Everywhere + 1];
    private ArrayBufferWriter<byte>?[] putting = new ArrayBufferWriter<byte>?[StageKeys.Everywhere + 1];

    /// <summary>Bytes gathered and not put away.</summary>
    internal long Gathered { get; private set; }

    /// <summary>Gathers a record; false when it is too large to be one.</summary>
    internal bool Add(RosterRecord record)
    {
        var written = format.Write(record, bucket => filling[bucket] ??= new ArrayBufferWriter<byte>());
        Gathered += written;
        return written > 0;
    }

    /// <summary>
    /// Puts away what was gathered, under a flush that nobody used before: its chunks count once a checkpoint names it. The next call must wait for this one.
    /// </summary>
    internal (string Flush, Task Done) BeginFlush(RosterCollection collection, int epoch, int number, IReadOnlyList<string> before, CancellationToken ct)
    {
        var together = Gathered <= TogetherBytes && before.Count(FlushId.IsTogether) < MostTogether;
        var flush = FlushId.Of(epoch, number, together);
        (filling, putting) = (putting, filling);
        Gathered = 0;
        return (flush, together ? PutTogetherAsync(collection, flush, ct) : PutSpreadAsync(collection, flush, ct));
    }

    private async Task PutTogetherAsync(RosterCollection collection, string flush, CancellationToken ct)
    {
        var all = new ArrayBufferWriter<byte>(TogetherBytes);
        foreach (var buffer in putting)
        {
            all.Write(buffer is null ? default : buffer.WrittenSpan);
            buffer?.ResetWrittenCount();
        }

        await PutAsync(StageKeys.Together, collection, flush, all.WrittenMemory, ct);
    }

    private async Task PutSpreadAsync(RosterCollection collection, string flush, CancellationToken ct)
    {
        var full = putting.Index().Where(buffer => buffer.Item is { WrittenCount: > 0 });
        var few = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(full, few, async (buffer, stop) =>
        {
            await PutAsync(StageKeys.Group(collection, buffer.Index), collection, flush, buffer.Item!.WrittenMemory, stop);
            buffer.Item.ResetWrittenCount();
        });
    }

    private async Task PutAsync(string group, RosterCollection collection, string flush, ReadOnlyMemory<byte> entries, CancellationToken ct)
    {
        var partition = RunDocuments.StageGroup(roster, run, group);
        foreach (var (part, chunk) in StageFormat.Cut(entries).Index())
        {
            var document = new StageChunk { Data = StageFormat.Compress(chunk.Span) };
            await store.CommitAsync(new Batch(partition).Upsert(RunDocuments.Stage, StageKeys.Row(collection, flush, part), document), ct);
        }
    }
}
