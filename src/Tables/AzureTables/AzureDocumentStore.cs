using Azure;
using Azure.Data.Tables;

namespace Integration.Tables.AzureTables;

/// <summary>The store in Azure: one table, one entity per document.</summary>
internal sealed class AzureDocumentStore(TableClient table) : IDocumentStore
{
    private readonly Lock creation = new();
    private Task? created;

    public async Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct)
    {
        Limits.CheckKey(partition);
        Limits.CheckKey(row);
        try
        {
            await TableAsync(ct).ConfigureAwait(false);
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition.Value, row.Value, cancellationToken: ct).ConfigureAwait(false);
            return found.HasValue ? DocumentEntity.Read(found.Value!) : null;
        }
        catch (RequestFailedException e) when (AzureErrors.Translate(e) is { } told)
        {
            throw told;
        }
    }

    public async Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct)
    {
        Limits.CheckRead(partition, range, limit, continuation);
        try
        {
            await TableAsync(ct).ConfigureAwait(false);
            var pages = table.QueryAsync<TableEntity>(Filter(partition, range, continuation), limit, cancellationToken: ct).AsPages(pageSizeHint: limit);

            // The service may end a page early, even before its first row; such a page says nothing, so the next one is asked for.
            await foreach (var page in pages.ConfigureAwait(false))
            {
                if (page.Values.Count > 0)
                {
                    StoredDocument[] documents = [.. page.Values.Select(DocumentEntity.Read)];
                    return new DocumentPage(documents, page.ContinuationToken is null ? null : documents[^1].Row.Value);
                }
            }

            return new DocumentPage([], null);
        }
        catch (RequestFailedException e) when (AzureErrors.Translate(e) is { } told)
        {
            throw told;
        }
    }

    public async Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
    {
        var writes = Limits.Check(batch);
        var mark = Guid.NewGuid();
        var attempts = new Attempts();
        try
        {
            await TableAsync(ct).ConfigureAwait(false);
            using (ShortRetryPolicy.Watch(attempts))
            {
                return writes.Length == 1
                    ? await SendOneAsync(Action(batch.Partition, writes[0], mark), ct).ConfigureAwait(false)
                    : await SendAllAsync([.. writes.Select(write => Action(batch.Partition, write, mark))], ct).ConfigureAwait(false);
            }
        }
        catch (RequestFailedException e)
        {
            var ambiguous = attempts.Repeated || AzureErrors.IsAmbiguous(e);
            if (ambiguous && await FindOwnAsync(batch.Partition, writes, mark, ct).ConfigureAwait(false) is { } own)
            {
                return own;
            }

            if (AzureErrors.Refusal(e) is { } reason)
            {
                return new CommitResult([], new Conflict((e as TableTransactionFailedException)?.FailedTransactionActionIndex ?? 0, reason));
            }

            if (AzureErrors.Translate(e) is { } told)
            {
                throw told;
            }

            throw;
        }
    }

    /// <summary>One write needs no transaction: a plain request is smaller and cheaper, and atomic as well.</summary>
    private async Task<CommitResult> SendOneAsync(TableTransactionAction action, CancellationToken ct)
    {
        var response = await (action.ActionType switch
        {
            TableTransactionActionType.Add => table.AddEntityAsync(action.Entity, ct),
            TableTransactionActionType.UpdateReplace => table.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Replace, ct),
            TableTransactionActionType.UpsertReplace => table.UpsertEntityAsync(action.Entity, TableUpdateMode.Replace, ct),
            _ => table.DeleteEntityAsync(action.Entity.PartitionKey, action.Entity.RowKey, action.ETag, ct),
        }).ConfigureAwait(false);

        // The SDK takes "not found" for a successful delete; the port does not.
        return response.Status == 404
            ? new CommitResult([], new Conflict(0, ConflictReason.NotFound))
            : new CommitResult([RevisionOf(action, response)], null);
    }

    private async Task<CommitResult> SendAllAsync(TableTransactionAction[] actions, CancellationToken ct)
    {
        var responses = await table.SubmitTransactionAsync(actions, ct).ConfigureAwait(false);
        return new CommitResult([.. actions.Zip(responses.Value, RevisionOf)], null);
    }

    /// <summary>
    /// After a lost answer the repeated request meets its own first attempt and is refused by it. The mark tells: a row that carries it proves the
    /// whole batch is in, because batches are atomic. A row written over since then has no revision to give, so its next writer is told to read again.
    /// </summary>
    private async Task<CommitResult?> FindOwnAsync(Key partition, Write[] writes, Guid mark, CancellationToken ct)
    {
        var revisions = new Revision[writes.Length];
        var own = false;
        try
        {
            for (var i = 0; i < writes.Length; i++)
            {
                if (writes[i].Kind is WriteKind.Delete)
                {
                    continue;
                }

                var found = await table.GetEntityIfExistsAsync<TableEntity>(
                    partition.Value, writes[i].Row.Value, [DocumentEntity.WriteMark], ct).ConfigureAwait(false);
                var carriesMark = found.HasValue && found.Value!.GetGuid(DocumentEntity.WriteMark) == mark;
                own |= carriesMark;
                revisions[i] = carriesMark ? DocumentEntity.ToRevision(found.Value!.ETag) : DocumentEntity.Superseded;
            }
        }
        catch (RequestFailedException e) when (AzureErrors.Translate(e) is { } told)
        {
            throw told;
        }

        return own ? new CommitResult(revisions, null) : null;
    }

    /// <summary>Makes the table on first use, once; a failed attempt is tried again by the next caller.</summary>
    private Task TableAsync(CancellationToken ct)
    {
        lock (creation)
        {
            if (created is null or { IsFaulted: true } or { IsCanceled: true })
            {
                created = table.CreateIfNotExistsAsync(CancellationToken.None);
            }

            return created.IsCompletedSuccessfully ? Task.CompletedTask : created.WaitAsync(ct);
        }
    }

    private static TableTransactionAction Action(Key partition, Write write, Guid mark)
    {
        var entity = DocumentEntity.Of(partition, write, mark);
        return write.Kind switch
        {
            WriteKind.Insert => new(TableTransactionActionType.Add, entity),
            WriteKind.Replace => new(TableTransactionActionType.UpdateReplace, entity, DocumentEntity.ToETag(write.Revision)),
            WriteKind.Upsert => new(TableTransactionActionType.UpsertReplace, entity),
            WriteKind.Delete => new(TableTransactionActionType.Delete, entity, DocumentEntity.ToETag(write.Revision)),
            _ => throw new InvalidOperationException($"Unknown write {write.Kind}."),
        };
    }

    private static Revision RevisionOf(TableTransactionAction action, Response response) =>
        action.ActionType is TableTransactionActionType.Delete ? default : DocumentEntity.ToRevision(response.Headers.ETag!.Value);

    private static string Filter(Key partition, KeyRange range, string? continuation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition.Value}");
        if (continuation is not null && string.CompareOrdinal(continuation, range.From) >= 0)
        {
            filter += " and " + TableClient.CreateQueryFilter($"RowKey gt {continuation}");
        }
        else if (range.From is not null)
        {
            filter += " and " + TableClient.CreateQueryFilter($"RowKey ge {range.From}");
        }

        return range.Before is null ? filter : filter + " and " + TableClient.CreateQueryFilter($"RowKey lt {range.Before}");
    }
}
