namespace Integration.Tables;

/// <summary>
/// Partitioned JSON documents: the whole port. It offers what Azure Table storage is good at and nothing else: point reads, ordered reads of one
/// partition, and all-or-nothing batches within one partition. Both adapters pass the same contract tests.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Reads one document, or null when there is none.</summary>
    /// <exception cref="StoreBusyException">The store asked us to come back later (429 or 503).</exception>
    Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct);

    /// <summary>Reads up to <paramref name="limit"/> documents (1 to 1000) of one partition in ordinal key order.</summary>
    /// <param name="partition">The partition to read.</param>
    /// <param name="range">The rows wanted.</param>
    /// <param name="limit">The page size.</param>
    /// <param name="continuation"><see cref="DocumentPage.Continuation"/> of the page before, or null for the first page.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct);

    /// <summary>
    /// Commits a batch: all of it or nothing. A refusal (already there, stale, gone) is a result; an acknowledged batch survives a killed process.
    /// </summary>
    /// <exception cref="DocumentTooLargeException">A document is over 900 KiB, or the batch over 4 MiB.</exception>
    /// <exception cref="StoreBusyException">The store asked us to come back later (429 or 503).</exception>
    Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct);
}

/// <summary>A document as the store holds it. <see cref="Json"/> is UTF-8.</summary>
public sealed record StoredDocument(Key Row, ReadOnlyMemory<byte> Json, Revision Revision);

/// <summary>
/// One page of a partition range: at most as long as asked, shorter where documents are large, empty only when it is the last.
/// <see cref="Continuation"/> is null on the last page and opaque otherwise.
/// </summary>
public sealed record DocumentPage(IReadOnlyList<StoredDocument> Documents, string? Continuation);

/// <summary>The store's mark of one version of a document (an ETag); equal marks mean the same version.</summary>
public readonly record struct Revision(string Value);

/// <summary>Why a batch was refused, and which of its writes (by index) was the cause.</summary>
public sealed record Conflict(int Index, ConflictReason Reason);

/// <summary>What stood in the way of a write.</summary>
public enum ConflictReason
{
    /// <summary>An insert found the row there already.</summary>
    AlreadyExists,

    /// <summary>A replace or delete named a revision that is no longer the current one.</summary>
    Stale,

    /// <summary>A replace or delete found no row.</summary>
    NotFound,
}

/// <summary>The outcome of a batch: the new revision of each write in order (default for deletes), or the conflict that stopped all of it.</summary>
public sealed record CommitResult(IReadOnlyList<Revision> Revisions, Conflict? Conflict)
{
    /// <summary>True when every write of the batch is stored.</summary>
    public bool Committed => Conflict is null;
}
