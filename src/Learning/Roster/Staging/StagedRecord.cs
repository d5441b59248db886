using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Staging;

/// <summary>One record as it was read: what a comparison has to know of it, and its content as it will be stored.</summary>
internal sealed class StagedRecord(RosterCollection collection, bool deleted, string id, StagedReference[] references, ReadOnlyMemory<byte> content)
{
    private string? part;

    internal RosterCollection Collection { get; } = collection;

    internal bool Deleted { get; } = deleted;

    internal string Id { get; } = id;

    /// <summary>The id as it stands in keys.</summary>
    internal string Part => part ??= RosterKeys.Part(Id);

    internal StagedReference[] References { get; } = references;

    internal ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>What it refers to in a collection, as it stands in keys; null for nothing.</summary>
    internal string? PartOf(RosterCollection wanted)
    {
        foreach (var reference in References)
        {
            if (reference.Collection == wanted)
            {
                return RosterKeys.Part(reference.Id);
            }
        }

        return null;
    }
}

/// <summary>An object that a record refers to.</summary>
internal readonly record struct StagedReference(RosterCollection Collection, string Id)
{
    /// <summary>What a record refers to, unusable ids left out.</summary>
    internal static IEnumerable<StagedReference> Of(RosterRecord record) => All(record).Where(reference => RosterIds.IsUsable(reference.Id));

    private static IEnumerable<StagedReference> All(RosterRecord record) => record switch
    {
        Org org => One(RosterCollection.Orgs, org.Parent),
        AcademicSession session => One(RosterCollection.AcademicSessions, session.Parent),
        Course course => [.. One(RosterCollection.Orgs, course.Org), .. One(RosterCollection.AcademicSessions, course.SchoolYear)],
        Class @class =>
        [
            .. One(RosterCollection.Courses, @class.Course),
            .. One(RosterCollection.Orgs, @class.School),
            .. @class.Terms.Select(term => new StagedReference(RosterCollection.AcademicSessions, term.Value)),
        ],
        User user => user.Roles.Select(role => role.Org).Append(user.PrimaryOrg).OfType<SourcedId>().Distinct()
            .Select(org => new StagedReference(RosterCollection.Orgs, org.Value)),
        Enrollment enrollment =>
        [
            new(RosterCollection.Users, enrollment.User.Value),
            new(RosterCollection.Classes, enrollment.Class.Value),
            .. One(RosterCollection.Orgs, enrollment.School),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(record)),
    };

    private static StagedReference[] One(RosterCollection collection, SourcedId? id) => id is { } there ? [new(collection, there.Value)] : [];
}
