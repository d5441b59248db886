using System.Runtime.CompilerServices;

namespace Integration.Tables;

/// <summary>Short forms of the port that every feature wants.</summary>
public static class DocumentStoreExtensions
{
    private const int PageSize = 250;

    /// <summary>Reads a whole range in key order, page by page; memory holds one page.</summary>
    public static async IAsyncEnumerable<StoredDocument> ReadAllAsync(
        this IDocumentStore store, Key partition, KeyRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(partition, range, PageSize, continuation, ct);
            foreach (var document in page.Documents)
            {
                yield return document;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Inserts one document; false when the row is there already.</summary>
    public static async Task<bool> InsertAsync(this IDocumentStore store, Key partition, Key row, ReadOnlyMemory<byte> json, CancellationToken ct) =>
        (await store.CommitAsync(new Batch(partition).Insert(row, json), ct)).Committed;

    /// <summary>Replaces one document and returns its new revision, or null when it is gone or no longer at <paramref name="revision"/>.</summary>
    public static async Task<Revision?> ReplaceAsync(
        this IDocumentStore store, Key partition, Key row, ReadOnlyMemory<byte> json, Revision revision, CancellationToken ct)
    {
        var result = await store.CommitAsync(new Batch(partition).Replace(row, json, revision), ct);
        return result.Committed ? result.Revisions[0] : null;
    }

    /// <summary>Writes one document whether or not it is there; only for rows that are derived or idempotent.</summary>
    public static Task UpsertAsync(this IDocumentStore store, Key partition, Key row, ReadOnlyMemory<byte> json, CancellationToken ct) =>
        store.CommitAsync(new Batch(partition).Upsert(row, json), ct);
}
