using System.Buffers.Binary;
using System.Text;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Staging;
using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>
/// Rows that follow from others, put aside beside what was staged until all are known, and then read back bucket by bucket in the order of their keys. What a
/// killed worker put aside is put aside again by the next one; a row that stands there twice is the same both times.
/// </summary>
internal sealed class DerivedSpool : IAsyncDisposable
{
    private const long FlushBytes = 8 * 1024 * 1024;

    // An entry is its length, and behind that its kind and the length of its key.
    private const int LengthBytes = sizeof(int);
    private const int HeadBytes = sizeof(byte) + sizeof(ushort);

    private static readonly Func<RosterRef, int, Key>[] Kinds = [RosterKeys.Classes, RosterKeys.Schools, RosterKeys.Values];

    private readonly IDocumentStore store;
    private readonly RosterRef roster;
    private readonly string run;
    private readonly int epoch;
    private readonly ChunkBuffers buffers;
    private readonly Dictionary<Key, (byte Kind, int Bucket)> places = [];
    private readonly ByteBuffers bytes = new();
    private Task putting = Task.CompletedTask;
    private int flushes;

    internal DerivedSpool(IDocumentStore store, RosterRef roster, string run, int epoch)
    {
        (this.store, this.roster, this.run, this.epoch) = (store, roster, run, epoch);
        buffers = new ChunkBuffers(store, RosterKeys.Buckets);
        foreach (var (kind, partition) in Kinds.Index())
        {
            for (var bucket = 0; bucket < RosterKeys.Buckets; bucket++)
            {
                places[partition(roster, bucket)] = ((byte)kind, bucket);
            }
        }
    }

    internal void Add(Key partition, Key row, byte[] json)
    {
        var (kind, bucket) = places[partition];
        var (key, length) = (row.Value, HeadBytes + row.Value.Length + json.Length);
        var entry = buffers.At(bucket).GetSpan(LengthBytes + length);
        BinaryPrimitives.WriteInt32LittleEndian(entry, length);
        entry[LengthBytes] = kind;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[(LengthBytes + sizeof(byte))..], (ushort)key.Length);
        Encoding.ASCII.GetBytes(key, entry[(LengthBytes + HeadBytes)..]);
        json.CopyTo(entry[(LengthBytes + HeadBytes + key.Length)..]);
        buffers.At(bucket).Advance(LengthBytes + length);
        buffers.Gathered += LengthBytes + length;
    }

    /// <summary>Puts away what was gathered, once it is much; the next rows are gathered meanwhile.</summary>
    internal ValueTask PutAsync(CancellationToken ct) => buffers.Gathered < FlushBytes ? ValueTask.CompletedTask : new ValueTask(FlushAsync(ct));

    /// <summary>Returns once all that was added can be read back.</summary>
    internal async Task DrainAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        await putting;
    }

    /// <summary>Leaves nothing under way, however that ends: whoever gives the lease back must be at rest.</summary>
    public async ValueTask DisposeAsync() => await putting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Every row put aside for one bucket, partition by partition and ordered by key, each once.</summary>
    internal async Task<SpooledRows> ReadAsync(int bucket, CancellationToken ct)
    {
        var chunks = new List<byte[]>();
        await foreach (var chunk in store.ReadAllAsync(RunDocuments.Stage, PlaceOf(bucket), StageKeys.AllDerived, ct))
        {
            chunks.Add(chunk.Value.Data);
        }

        var buffer = bytes.Rent(chunks.Sum(StageFormat.LengthOf));
        var entries = StageFormat.Decompress(chunks, buffer).SelectMany(StageFormat.Entries).ToList();
        entries.Sort(static (one, other) => Compare(one.Span, other.Span));
        return new SpooledRows(Rows(entries, [.. Kinds.Select(partition => partition(roster, bucket))]), () => bytes.Return(buffer));
    }

    private static IEnumerable<(Key Partition, RowWrite Row)> Rows(List<ReadOnlyMemory<byte>> entries, Key[] partitions)
    {
        ReadOnlyMemory<byte> before = default;
        foreach (var entry in entries)
        {
            if (before.IsEmpty || Compare(before.Span, entry.Span) != 0)
            {
                // A copy, since it is on its way when the buffer is used again.
                var key = KeyOf(entry.Span);
                var json = entry.Span[(HeadBytes + key.Length)..].ToArray();
                yield return (partitions[entry.Span[0]], new RowWrite(Key.FromStored(Encoding.ASCII.GetString(key)), json, null, Upsert: true));
            }

            before = entry;
        }
    }

    private static int Compare(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one[0] != other[0] ? one[0] - other[0] : KeyOf(one).SequenceCompareTo(KeyOf(other));

    private static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> entry) => entry.Slice(HeadBytes, BinaryPrimitives.ReadUInt16LittleEndian(entry[sizeof(byte)..]));

    private async Task FlushAsync(CancellationToken ct)
    {
        await putting;
        buffers.Turn();
        var flush = FlushId.Of(epoch, ++flushes, together: false);
        putting = buffers.PutSpreadAsync(PlaceOf, (_, part) => StageKeys.Derived(flush, part), ct);
    }

    private Key PlaceOf(int bucket) => RunDocuments.StageGroup(roster, run, StageKeys.PeopleGroup(bucket));
}

/// <summary>The rows put aside for one bucket; to be gone through once, and gone when it is disposed.</summary>
internal sealed class SpooledRows(IEnumerable<(Key Partition, RowWrite Row)> rows, Action done) : IDisposable
{
    internal IEnumerable<(Key Partition, RowWrite Row)> Rows { get; } = rows;

    public void Dispose() => done();
}
