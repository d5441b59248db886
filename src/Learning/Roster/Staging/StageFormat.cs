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

    /// <summary>An entry begins with collection, flags and bucket, a byte each.</summary>
    internal const int HeadBytes = 3;

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
        var references = StagedReferences.Of(record).Take(byte.MaxValue).ToList();
        Put([(byte)references.Count]);
        foreach (var (collection, id) in references)
        {
            Put([(byte)collection]);
            Put(RosterKeys.Part(id));
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

    /// <summary>How long a chunk becomes: gzip says it at its end, and a chunk is far from where that number would begin again.</summary>
    internal static int LengthOf(byte[] data) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(^sizeof(int)));

    /// <summary>Unpacks chunks into one buffer that has room for all of them, and gives each.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Decompress(IEnumerable<byte[]> chunks, Memory<byte> into)
    {
        foreach (var data in chunks)
        {
            var entries = into[..LengthOf(data)];
            using (var gzip = new GZipStream(new MemoryStream(data), CompressionMode.Decompress))
            {
                gzip.ReadExactly(entries.Span);
            }

            yield return entries;
            into = into[entries.Length..];
        }
    }

    /// <summary>The entries of a chunk.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Entries(ReadOnlyMemory<byte> chunk)
    {
        while (!chunk.IsEmpty)
        {
            var end = sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(chunk.Span);
            yield return chunk[sizeof(int)..end];
            chunk = chunk[end..];
        }
    }

    internal static (RosterCollection Collection, bool Deleted, int Bucket) Head(ReadOnlySpan<byte> entry) => ((RosterCollection)entry[0], entry[1] == DeletedFlag, entry[2]);

    /// <summary>Takes a text with its length before it.</summary>
    internal static ReadOnlySpan<byte> TakeText(ReadOnlySpan<byte> from, out ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(from);
        rest = from[(sizeof(ushort) + length)..];
        return from.Slice(sizeof(ushort), length);
    }

    /// <summary>Takes a text with its length before it.</summary>
    internal static (ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Behind) TakeText(ReadOnlyMemory<byte> from)
    {
        var end = sizeof(ushort) + BinaryPrimitives.ReadUInt16LittleEndian(from.Span);
        return (from[sizeof(ushort)..end], from[end..]);
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

    private static class Json<T>
    {
        internal static readonly JsonTypeInfo<T> Info = RosterJson.Of<T>();
    }
}
