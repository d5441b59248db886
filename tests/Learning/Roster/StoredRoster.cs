using System.Text;
using System.Text.Json;
using Integration.Learning.Documents;
using Integration.Learning.Roster;
using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Tests.Learning.Roster;

/// <summary>A roster as lines of text: as it should be, as it is, and every row of it.</summary>
internal static class StoredRoster
{
    /// <summary>What a roster that was told these records must say.</summary>
    internal static List<string> Expected(IEnumerable<RosterRecord> told)
    {
        var records = told.Where(record => !record.ToBeDeleted).ToList();
        var users = records.OfType<User>().ToDictionary(user => user.SourcedId);
        var lines = records.Where(record => record is not Enrollment).Select(record => $"{record.Collection} {Text(record)}").ToList();
        lines.AddRange(records.OfType<Class>().Select(@class => $"head {Text(@class)}"));
        lines.AddRange(records.OfType<Class>().Where(@class => @class.School is not null).Select(@class => $"school {@class.School} {Text(@class)}"));
        lines.AddRange(records.OfType<Enrollment>().Select(enrollment => $"of {enrollment.User} {Text(enrollment)}"));
        lines.AddRange(records.OfType<Enrollment>().Select(enrollment =>
            $"in {enrollment.Class} {Text(enrollment)} {(users.TryGetValue(enrollment.User, out var user) ? Person(user) : null)}"));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>What the roster says now: active rows only, whoever is in a class by their name.</summary>
    internal static async Task<List<string>> ActiveAsync(IDocumentStore store, RosterRef roster, CancellationToken ct)
    {
        var lines = new List<string>();
        for (var bucket = 0; bucket < RosterKeys.Buckets; bucket++)
        {
            await foreach (var row in store.ReadAllAsync(RosterKeys.People(roster, bucket), KeyRange.All, ct))
            {
                Add(lines, row, row.Row.Value.Contains('!', StringComparison.Ordinal)
                    ? Read(RosterDocuments.Enrollment, row, one => $"of {one.Record.User} {Text(one.Record)}")
                    : Read(RosterDocuments.User, row, one => $"Users {Text(one.Record)}"));
            }

            await foreach (var row in store.ReadAllAsync(RosterKeys.Classes(roster, bucket), KeyRange.All, ct))
            {
                Add(lines, row, row.Row.Value.Contains('!', StringComparison.Ordinal)
                    ? Read(RosterDocuments.Member, row, one => $"in {one.Record.Class} {Text(one.Record)} {(one.Person is { Active: true } person ? person : null)}")
                    : Read(RosterDocuments.Class, row, one => $"head {Text(one.Record)}"));
            }

            await foreach (var row in store.ReadAllAsync(RosterKeys.Schools(roster, bucket), KeyRange.All, ct))
            {
                Add(lines, row, Read(RosterDocuments.Class, row, one => $"school {one.Record.School} {Text(one.Record)}"));
            }
        }

        for (var bucket = 0; bucket < RosterKeys.CatalogueBuckets; bucket++)
        {
            await foreach (var row in store.ReadAllAsync(RosterKeys.Catalogue(roster, bucket), KeyRange.All, ct))
            {
                Add(lines, row, row.Row.Value.Split('!')[0] switch
                {
                    "org" => Read(RosterDocuments.Org, row, one => $"Orgs {Text(one.Record)}"),
                    "session" => Read(RosterDocuments.Session, row, one => $"AcademicSessions {Text(one.Record)}"),
                    "course" => Read(RosterDocuments.Course, row, one => $"Courses {Text(one.Record)}"),
                    _ => Read(RosterDocuments.Class, row, one => $"Classes {Text(one.Record)}"),
                });
            }
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>Every row of the roster, ended ones and keys too, byte for byte.</summary>
    internal static async Task<List<string>> EveryRowAsync(IDocumentStore store, RosterRef roster, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var partition in Partitions(roster))
        {
            await foreach (var row in store.ReadAllAsync(partition, KeyRange.All, ct))
            {
                lines.Add($"{partition}|{row.Row} {Encoding.UTF8.GetString(row.Json.Span)}");
            }
        }

        return lines;
    }

    internal static IEnumerable<Key> Partitions(RosterRef roster) =>
    [
        .. Enumerable.Range(0, RosterKeys.CatalogueBuckets).Select(bucket => RosterKeys.Catalogue(roster, bucket)),
        .. Enumerable.Range(0, RosterKeys.Buckets).SelectMany(bucket => new[]
        {
            RosterKeys.People(roster, bucket), RosterKeys.Classes(roster, bucket), RosterKeys.Schools(roster, bucket), RosterKeys.Values(roster, bucket),
        }),
    ];

    private static void Add(List<string> lines, StoredDocument row, string? line)
    {
        Assert.DoesNotContain("\"password\"", Encoding.UTF8.GetString(row.Json.Span));
        if (line is not null)
        {
            lines.Add(line);
        }
    }

    private static string? Read<T>(DocumentKind<T> kind, StoredDocument row, Func<T, string> line)
        where T : class, IRosterRow
    {
        var read = kind.Read(row.Json);
        Assert.Equal(Encoding.UTF8.GetString(kind.Write(read).Span), Encoding.UTF8.GetString(row.Json.Span));
        return read.Ended is null ? line(read) : null;
    }

    private static RosterPerson? Person(User user) => user.EnabledUser
        ? new RosterPerson(user.PreferredGivenName ?? user.GivenName, user.PreferredFamilyName ?? user.FamilyName, true)
        : null;

    private static string Text(RosterRecord record) => record switch
    {
        Org one => JsonSerializer.Serialize(one, RosterJson.Of<Org>()),
        AcademicSession one => JsonSerializer.Serialize(one, RosterJson.Of<AcademicSession>()),
        Course one => JsonSerializer.Serialize(one, RosterJson.Of<Course>()),
        Class one => JsonSerializer.Serialize(one, RosterJson.Of<Class>()),
        User one => JsonSerializer.Serialize(one, RosterJson.Of<User>()),
        Enrollment one => JsonSerializer.Serialize(one, RosterJson.Of<Enrollment>()),
        _ => throw new ArgumentOutOfRangeException(nameof(record)),
    };
}
