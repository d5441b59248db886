using System.Globalization;
using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Staging;

/// <summary>
/// Where staged chunks lie. Large flushes are spread over the groups of buckets, each a partition, so that a bucket is compared without reading the others;
/// small ones stand together in one partition, so that a change of ten records does not write a hundred chunks.
/// </summary>
internal static class StageKeys
{
    internal const string Together = "all";

    /// <summary>Stands for every bucket of people: ends of enrolments that say nothing but their id.</summary>
    internal const int Everywhere = RosterKeys.Buckets;

    /// <summary>Every partition that a run may have staged into.</summary>
    internal static IEnumerable<string> Groups =>
    [
        Together,
        .. Enumerable.Range(0, RosterKeys.CatalogueBuckets).Select(bucket => Group(RosterCollection.Orgs, bucket)),
        .. Enumerable.Range(0, RosterKeys.Buckets + 1).Select(bucket => Group(RosterCollection.Users, bucket)),
    ];

    internal static int BucketsOf(RosterCollection collection) => IsOfPeople(collection) ? RosterKeys.Buckets + 1 : RosterKeys.CatalogueBuckets;

    internal static bool IsOfPeople(RosterCollection collection) => collection is RosterCollection.Users or RosterCollection.Enrollments;

    internal static string Group(RosterCollection collection, int bucket) =>
        IsOfPeople(collection) ? PeopleGroup(bucket) : "c" + bucket.ToString("x2", CultureInfo.InvariantCulture);

    internal static string PeopleGroup(int bucket) => "p" + bucket.ToString("x2", CultureInfo.InvariantCulture);

    internal static Key Row(RosterCollection collection, string flush, int part) =>
        Key.Of(RosterKeys.Prefix(collection), flush, part.ToString("d4", CultureInfo.InvariantCulture));

    /// <summary>Rows of a first run that follow from others: they stand in the groups of the people, behind what was read of them.</summary>
    internal static Key Derived(string flush, int part) => Key.Of("derived", flush, part.ToString("d4", CultureInfo.InvariantCulture));

    internal static KeyRange AllDerived => KeyRange.Under(Key.Of("derived"));

    internal static KeyRange Chunks(RosterCollection collection) => KeyRange.Under(Key.Of(RosterKeys.Prefix(collection)));

    /// <summary>The flush a chunk belongs to: the second part of its key.</summary>
    internal static string FlushOf(Key row) => row.Value.Split('!')[1];
}

/// <summary>One flush: the epoch of the lease it was made under, its number there, and whether it stands together (<c>a</c>) or is spread (<c>s</c>).</summary>
internal static class FlushId
{
    internal static string Of(int epoch, int number, bool together) =>
        string.Create(CultureInfo.InvariantCulture, $"{epoch:d8}-{number:d6}{(together ? 'a' : 's')}");

    internal static bool IsTogether(string flush) => flush[^1] == 'a';
}
