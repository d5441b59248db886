using System.Collections.Concurrent;
using System.Text;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Staging;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Comparing;

/// <summary>
/// Which orgs, sessions, courses and classes there are, for the check of references. What was read is remembered as 64 bits an id (a meeting of two costs one
/// warning); where only changes were read the store is asked, once an id.
/// </summary>
internal sealed class KnownIds
{
    private readonly IDocumentStore store;
    private readonly RosterRef roster;
    private readonly RunProgress progress;
    private readonly IReadOnlyDictionary<RosterCollection, long> active;
    private readonly Dictionary<RosterCollection, HashSet<ulong>> read = [];
    private readonly ConcurrentDictionary<(RosterCollection Collection, ulong Id), bool> stored = new();

    private KnownIds(IDocumentStore store, RosterRef roster, RunProgress progress, IReadOnlyDictionary<RosterCollection, long> active) =>
        (this.store, this.roster, this.progress, this.active) = (store, roster, progress, active);

    internal static async Task<KnownIds> ReadAsync(
        IDocumentStore store, RosterRef roster, RunProgress progress, IReadOnlyDictionary<RosterCollection, long> active, StageReader stage, CancellationToken ct)
    {
        var known = new KnownIds(store, roster, progress, active);
        for (var bucket = 0; bucket < RosterKeys.CatalogueBuckets; bucket++)
        {
            using var staged = await stage.ReadAsync(ofPeople: false, bucket, ct);
            foreach (var record in staged.Records)
            {
                var ids = known.read.TryGetValue(record.Collection, out var there) ? there : known.read[record.Collection] = [];
                _ = record.Deleted ? ids.Remove(Mark(record.Part)) : ids.Add(Mark(record.Part));
            }
        }

        return known;
    }

    /// <summary>True when it is there, and when nobody can know because the source has none of that collection; null where the store has to be asked.</summary>
    internal bool? Has(RosterCollection collection, ReadOnlySpan<byte> part) =>
        read.TryGetValue(collection, out var ids) && ids.Contains(Mark(part)) ? true : progress.Modes.GetValueOrDefault(collection, ReadMode.Absent) switch
        {
            ReadMode.Complete => false,
            ReadMode.Absent when active.GetValueOrDefault(collection) == 0 => true,
            _ => null,
        };

    /// <summary>Asks the store whether it is there.</summary>
    internal async ValueTask<bool> AskAsync(RosterCollection collection, string part, CancellationToken ct)
    {
        var mark = Mark(part);
        if (!stored.TryGetValue((collection, mark), out var found))
        {
            var row = await store.FindAsync(
                RosterKeys.Catalogue(roster, RosterKeys.CatalogueBucketOf(part)), RosterKeys.Catalogued(collection, part), ct);
            found = stored[(collection, mark)] = row is not null && RowEnvelope.Of(row).Active;
        }

        return found;
    }

    private static ulong Mark(string part)
    {
        Span<byte> ascii = stackalloc byte[part.Length];
        return Mark(ascii[..Encoding.ASCII.GetBytes(part, ascii)]);
    }

    // FNV-1a: it never leaves this process, and one comes with every reference of every record.
    private static ulong Mark(ReadOnlySpan<byte> part)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in part)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }
}
