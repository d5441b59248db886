using System.Buffers;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Runs;
using Integration.Tables;

namespace Integration.Learning.Roster.Staging;

/// <summary>Entries gathered by place, and put away as compressed chunks. Two sets of buffers: one is put away while the other is filled.</summary>
internal sealed class ChunkBuffers(IDocumentStore store, int places)
{
    private const int AtOnce = 8;

    private ArrayBufferWriter<byte>?[] filling = new ArrayBufferWriter<byte>?[places];
    private ArrayBufferWriter<byte>?[] putting = new ArrayBufferWriter<byte>?[places];

    /// <summary>Bytes gathered since the last turn.</summary>
    internal long Gathered { get; set; }

    internal ArrayBufferWriter<byte> At(int place) => filling[place] ??= new ArrayBufferWriter<byte>();

    /// <summary>From now on others are filled; what was gathered waits to be put away.</summary>
    internal void Turn()
    {
        (filling, putting) = (putting, filling);
        Gathered = 0;
    }

    /// <summary>What was gathered before the turn, in one piece.</summary>
    internal ReadOnlyMemory<byte> TakeTogether(int bytes)
    {
        var all = new ArrayBufferWriter<byte>(bytes);
        foreach (var buffer in putting)
        {
            all.Write(buffer is null ? default : buffer.WrittenSpan);
            buffer?.ResetWrittenCount();
        }

        return all.WrittenMemory;
    }

    /// <summary>Puts away what was gathered before the turn, each place by itself.</summary>
    internal async Task PutSpreadAsync(Func<int, Key> partition, Func<int, int, Key> row, CancellationToken ct)
    {
        var full = putting.Index().Where(buffer => buffer.Item is { WrittenCount: > 0 });
        var few = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(full, few, async (buffer, stop) =>
        {
            await PutAsync(partition(buffer.Index), part => row(buffer.Index, part), buffer.Item!.WrittenMemory, stop);
            buffer.Item.ResetWrittenCount();
        });
    }

    internal async Task PutAsync(Key partition, Func<int, Key> row, ReadOnlyMemory<byte> entries, CancellationToken ct)
    {
        foreach (var (part, chunk) in StageFormat.Cut(entries).Index())
        {
            var document = new StageChunk { Data = StageFormat.Compress(chunk.Span) };
            await store.CommitAsync(new Batch(partition).Upsert(RunDocuments.Stage, row(part), document), ct);
        }
    }
}
