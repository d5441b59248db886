using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Staging;

/// <summary>
/// Staged bytes. An entry is its length, collection, flags, bucket, id, references and content; a chunk is some entries, compressed. The content is written
/// once, when it is read from the source, and from there on only copied.
/// </summary>
internal sealed class StageFormat
{
    /// <summary>No real record comes near; a stored row has room for three times as much.</summary>
    internal const int MostContent = 256 * 1024;

    /// <summary>So much uncompressed is a chunk, so that even what does not compress fits in a document.</summary>
    internal const int ChunkBytes = 512 * 1024;

    private const byte DeletedFlag = 1;
    private readonly ArrayBufferWriter<byte> header = new(1024);
    private readonly ArrayBufferWriter<byte> content = new(4096);
    private readonly Utf8JsonWriter json;

    internal StageFormat() => json = new Utf8JsonWriter(content, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Writes a record into the buffer that <paramref name="to"/> chooses by bucket, and says how long it became; 0 when it is too large.</summary>
    internal int Write(RosterRecord record, Func<int, ArrayBufferWriter<byte>> to)
    {
        content.ResetWrittenCount();
        json.Reset(content);
        WriteContent(record);
        json.Flush();
        if (content.WrittenCount > MostContent)
        {
            return 0;
        }

        var bucket = BucketOf(record);
        header.ResetWrittenCount();
        Put([(byte)record.Collection, record.ToBeDeleted ? DeletedFlag : (byte)0, (byte)bucket]);
        Put(record.SourcedId.Value);
        var references = StagedReference.Of(record).Take(byte.MaxValue).ToList();
        Put([(byte)references.Count]);
        foreach (var reference in references)
        {
            Put([(byte)reference.Collection]);
            Put(reference.Id);
        }

        var buffer = to(bucket);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), header.WrittenCount + content.WrittenCount);
        buffer.Advance(sizeof(int));
        buffer.Write(header.WrittenSpan);
        buffer.Write(content.WrittenSpan);
        return sizeof(int) + header.WrittenCount + content.WrittenCount;
    }

    /// <summary>False for the end of an enrolment that says neither whose it was nor where.</summary>
    internal static bool HasPlace(RosterRecord record) =>
        record is not Enrollment enrollment || (RosterIds.IsUsable(enrollment.User.Value) && RosterIds.IsUsable(enrollment.Class.Value));

    /// <summary>The bucket a record is compared in: an enrolment goes with its person, and the end of one without a person into every bucket.</summary>
    internal static int BucketOf(RosterRecord record) => record switch
    {
        _ when !HasPlace(record) => StageKeys.Everywhere,
        User => RosterKeys.BucketOf(RosterKeys.Part(record.SourcedId.Value)),
        Enrollment enrollment => RosterKeys.BucketOf(RosterKeys.Part(enrollment.User.Value)),
        _ => RosterKeys.CatalogueBucketOf(RosterKeys.Part(record.SourcedId.Value)),
    };

    /// <summary>Cuts a buffer into chunks between entries.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> entries)
    {
        var (start, end) = (0, 0);
        while (end < entries.Length)
        {
            var next = end + sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(entries.Span[end..]);
            if (next - start > ChunkBytes && end > start)
            {
                yield return entries[start..end];
                start = end;
            }

            end = next;
        }

        if (end > start)
        {
            yield return entries[start..end];
        }
    }

    internal static byte[] Compress(ReadOnlySpan<byte> entries)
    {
        using var compressed = new MemoryStream(entries.Length / 4);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(entries);
        }

        return compressed.ToArray();
    }

    internal static byte[] Decompress(byte[] data)
    {
        // gzip says at its end how long it becomes; a chunk is far from where that number would begin again.
        var entries = GC.AllocateUninitializedArray<byte>(BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(^sizeof(int))));
        using var gzip = new GZipStream(new MemoryStream(data), CompressionMode.Decompress);
        gzip.ReadExactly(entries);
        return entries;
    }

    /// <summary>Reads the entries of a chunk whose bucket is wanted.</summary>
    internal static void Read(ReadOnlyMemory<byte> entries, Func<int, List<StagedRecord>?> to)
    {
        while (!entries.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(entries.Span);
            var entry = entries.Slice(sizeof(int), length);
            entries = entries[(sizeof(int) + length)..];
            if (to(entry.Span[2]) is { } wanted)
            {
                wanted.Add(ReadEntry(entry));
            }
        }
    }

    private static StagedRecord ReadEntry(ReadOnlyMemory<byte> entry)
    {
        var rest = entry.Span;
        var (collection, flags) = ((RosterCollection)rest[0], rest[1]);
        rest = rest[3..];
        var id = Text(ref rest);
        var references = new StagedReference[rest[0]];
        rest = rest[1..];
        for (var i = 0; i < references.Length; i++)
        {
            var to = (RosterCollection)rest[0];
            rest = rest[1..];
            references[i] = new StagedReference(to, Text(ref rest));
        }

        return new StagedRecord(collection, flags == DeletedFlag, id, references, entry[^rest.Length..]);
    }

    private void WriteContent(RosterRecord record)
    {
        switch (record)
        {
            case Org org:
                JsonSerializer.Serialize(json, org, Json<Org>.Info);
                break;
            case AcademicSession session:
                JsonSerializer.Serialize(json, session, Json<AcademicSession>.Info);
                break;
            case Course course:
                JsonSerializer.Serialize(json, course, Json<Course>.Info);
                break;
            case Class @class:
                JsonSerializer.Serialize(json, @class, Json<Class>.Info);
                break;
            case User user:
                JsonSerializer.Serialize(json, user, Json<User>.Info);
                break;
            case Enrollment enrollment:
                JsonSerializer.Serialize(json, enrollment, Json<Enrollment>.Info);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record));
        }
    }

    private void Put(ReadOnlySpan<byte> bytes) => header.Write(bytes);

    private void Put(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteUInt16LittleEndian(header.GetSpan(sizeof(ushort)), (ushort)length);
        header.Advance(sizeof(ushort));
        Encoding.UTF8.GetBytes(text, header);
    }

    private static string Text(ref ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        var text = Encoding.UTF8.GetString(rest.Slice(sizeof(ushort), length));
        rest = rest[(sizeof(ushort) + length)..];
        return text;
    }

    private static class Json<T>
    {
        internal static readonly JsonTypeInfo<T> Info = RosterJson.Of<T>();
    }
}
