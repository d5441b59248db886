using System.Collections.Concurrent;
using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>The records that a query means, for one day of a district. Pages of a plain read cost their own records only; the size of a filtered read is counted once.</summary>
internal sealed class Selections(ISisDistrict district)
{
    private const int MostKept = 200;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public ISisDistrict District => district;

    /// <summary>One page, and how many records there are in all.</summary>
    public (IEnumerable<SisRecord> Page, int Total) Of(RosterRoute route, RosterQuery query, SisVersion version)
    {
        var filter = query.Filter is { IsAllLive: true } ? null : query.Filter;
        if (route.Part is null && filter is null && query.Sort is null)
        {
            return (district.Live(route.Collection, query.Offset).Take(query.Limit), district.Count(route.Collection));
        }

        var matches = Candidates(route.Collection, filter).Where(r => route.Part?.Invoke(r) != false && filter?.Matches(r, version) != false);
        if (query.Sort is { } sort)
        {
            var sorted = Sorted(matches, sort, query.Descending, version).ToList();
            return (sorted.Skip(query.Offset).Take(query.Limit), sorted.Count);
        }

        var key = $"{route.Name}|{version}|{query.FilterText}";
        if (_counts.Count > MostKept)
        {
            _counts.Clear();
        }

        return (matches.Skip(query.Offset).Take(query.Limit), _counts.GetOrAdd(key, _ => matches.Count()));
    }

    private IEnumerable<SisRecord> Candidates(SisCollection collection, RosterFilter? filter) =>
        filter?.Since is { } since ? district.Changed(collection, since)
        : filter?.SeesEnded == true ? district.Changed(collection, DateTimeOffset.MinValue)
        : district.Live(collection);

    private static IOrderedEnumerable<SisRecord> Sorted(IEnumerable<SisRecord> records, string sort, bool descending, SisVersion version)
    {
        string KeyOf(SisRecord r) => MemberValues.Of(RecordForm.Of(r, version), sort).Select(MemberValues.Write).FirstOrDefault() ?? "";

        return descending ? records.OrderByDescending(KeyOf, StringComparer.Ordinal) : records.OrderBy(KeyOf, StringComparer.Ordinal);
    }
}
