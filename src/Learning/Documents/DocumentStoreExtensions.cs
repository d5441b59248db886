using System.Runtime.CompilerServices;
using Integration.Tables;

namespace Integration.Learning.Documents;

/// <summary>The storage port in terms of document kinds.</summary>
public static class DocumentStoreExtensions
{
    private const int BatchSize = 100;

    /// <summary>Reads one document of a kind, or null.</summary>
    public static async Task<Stored<T>?> FindAsync<T>(this IDocumentStore store, DocumentKind<T> kind, Key partition, Key row, CancellationToken ct)
        where T : class, IDocument
        => await store.FindAsync(partition, row, ct) is { } found ? new Stored<T>(found.Row, kind.Read(found.Json), found.Revision) : null;

    /// <summary>Reads a whole range, a page at a time.</summary>
    public static async IAsyncEnumerable<Stored<T>> ReadAllAsync<T>(
        this IDocumentStore store, DocumentKind<T> kind, Key partition, KeyRange range, [EnumeratorCancellation] CancellationToken ct)
        where T : class, IDocument
    {
        string? continuation = null;
        do
        {
            var page = await store.ReadAsync(partition, range, 1000, continuation, ct);
            foreach (var found in page.Documents)
            {
                yield return new Stored<T>(found.Row, kind.Read(found.Json), found.Revision);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Deletes every row of a partition that nothing is written to any more, batch by batch; stopped half-way, it goes on where it stopped.</summary>
    public static async Task EmptyAsync(this IDocumentStore store, Key partition, CancellationToken ct)
    {
        while (await store.ReadAsync(partition, KeyRange.All, BatchSize, null, ct) is { Documents.Count: > 0 } page)
        {
            var batch = new Batch(partition);
            foreach (var found in page.Documents)
            {
                batch.Delete(found.Row, found.Revision);
            }

            await store.CommitAsync(batch, ct);
        }
    }

    /// <summary>Adds an insert to a batch.</summary>
    public static Batch Insert<T>(this Batch batch, DocumentKind<T> kind, Key row, T value)
        where T : class, IDocument => batch.Insert(row, kind.Write(value));

    /// <summary>Adds a replace of what was read to a batch.</summary>
    public static Batch Replace<T>(this Batch batch, DocumentKind<T> kind, Stored<T> read, T value)
        where T : class, IDocument => batch.Replace(read.Row, kind.Write(value), read.Revision);

    /// <summary>Adds an upsert to a batch.</summary>
    public static Batch Upsert<T>(this Batch batch, DocumentKind<T> kind, Key row, T value)
        where T : class, IDocument => batch.Upsert(row, kind.Write(value));

    /// <summary>Inserts when nothing was read, replaces what was read otherwise: the two halves of optimistic locking.</summary>
    public static Batch Put<T>(this Batch batch, DocumentKind<T> kind, Key row, Stored<T>? read, T value)
        where T : class, IDocument => read is null ? batch.Insert(kind, row, value) : batch.Replace(kind, read, value);
}
