using System.Text;
using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Staging;

/// <summary>
/// One record as it was read: what a comparison has to know of it, and its content as it will be stored. All but its id lies in the bytes of its bucket and
/// becomes text only where it is asked for; those bytes are gone with the bucket.
/// </summary>
internal sealed class StagedRecord
{
    private readonly ReadOnlyMemory<byte> references;

    private StagedRecord(RosterCollection collection, bool deleted, string id, ReadOnlyMemory<byte> references, ReadOnlyMemory<byte> content) =>
        (Collection, Deleted, Id, Part, this.references, Content) = (collection, deleted, id, RosterKeys.Part(id), references, content);

    internal RosterCollection Collection { get; }

    internal bool Deleted { get; }

    internal string Id { get; }

    /// <summary>The id as it stands in keys.</summary>
    internal string Part { get; }

    internal ReadOnlyMemory<byte> Content { get; }

    /// <summary>What it refers to.</summary>
    internal StagedReferences References => new(references.Span);

    /// <summary>Reads an entry of a chunk.</summary>
    internal static StagedRecord Of(ReadOnlyMemory<byte> entry)
    {
        var (id, rest) = StageFormat.TakeText(entry[StageFormat.HeadBytes..]);
        var content = rest[1..];
        for (var i = rest.Span[0]; i > 0; i--)
        {
            (_, content) = StageFormat.TakeText(content[1..]);
        }

        var flags = StageFormat.Head(entry.Span);
        return new StagedRecord(flags.Collection, flags.Deleted, Encoding.UTF8.GetString(id.Span), rest[1..^content.Length], content);
    }

    /// <summary>The same record with other content.</summary>
    internal StagedRecord With(ReadOnlyMemory<byte> content) => new(Collection, Deleted, Id, references, content);

    /// <summary>What it refers to in a collection, as it stands in keys; null for nothing.</summary>
    internal string? PartOf(RosterCollection wanted) => References.Find(wanted) is { IsEmpty: false } part ? Encoding.ASCII.GetString(part) : null;
}

/// <summary>The objects that a record refers to: collection and part of key, one after the other.</summary>
internal ref struct StagedReferences(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> rest = rest;

    internal RosterCollection Collection { get; private set; }

    /// <summary>The id as it stands in keys, in ASCII.</summary>
    internal ReadOnlySpan<byte> Part { get; private set; }

    internal bool MoveNext()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        Collection = (RosterCollection)rest[0];
        Part = StageFormat.TakeText(rest[1..], out rest);
        return true;
    }

    /// <summary>The first part in a collection; empty for nothing.</summary>
    internal ReadOnlySpan<byte> Find(RosterCollection wanted)
    {
        while (MoveNext())
        {
            if (Collection == wanted)
            {
                return Part;
            }
        }

        return default;
    }

    /// <summary>What a record refers to, unusable ids left out.</summary>
    internal static IEnumerable<(RosterCollection Collection, string Id)> Of(RosterRecord record) => All(record).Where(reference => RosterIds.IsUsable(reference.Id));

    private static IEnumerable<(RosterCollection Collection, string Id)> All(RosterRecord record) => record switch
    {
        Org org => One(RosterCollection.Orgs, org.Parent),
        AcademicSession session => One(RosterCollection.AcademicSessions, session.Parent),
        Course course => [.. One(RosterCollection.Orgs, course.Org), .. One(RosterCollection.AcademicSessions, course.SchoolYear)],
        Class @class =>
        [
            .. One(RosterCollection.Courses, @class.Course),
            .. One(RosterCollection.Orgs, @class.School),
            .. @class.Terms.Select(term => (RosterCollection.AcademicSessions, term.Value)),
        ],
        User user => user.Roles.Select(role => role.Org).Append(user.PrimaryOrg).OfType<SourcedId>().Distinct()
            .Select(org => (RosterCollection.Orgs, org.Value)),
        Enrollment enrollment =>
        [
            (RosterCollection.Users, enrollment.User.Value),
            (RosterCollection.Classes, enrollment.Class.Value),
            .. One(RosterCollection.Orgs, enrollment.School),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(record)),
    };

    private static (RosterCollection Collection, string Id)[] One(RosterCollection collection, SourcedId? id) => id is { } there ? [(collection, there.Value)] : [];
}
