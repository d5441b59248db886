using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Learning.Work;
using Integration.Tables;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>What teachers typed and have not sent: one row beside the work, which no student's page ever reads.</summary>
internal sealed class ResponseDrafts(IDocumentStore store, TimeProvider clock)
{
    private const int Tries = 12;

    /// <summary>The draft, or null.</summary>
    public async Task<ResponseDraft?> FindAsync(ClassRef @class, WorkId id, CancellationToken ct)
        => (await store.FindAsync(WorkDocuments.ResponseDraft, @class.Partition, WorkKeys.ResponseDraft(id), ct))?.Value;

    /// <summary>Saves what one tab changed; other fields merge, and what it replaced is kept.</summary>
    public async Task<MergedFields> SaveAsync(ClassRef @class, WorkId id, FieldChanges changes, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var found = await store.FindAsync(WorkDocuments.ResponseDraft, @class.Partition, WorkKeys.ResponseDraft(id), ct);
            // A draft that begins again after an answer counts on from what the tab saw, so that no tab ever takes an older revision for a newer one.
            var draft = found?.Value ?? new ResponseDraft { Revision = changes.SeenRevision, Fields = new Dictionary<string, WorkField>() };
            var merged = FieldMerge.Merge(draft.Fields, draft.Revision, changes, clock.GetUtcNow());
            if (merged.Revision == draft.Revision || await PutAsync(@class, id, found, draft with
            {
                Fields = merged.Fields,
                Revision = merged.Revision,
                Replaced = FieldMerge.Keep(draft.Replaced, merged.Replaced),
            }, ct))
            {
                return merged;
            }
        }

        throw new StoreBusyException("The same draft was changed from many places at once.", TimeSpan.FromSeconds(1));
    }

    /// <summary>Takes out what was sent. What another tab typed and nobody sent stays.</summary>
    public async Task SentAsync(ClassRef @class, WorkId id, IReadOnlyDictionary<string, string> sent, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await store.FindAsync(WorkDocuments.ResponseDraft, @class.Partition, WorkKeys.ResponseDraft(id), ct) is not { } found)
            {
                return;
            }

            var rest = found.Value.Fields
                .Where(field => field.Value.Value.Length > 0 && sent.GetValueOrDefault(field.Key) != field.Value.Value.ReplaceLineEndings("\n").Trim())
                .ToDictionary(field => field.Key, field => field.Value);
            var done = rest.Count == 0
                ? (await store.CommitAsync(new Batch(@class.Partition).Delete(found.Row, found.Revision), ct)).Committed
                : await PutAsync(@class, id, found, found.Value with { Fields = rest }, ct);
            if (done)
            {
                return;
            }
        }
    }

    private async Task<bool> PutAsync(ClassRef @class, WorkId id, Stored<ResponseDraft>? found, ResponseDraft draft, CancellationToken ct) => (await store.CommitAsync(
        new Batch(@class.Partition).Put(WorkDocuments.ResponseDraft, WorkKeys.ResponseDraft(id), found, draft), ct)).Committed;
}
