using Integration.Learning.Documents;
using Integration.Learning.Roster.Runs;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Staging;

/// <summary>
/// Reads staged records back, in the order in which they came. What is small is loaded once and kept; of what is large a bucket is loaded at a time, so that
/// memory does not grow with the district.
/// </summary>
internal sealed class StageReader
{
    private const long SmallBytes = 8 * 1024 * 1024;

    private readonly IDocumentStore store;
    private readonly RosterRef roster;
    private readonly string run;
    private readonly HashSet<string> flushes;
    private readonly bool anySpread;
    private readonly ByteBuffers buffers = new();
    private readonly Lazy<Task<List<StagedRecord>[]>> catalogue;
    private readonly Lazy<Task<List<StagedRecord>[]>> people;
    private readonly Lazy<Task<IReadOnlyDictionary<RosterCollection, List<(string Flush, byte[] Data)>>>> apart;

    internal StageReader(IDocumentStore store, RosterRef roster, RunProgress progress, CancellationToken ct)
    {
        (this.store, this.roster, run) = (store, roster, progress.Run);
        flushes = [.. progress.Flushes];
        anySpread = progress.Flushes.Any(flush => !FlushId.IsTogether(flush));
        IsSmall = progress.Staged <= SmallBytes;

        catalogue = new(() => LoadAsync(Collections(ofPeople: false), ct));
        people = new(() => LoadAsync(Collections(ofPeople: true), ct));

        // Of a large run only what stands together is kept, and compressed; there is little of it.
        apart = new(() => LoadTogetherAsync(ct));
    }

    /// <summary>True when all of it is in memory, so that several buckets may be compared at once.</summary>
    internal bool IsSmall { get; }

    /// <summary>The records of one bucket, collection after collection, each in the order in which they came.</summary>
    internal async Task<StagedBucket> ReadAsync(bool ofPeople, int bucket, CancellationToken ct)
    {
        if (IsSmall)
        {
            var buckets = await (ofPeople ? people : catalogue).Value;
            return new StagedBucket(ofPeople && buckets[StageKeys.Everywhere].Count > 0 ? [.. buckets[bucket], .. buckets[StageKeys.Everywhere]] : buckets[bucket]);
        }

        var together = await apart.Value;
        var all = new List<(string Flush, byte[] Data)>();
        foreach (var collection in Collections(ofPeople))
        {
            var chunks = await ChunksAsync(StageKeys.Group(collection, bucket), collection, ct);
            chunks.AddRange(together[collection]);
            if (collection is RosterCollection.Enrollments)
            {
                chunks.AddRange(await ChunksAsync(StageKeys.Group(collection, StageKeys.Everywhere), collection, ct));
            }

            all.AddRange(InOrder(chunks));
        }

        var records = new List<StagedRecord>();
        var buffer = Read(all, to => to == bucket || (ofPeople && to == StageKeys.Everywhere) ? records : null);
        return new StagedBucket(records, () => buffers.Return(buffer));
    }

    private async Task<List<StagedRecord>[]> LoadAsync(RosterCollection[] collections, CancellationToken ct)
    {
        List<StagedRecord>[] buckets = [.. Enumerable.Range(0, StageKeys.BucketsOf(collections[0])).Select(_ => new List<StagedRecord>())];
        foreach (var collection in collections)
        {
            var chunks = await ChunksAsync(StageKeys.Together, collection, ct);
            if (IsSmall && anySpread)
            {
                foreach (var bucket in Enumerable.Range(0, buckets.Length))
                {
                    chunks.AddRange(await ChunksAsync(StageKeys.Group(collection, bucket), collection, ct));
                }
            }

            Read([.. InOrder(chunks)], bucket => buckets[bucket]);
        }

        return buckets;
    }

    private async Task<IReadOnlyDictionary<RosterCollection, List<(string Flush, byte[] Data)>>> LoadTogetherAsync(CancellationToken ct)
    {
        var together = new Dictionary<RosterCollection, List<(string Flush, byte[] Data)>>();
        foreach (var collection in Enum.GetValues<RosterCollection>())
        {
            together[collection] = await ChunksAsync(StageKeys.Together, collection, ct);
        }

        return together;
    }

    // "The last record counts" goes by the order in which the flushes were made.
    private static IEnumerable<(string Flush, byte[] Data)> InOrder(IEnumerable<(string Flush, byte[] Data)> chunks) =>
        chunks.OrderBy(chunk => chunk.Flush, StringComparer.Ordinal);

    // The records lie in the buffer.
    private byte[] Read(IReadOnlyList<(string Flush, byte[] Data)> chunks, Func<int, List<StagedRecord>?> to)
    {
        var buffer = buffers.Rent(chunks.Sum(chunk => StageFormat.LengthOf(chunk.Data)));
        foreach (var chunk in StageFormat.Decompress(chunks.Select(chunk => chunk.Data), buffer))
        {
            foreach (var entry in StageFormat.Entries(chunk))
            {
                to(StageFormat.Head(entry.Span).Bucket)?.Add(StagedRecord.Of(entry));
            }
        }

        return buffer;
    }

    private async Task<List<(string Flush, byte[] Data)>> ChunksAsync(string group, RosterCollection collection, CancellationToken ct)
    {
        var chunks = new List<(string Flush, byte[] Data)>();
        await foreach (var chunk in store.ReadAllAsync(RunDocuments.Stage, RunDocuments.StageGroup(roster, run, group), StageKeys.Chunks(collection), ct))
        {
            var flush = StageKeys.FlushOf(chunk.Row);
            if (flushes.Contains(flush))
            {
                chunks.Add((flush, chunk.Value.Data));
            }
        }

        return chunks;
    }

    private static RosterCollection[] Collections(bool ofPeople) => ofPeople
        ? [RosterCollection.Users, RosterCollection.Enrollments]
        : [RosterCollection.Orgs, RosterCollection.AcademicSessions, RosterCollection.Courses, RosterCollection.Classes];
}

/// <summary>The records of one bucket; they are gone once it is disposed.</summary>
internal sealed class StagedBucket(IReadOnlyList<StagedRecord> records, Action? done = null) : IDisposable
{
    internal IReadOnlyList<StagedRecord> Records { get; } = records;

    public void Dispose() => done?.Invoke();
}
