using System.Runtime.CompilerServices;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster;

/// <summary>What a roster says: each question a person waits for is a point read or one partition range.</summary>
public sealed class RosterQueries(IDocumentStore store)
{
    /// <summary>A person by sourcedId, ended or not; null when the roster never had them.</summary>
    public async Task<RosterUserRow?> FindUserAsync(RosterRef roster, SourcedId id, CancellationToken ct) =>
        RosterIds.IsUsable(id.Value) && RosterKeys.Part(id.Value) is var part
            ? (await store.FindAsync(RosterDocuments.User, RosterKeys.People(roster, RosterKeys.BucketOf(part)), RosterKeys.Row(part), ct))?.Value
            : null;

    /// <summary>A class by sourcedId, ended or not; null when the roster never had it.</summary>
    public async Task<RosterClassRow?> FindClassAsync(RosterRef roster, SourcedId id, CancellationToken ct) =>
        RosterIds.IsUsable(id.Value) && RosterKeys.Part(id.Value) is var part
            ? (await store.FindAsync(
                RosterDocuments.Class, RosterKeys.Catalogue(roster, RosterKeys.CatalogueBucketOf(part)), RosterKeys.Catalogued(RosterCollection.Classes, part), ct))?.Value
            : null;

    /// <summary>A class with everyone who ever was in it; null when the roster never had the class. One range.</summary>
    public async Task<RosterClassList?> FindClassListAsync(RosterRef roster, SourcedId id, CancellationToken ct)
    {
        if (!RosterIds.IsUsable(id.Value))
        {
            return null;
        }

        var part = RosterKeys.Part(id.Value);
        RosterClassRow? @class = null;
        var members = new List<RosterMemberRow>();
        await foreach (var row in store.ReadAllAsync(RosterKeys.Classes(roster, RosterKeys.BucketOf(part)), RosterKeys.With(part), ct))
        {
            if (row.Row.Value == part)
            {
                @class = RosterDocuments.Class.Read(row.Json);
            }
            else
            {
                members.Add(RosterDocuments.Member.Read(row.Json));
            }
        }

        return @class is null ? null : new RosterClassList(@class, members);
    }

    /// <summary>A person with every class they ever were in; null when the roster never had the person. One range.</summary>
    public async Task<RosterUserClasses?> FindUserClassesAsync(RosterRef roster, SourcedId id, CancellationToken ct)
    {
        if (!RosterIds.IsUsable(id.Value))
        {
            return null;
        }

        var part = RosterKeys.Part(id.Value);
        RosterUserRow? user = null;
        var classes = new List<RosterEnrollmentRow>();
        await foreach (var row in store.ReadAllAsync(RosterKeys.People(roster, RosterKeys.BucketOf(part)), RosterKeys.With(part), ct))
        {
            if (row.Row.Value == part)
            {
                user = RosterDocuments.User.Read(row.Json);
            }
            else
            {
                classes.Add(RosterDocuments.Enrollment.Read(row.Json));
            }
        }

        return user is null ? null : new RosterUserClasses(user, classes);
    }

    /// <summary>A school's classes, ended ones too. One range, a page at a time.</summary>
    public async IAsyncEnumerable<RosterClassRow> ClassesOfSchoolAsync(RosterRef roster, SourcedId school, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!RosterIds.IsUsable(school.Value))
        {
            yield break;
        }

        var part = RosterKeys.Part(school.Value);
        await foreach (var row in store.ReadAllAsync(
            RosterDocuments.Class, RosterKeys.Schools(roster, RosterKeys.BucketOf(part)), KeyRange.Under(RosterKeys.Row(part)), ct))
        {
            yield return row.Value;
        }
    }

    /// <summary>The sourcedIds of everyone who has a value; two records of one person may both have it. One short range.</summary>
    public async Task<IReadOnlyList<SourcedId>> FindUsersByAsync(RosterRef roster, RosterValue value, CancellationToken ct)
    {
        if (!RosterIds.IsUsable(value.Folded))
        {
            return [];
        }

        var part = RosterKeys.Part(value.Folded);
        var found = new List<SourcedId>();
        await foreach (var row in store.ReadAllAsync(
            RosterDocuments.Key,
            RosterKeys.Values(roster, RosterKeys.BucketOf(part)),
            KeyRange.Under(RosterKeys.Row($"{RosterKeys.Part(value.Kind)}!{part}")),
            ct))
        {
            found.Add(new SourcedId(row.Value.User));
        }

        return found;
    }

    /// <summary>Every class, bucket by bucket: for reports and jobs, never while a person waits.</summary>
    public async IAsyncEnumerable<RosterClassRow> EveryClassAsync(RosterRef roster, [EnumeratorCancellation] CancellationToken ct)
    {
        var range = KeyRange.Under(RosterKeys.Row(RosterKeys.Prefix(RosterCollection.Classes)));
        for (var bucket = 0; bucket < RosterKeys.CatalogueBuckets; bucket++)
        {
            await foreach (var row in store.ReadAllAsync(RosterDocuments.Class, RosterKeys.Catalogue(roster, bucket), range, ct))
            {
                yield return row.Value;
            }
        }
    }
}
