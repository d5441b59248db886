using System.Text;

namespace Integration.Tables;

/// <summary>
/// The port's own guards, the same on both stores. They stand at the limits of Azure Table storage, so that what works on a laptop
/// works in the cloud; its emulator takes some of what it refuses, and SQLite nearly everything.
/// </summary>
internal static class Limits
{
    internal const int MaxWrites = 100;
    internal const int MaxDocumentBytes = 900 * 1024;
    internal const int MaxRequestBytes = 4 * 1024 * 1024;
    internal const int MaxPage = 1000;

    /// <summary>Azure's limit for one binary property.</summary>
    internal const int MaxPropertyBytes = 64 * 1024;

    // Rounded up from the requests the SDK sends: boundary, part headers, address and write mark of a write; name and type of a property.
    private const int BytesPerRequest = 512;
    private const int BytesPerWrite = 800;
    private const int BytesPerProperty = 48;

    /// <summary>Refuses a batch that one of the stores could not take, and returns its writes as they are now.</summary>
    internal static Write[] Check(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Write[] writes = [.. batch.Writes];
        CheckKey(batch.Partition);
        if (writes.Length is 0 or > MaxWrites)
        {
            throw new ArgumentException($"A batch holds 1 to {MaxWrites} writes; this one has {writes.Length}.", nameof(batch));
        }

        foreach (var write in writes)
        {
            CheckWrite(write);
        }

        CheckRowsDiffer(writes);
        var request = RequestBytes(batch.Partition, writes);
        return request < MaxRequestBytes
            ? writes
            : throw new DocumentTooLargeException(
                $"The batch would be a request of {request / 1024} KiB; it must stay under {MaxRequestBytes / 1024} KiB. Commit fewer documents at a time.");
    }

    /// <summary>Refuses a page size, a key or a range that one of the stores could not take.</summary>
    internal static void CheckRead(Key partition, KeyRange range, int limit, string? continuation)
    {
        CheckKey(partition);
        CheckBound(range.From, nameof(range));
        CheckBound(range.Before, nameof(range));
        CheckBound(continuation, nameof(continuation));
        if (limit is < 1 or > MaxPage)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"A page holds 1 to {MaxPage} documents.");
        }
    }

    /// <summary>Refuses <c>default(Key)</c>; every other key was checked when it was built.</summary>
    internal static void CheckKey(Key key)
    {
        if (key.Value is null)
        {
            throw new ArgumentException("default(Key) names nothing; build keys with Key.Of.", nameof(key));
        }
    }

    /// <summary>The size of a batch as Azure sees it (documents in base64), never less than what the SDK sends.</summary>
    internal static long RequestBytes(Key partition, ReadOnlySpan<Write> writes)
    {
        long total = BytesPerRequest;
        foreach (var write in writes)
        {
            var properties = (write.Json.Length + MaxPropertyBytes - 1) / MaxPropertyBytes;

            // A key stands in the entity as it is and in the address escaped, where each "!" (at most every second character) takes three.
            total += BytesPerWrite + (3 * (partition.Value.Length + write.Row.Value.Length))
                + (properties * (BytesPerProperty + 4)) + (4L * ((write.Json.Length + 2) / 3));
        }

        return total;
    }

    // No message repeats a key: it may hold a person's id, and messages reach the log.
    private static void CheckWrite(Write write)
    {
        CheckKey(write.Row);
        var guarded = write.Kind is WriteKind.Replace or WriteKind.Delete;
        if (guarded && string.IsNullOrEmpty(write.Revision?.Value))
        {
            throw new ArgumentException($"A {write.Kind} names the revision it expects; this one has none.", nameof(write));
        }

        if (write.Kind is WriteKind.Delete)
        {
            return;
        }

        if (write.Json.IsEmpty)
        {
            throw new ArgumentException("A document is not empty.", nameof(write));
        }

        if (write.Json.Length > MaxDocumentBytes)
        {
            throw new DocumentTooLargeException(
                $"The document has {write.Json.Length} bytes of UTF-8; at most {MaxDocumentBytes} ({MaxDocumentBytes / 1024} KiB) fit.");
        }
    }

    private static void CheckRowsDiffer(Write[] writes)
    {
        if (writes.Length == 1)
        {
            return;
        }

        var rows = new HashSet<Key>(writes.Length);
        foreach (var write in writes)
        {
            if (!rows.Add(write.Row))
            {
                throw new ArgumentException("A batch writes a row once; one stands in it twice.", nameof(writes));
            }
        }
    }

    private static void CheckBound(string? bound, string parameter)
    {
        // Only for ASCII do both stores sort alike: one compares UTF-16, the other UTF-8.
        if (bound is not null && (!Ascii.IsValid(bound) || bound.AsSpan().ContainsAnyInRange('\0', ' ')))
        {
            throw new ArgumentException("A range is bounded by escaped keys: ASCII without spaces or control characters.", parameter);
        }
    }
}
