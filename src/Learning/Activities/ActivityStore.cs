using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Activities;

/// <summary>Definitions of a district. One partition per district; a row per (id, version) never changes, so it is kept in memory once read.</summary>
public sealed class ActivityStore(IDocumentStore store)
{
    private const int CacheLimit = 10_000;

    // As many as other courses with a copy of the link may have made.
    private const int MostVersions = 200;

    private static readonly DocumentKind<ActivityDefinition> Kind = ActivityDocuments.Definition;
    private readonly ConcurrentDictionary<(DistrictId, string, int), ActivityDefinition> cache = new();

    /// <summary>The definition, or null when this district has none by that id and version.</summary>
    public async ValueTask<ActivityDefinition?> FindAsync(DistrictId district, string id, int version, CancellationToken ct)
    {
        if (cache.TryGetValue((district, id, version), out var known))
        {
            return known;
        }

        var found = await store.FindAsync(Kind, Partition(district), Row(id, version), ct);
        return found is null ? null : Remember(district, found.Value);
    }

    /// <summary>Stores a definition unless this (id, version) is there already, and gives the one that is stored.</summary>
    public async Task<ActivityDefinition> AddAsync(DistrictId district, ActivityDefinition definition, CancellationToken ct)
    {
        var row = Row(definition.Id, definition.Version);
        var added = await store.CommitAsync(new Batch(Partition(district)).Insert(Kind, row, definition), ct);
        return added.Committed
            ? Remember(district, definition)
            : await FindAsync(district, definition.Id, definition.Version, ct) ?? throw new InvalidOperationException("A definition vanished.");
    }

    /// <summary>
    /// Stores a changed definition under the next number. A number that another course's copy took already is passed over, for versions never change; the very same
    /// definition is not stored twice.
    /// </summary>
    public async Task<ActivityDefinition> AddNextAsync(DistrictId district, ActivityDefinition changed, CancellationToken ct)
    {
        for (var version = changed.Version + 1; version <= changed.Version + MostVersions; version++)
        {
            var mine = changed with { Version = version };
            if (ActivityDocuments.AreSame(await AddAsync(district, mine, ct), mine))
            {
                return mine;
            }
        }

        throw new InvalidOperationException("An activity has too many versions.");
    }

    private static Key Partition(DistrictId district) => Key.Of("activities", district.Value);

    // Ten digits keep the versions of one activity in order.
    private static Key Row(string id, int version) => Key.Of("activity", id, version.ToString("D10", System.Globalization.CultureInfo.InvariantCulture));

    private ActivityDefinition Remember(DistrictId district, ActivityDefinition definition)
    {
        if (cache.Count >= CacheLimit)
        {
            cache.Clear();
        }

        cache[(district, definition.Id, definition.Version)] = definition;
        return definition;
    }
}

/// <summary>The kind of document an activity is.</summary>
public static class ActivityDocuments
{
    /// <summary>Definitions.</summary>
    public static readonly DocumentKind<ActivityDefinition> Definition =
        new("activity", 1, ActivityJson.Default.ActivityDefinition, DataClass.Configuration, Subject.Nobody, Retention.District);

    /// <summary>All of these.</summary>
    public static IReadOnlyList<DocumentKind> All { get; } = [Definition];

    /// <summary>True when both say the same.</summary>
    internal static bool AreSame(ActivityDefinition one, ActivityDefinition other) => Definition.Write(one).Span.SequenceEqual(Definition.Write(other).Span);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivityDefinition))]
internal sealed partial class ActivityJson : JsonSerializerContext;
