using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Integration.Tables;

namespace Integration.Learning.Roster.Rows;

/// <summary>
/// A row as the comparison sees it: hash, end and record, as slices of the stored bytes. A million rows are compared and written without one of them
/// becoming an object; a test holds that the bytes are those the kind itself would write.
/// </summary>
internal readonly record struct RowEnvelope(ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte> Ended, ReadOnlyMemory<byte> Record)
{
    private const int HashBytes = 16;

    /// <summary>True while the SIS has it.</summary>
    internal bool Active => Ended.IsEmpty;

    /// <summary>The hash of a record's content, as it stands in a row.</summary>
    internal static byte[] HashOf(ReadOnlySpan<byte> record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record, hash);
        var text = new byte[Base64Url.GetEncodedLength(HashBytes)];
        Base64Url.EncodeToUtf8(hash[..HashBytes], text);
        return text;
    }

    /// <summary>A moment as it stands in a row, quotes included.</summary>
    internal static ReadOnlyMemory<byte> Moment(DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(at, RosterRowJson.Default.DateTimeOffset);

    /// <summary>Takes a stored row apart.</summary>
    internal static RowEnvelope Of(StoredDocument stored)
    {
        var json = stored.Json;
        var reader = new Utf8JsonReader(json.Span);
        ReadOnlyMemory<byte> hash = default, ended = default, record = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("v"u8))
            {
                reader.Read();
                if (reader.GetInt32() != 1)
                {
                    throw new InvalidDataException("A stored roster row was written by a newer release.");
                }
            }
            else if (reader.ValueTextEquals("hash"u8))
            {
                hash = Value(ref reader, json)[1..^1];
            }
            else if (reader.ValueTextEquals("ended"u8))
            {
                ended = Value(ref reader, json);
            }
            else if (reader.ValueTextEquals("record"u8))
            {
                record = Value(ref reader, json);
            }
            else
            {
                reader.Skip();
            }
        }

        return new RowEnvelope(hash, ended, record);
    }

    /// <summary>Puts a row together, for a member with the person.</summary>
    internal byte[] ToJson(ReadOnlySpan<byte> person = default)
    {
        var length = Start.Length + Hash.Length + 1 + Before(Ended.Span, EndedName) + Before(Record.Span, RecordName) + Before(person, PersonName) + 1;
        var json = new byte[length];
        var rest = json.AsSpan();
        Put(ref rest, Start);
        Put(ref rest, Hash.Span);
        Put(ref rest, "\""u8);
        Put(ref rest, EndedName, Ended.Span);
        Put(ref rest, RecordName, Record.Span);
        Put(ref rest, PersonName, person);
        Put(ref rest, "}"u8);
        return json;
    }

    /// <summary>The sourcedId of the record.</summary>
    internal string SourcedId()
    {
        var reader = new Utf8JsonReader(Record.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("sourcedId"u8);
            reader.Read();
            if (found)
            {
                return reader.GetString() ?? "";
            }

            reader.Skip();
        }

        return "";
    }

    private static ReadOnlySpan<byte> Start => "{\"v\":1,\"hash\":\""u8;

    private static ReadOnlySpan<byte> EndedName => ",\"ended\":"u8;

    private static ReadOnlySpan<byte> RecordName => ",\"record\":"u8;

    private static ReadOnlySpan<byte> PersonName => ",\"person\":"u8;

    private static int Before(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name) => value.IsEmpty ? 0 : name.Length + value.Length;

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            Put(ref rest, name);
            Put(ref rest, value);
        }
    }

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
