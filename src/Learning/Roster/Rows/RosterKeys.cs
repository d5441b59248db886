using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Rows;

/// <summary>
/// Keys of a roster, each with the query it serves. Rows lie in buckets (a hash of the id that the query starts from), so that no partition is hot while a
/// million rows are written, and so that writes still fill batches of a hundred. An id is escaped once (<see cref="Part"/>); everything else is put together
/// from those parts.
/// </summary>
internal static class RosterKeys
{
    /// <summary>
    /// Buckets of people, of classes, of schools and of keys. 64 partitions take 128,000 rows a second, six times what an account gives, and a change of one
    /// in a hundred of a million enrolments still fills batches. Never changed: it is part of where every row lies.
    /// </summary>
    internal const int Buckets = 64;

    /// <summary>Buckets of the catalogue, which is a twentieth of the rest.</summary>
    internal const int CatalogueBuckets = 16;

    /// <summary>The state of the source and its runs: one small partition.</summary>
    internal static Key Source(RosterRef roster) => Key.Of("roster", roster.District.Value, roster.Source.Value);

    /// <summary>People: <c>{user}</c>, and behind each <c>{user}!class!{class}!{enrolment}</c>. A person with all classes is one range.</summary>
    internal static Key People(RosterRef roster, int bucket) => Bucket(roster, "people", bucket);

    /// <summary>Classes as lists show them: <c>{class}</c>, and behind each <c>{class}!person!{user}!{enrolment}</c>. A class with its people is one range.</summary>
    internal static Key Classes(RosterRef roster, int bucket) => Bucket(roster, "classes", bucket);

    /// <summary>A school's classes: <c>{school}!class!{class}</c>. One range.</summary>
    internal static Key Schools(RosterRef roster, int bucket) => Bucket(roster, "schools", bucket);

    /// <summary>Orgs, sessions, courses and classes by id: <c>{collection}!{id}</c>. Point reads, and one scan when a whole roster is compared.</summary>
    internal static Key Catalogue(RosterRef roster, int bucket) => Bucket(roster, "catalogue", bucket);

    /// <summary>Who has a value: <c>{kind}!{value}!{user}</c>. One short range.</summary>
    internal static Key Values(RosterRef roster, int bucket) => Bucket(roster, "keys", bucket);

    /// <summary>An outside id as it stands in a key.</summary>
    internal static string Part(string id) => Key.Of(id).Value;

    /// <summary>Where an escaped id belongs.</summary>
    internal static int BucketOf(string part) => Hash(part) % Buckets;

    /// <summary>Where an escaped id of the catalogue belongs.</summary>
    internal static int CatalogueBucketOf(string part) => Hash(part) % CatalogueBuckets;

    internal static Key Row(string part) => Key.FromStored(part);

    internal static Key Enrollment(string user, string @class, string enrollment) => Key.FromStored($"{user}!class!{@class}!{enrollment}");

    internal static Key Member(string @class, string user, string enrollment) => Key.FromStored($"{@class}!person!{user}!{enrollment}");

    internal static Key SchoolClass(string school, string @class) => Key.FromStored($"{school}!class!{@class}");

    internal static Key Catalogued(RosterCollection collection, string part) => Key.FromStored($"{Prefix(collection)}!{part}");

    /// <summary>The row itself and everything behind it.</summary>
    internal static KeyRange With(string part) => new(part, part + '"');

    internal static string Prefix(RosterCollection collection) => collection switch
    {
        RosterCollection.Orgs => "org",
        RosterCollection.AcademicSessions => "session",
        RosterCollection.Courses => "course",
        RosterCollection.Classes => "class",
        RosterCollection.Users => "user",
        RosterCollection.Enrollments => "enrollment",
        _ => throw new ArgumentOutOfRangeException(nameof(collection)),
    };

    private static Key Bucket(RosterRef roster, string what, int bucket) =>
        Key.Of("roster", roster.District.Value, roster.Source.Value, what, bucket.ToString("x2", CultureInfo.InvariantCulture));

    private static int Hash(string part)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[part.Length];
        SHA256.HashData(text[..Encoding.ASCII.GetBytes(part, text)], hash);
        return hash[0];
    }
}
