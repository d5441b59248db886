using System.Text.Json;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Staging;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Comparing;

/// <summary>Compares one bucket of orgs, sessions, courses and classes. From a class follow its copy before its people and its row under its school.</summary>
internal sealed class CatalogueBucket(Comparison comparison, int bucket)
{
    private readonly Key partition = RosterKeys.Catalogue(comparison.Roster, bucket);
    private readonly Dictionary<RosterCollection, Dictionary<string, StagedRecord>> records = [];

    internal async Task CompareAsync(IReadOnlyList<StagedRecord> staged, CancellationToken ct)
    {
        foreach (var record in staged)
        {
            var of = records.TryGetValue(record.Collection, out var there) ? there : records[record.Collection] = new(StringComparer.Ordinal);
            comparison.Keep(of, record.Part, record);
            await comparison.CheckReferencesAsync(record, ct);
        }

        for (var collection = RosterCollection.Orgs; collection <= RosterCollection.Classes; collection++)
        {
            var incoming = records.GetValueOrDefault(collection) ?? [];
            switch (comparison.ModeOf(collection))
            {
                case ReadMode.Complete:
                    await CompareAllAsync(collection, incoming, ct);
                    break;
                case ReadMode.Changes:
                    await CompareChangesAsync(collection, incoming, ct);
                    break;
                case ReadMode.Absent:
                    break;
            }
        }
    }

    private async Task CompareAllAsync(RosterCollection collection, Dictionary<string, StagedRecord> incoming, CancellationToken ct)
    {
        var prefix = RosterKeys.Prefix(collection);
        var range = KeyRange.Under(RosterKeys.Row(prefix));
        string? continuation = null;
        do
        {
            var page = await comparison.Store.ReadAsync(partition, range, Comparison.PageRows, continuation, ct);
            foreach (var document in page.Documents)
            {
                var part = document.Row.Value[(prefix.Length + 1)..];
                incoming.Remove(part, out var record);
                await SettleAsync(collection, part, new StoredRow(document), record, ct);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        foreach (var (part, record) in incoming.OrderBy(record => record.Key, StringComparer.Ordinal))
        {
            await SettleAsync(collection, part, null, record, ct);
        }
    }

    private async Task CompareChangesAsync(RosterCollection collection, Dictionary<string, StagedRecord> incoming, CancellationToken ct)
    {
        foreach (var some in incoming.OrderBy(record => record.Key, StringComparer.Ordinal).Chunk(Comparison.ReadsAtOnce))
        {
            var found = await Task.WhenAll(some.Select(record => comparison.Store.FindAsync(partition, RosterKeys.Catalogued(collection, record.Key), ct)));
            foreach (var (record, document) in some.Zip(found))
            {
                await SettleAsync(collection, record.Key, document is null ? null : new StoredRow(document), record.Value, ct);
            }
        }
    }

    private ValueTask SettleAsync(RosterCollection collection, string part, StoredRow? stored, StagedRecord? incoming, CancellationToken ct)
    {
        if (stored is { Envelope.Active: true })
        {
            comparison.Tally.WasActive(collection);
        }

        var settled = Settlement.Of(stored?.Envelope, incoming, comparison.AbsenceEnds(collection), comparison.Ended);
        comparison.Tally.Add(collection, settled.Change, () => incoming?.Id ?? stored!.Envelope.SourcedId());
        if (!comparison.Says(settled))
        {
            return ValueTask.CompletedTask;
        }

        var json = settled.After!.Value.ToJson();
        if (collection is RosterCollection.Classes)
        {
            WriteCopies(part, stored, settled, json);
        }

        if (settled.Writes)
        {
            comparison.Writes.Truth(partition, RosterKeys.Catalogued(collection, part), json, stored?.Revision);
        }

        return comparison.Writes.CompleteAsync(ct);
    }

    private void WriteCopies(string part, StoredRow? stored, Settlement settled, byte[] json)
    {
        comparison.Writes.Derived(comparison.Partitions.Class(part), RosterKeys.Row(part), json);
        var (before, after) = (stored is null ? null : SchoolOf(stored.Envelope), SchoolOf(settled.After!.Value));
        if (after is not null)
        {
            comparison.Writes.Derived(comparison.Partitions.School(after), RosterKeys.SchoolClass(after, part), json);
        }

        if (before is not null && before != after)
        {
            // The class went to another school: at the old one it has ended.
            var left = stored!.Envelope.Active ? stored.Envelope with { Ended = comparison.Ended } : stored.Envelope;
            comparison.Writes.Derived(comparison.Partitions.School(before), RosterKeys.SchoolClass(before, part), left.ToJson());
        }
    }

    private static string? SchoolOf(RowEnvelope row) =>
        JsonSerializer.Deserialize(row.Record.Span, RosterJson.Of<Class>())?.School is { } school && RosterIds.IsUsable(school.Value)
            ? RosterKeys.Part(school.Value)
            : null;
}
