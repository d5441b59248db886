using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Integration.Tables.AzureTables;

/// <summary>
/// How a document stands in a table: its UTF-8 in binary properties <c>d0</c>, <c>d1</c>, ... of at most 64 KiB each, and in <c>w</c> the mark of the
/// write that put it there.
/// </summary>
internal static class DocumentEntity
{
    internal const string WriteMark = "w";

    private const int MaxParts = (Limits.MaxDocumentBytes + Limits.MaxPropertyBytes - 1) / Limits.MaxPropertyBytes;
    private static readonly string[] Parts = [.. Enumerable.Range(0, MaxParts).Select(i => "d" + i.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Has the form of a revision and is older than any row, so it matches none.</summary>
    private static readonly ETag NoRow = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    internal static Revision Superseded => ToRevision(NoRow);

    internal static TableEntity Of(Key partition, Write write, Guid mark)
    {
        var entity = new TableEntity(partition.Value, write.Row.Value);
        if (write.Kind is WriteKind.Delete)
        {
            return entity;
        }

        entity[WriteMark] = mark;
        var rest = write.Json;
        for (var i = 0; !rest.IsEmpty; i++)
        {
            var part = rest[..Math.Min(rest.Length, Limits.MaxPropertyBytes)];
            entity[Parts[i]] = BinaryData.FromBytes(part);
            rest = rest[part.Length..];
        }

        return entity;
    }

    internal static StoredDocument Read(TableEntity entity) =>
        new(Key.FromStored(entity.RowKey), Json(entity), ToRevision(entity.ETag));

    internal static Revision ToRevision(ETag etag) => new(etag.ToString());

    /// <summary>
    /// The condition for a write. Text that is no revision of ours (<c>*</c> above all, which Azure reads as "any") is sent as one that matches nothing,
    /// so that it is refused as stale and not obeyed.
    /// </summary>
    internal static ETag ToETag(Revision? revision) =>
        revision is { Value: ['W', '/', '"', 'd', .., '\'', '"'] text } && !text.AsSpan().ContainsAnyExceptInRange('!', '~') ? new ETag(text) : NoRow;

    private static ReadOnlyMemory<byte> Json(TableEntity entity)
    {
        var first = entity.GetBinary(Parts[0]);
        if (!entity.ContainsKey(Parts[1]))
        {
            return first;
        }

        using var whole = new MemoryStream();
        foreach (var name in Parts.TakeWhile(entity.ContainsKey))
        {
            whole.Write(entity.GetBinary(name));
        }

        return whole.ToArray();
    }
}
