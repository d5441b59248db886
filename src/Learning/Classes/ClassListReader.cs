using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Join;
using Integration.Lti;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Integration.Tables;

namespace Integration.Learning.Classes;

/// <summary>A class list, and the fault that kept it from being fresher, if any.</summary>
/// <param name="Roster">The newest list known; null when the LMS never gave one.</param>
/// <param name="Fault">Why the last attempt failed; null when it did not.</param>
public sealed record RosterReading(ClassRoster? Roster, LtiFault? Fault);

/// <summary>The students of a class as the LMS lists them, cached with an age that the teacher sees. A failed read changes nothing.</summary>
public sealed class ClassListReader(IDocumentStore store, DistrictStore districts, NrpsClient nrps, JoinContexts joins, TimeProvider clock)
{
    /// <summary>A list older than this is read again when a teacher opens the class.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    // A teacher waits for the list, but not for an LMS that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The cached list, read again from the LMS when it is missing, old, or <paramref name="again"/> asks for it.</summary>
    public async Task<RosterReading> ReadAsync(ClassRef @class, Registration registration, Placement placement, bool again, CancellationToken ct)
    {
        var cached = await store.FindAsync(ClassDocuments.Roster, @class.Partition, ClassKeys.Roster, ct);
        if (placement.Memberships is not { } memberships || (!again && cached is not null && clock.GetUtcNow() - cached.Value.ReadAt < Fresh))
        {
            return new RosterReading(cached?.Value, null);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        LtiResult<IReadOnlyList<Member>> read;
        try
        {
            read = await nrps.ReadMembersAsync(registration, placement.DeploymentId, memberships, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            read = new LtiFault(ClassFaults.RosterSlow);
        }

        if (!read.TryGetValue(out var members, out var fault))
        {
            return new RosterReading(cached?.Value, fault);
        }

        var students = new List<RosterStudent>();
        foreach (var member in members.Where(member => member is { Active: true, Roles: { Course: CourseRole.Learner, IsTestUser: false } }))
        {
            var learner = await districts.LearnerIdAsync(@class.District, registration.Issuer, member.UserId, ct);
            students.Add(new RosterStudent(learner.Value, MemberStore.NameOf(member.Name), SisFacts.Kept(member.PersonSourcedId)));
        }

        var roster = new ClassRoster { ReadAt = clock.GetUtcNow(), Students = students };
        await store.CommitAsync(new Batch(@class.Partition).Upsert(ClassDocuments.Roster, ClassKeys.Roster, roster), ct);
        if (cached is null || !cached.Value.Students.SequenceEqual(students))
        {
            await joins.NotePersonAsync(@class, ct);
        }

        return new RosterReading(roster, null);
    }
}

/// <summary>Reasons of our own why a class list is not fresh.</summary>
public static class ClassFaults
{
    /// <summary>The LMS took too long.</summary>
    public static readonly FaultKind RosterSlow = new("CLS1001", "NRPS 2.0", 504);
}
