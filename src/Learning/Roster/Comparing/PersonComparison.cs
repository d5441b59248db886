using System.Text.Json;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Staging;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Comparing;

/// <summary>
/// Compares one person with all their enrolments. An enrolment is one thing by its id: where it names another class than before, the person has moved, and the
/// row under the old class ends without counting as an end. The class lists show people by name, so a new name is written to each of the person's classes.
/// </summary>
internal sealed class PersonComparison(Comparison comparison, Key partition, IReadOnlyDictionary<string, StagedRecord> strays)
{
    /// <summary>Compares, counts, and says what is to be written.</summary>
    internal void Compare(string part, StoredPerson? stored, IncomingPerson? incoming)
    {
        var before = stored?.User?.Envelope;
        if (before is { Active: true })
        {
            comparison.Tally.WasActive(RosterCollection.Users);
        }

        var came = WithRoles(incoming?.User, before);
        var user = Settlement.Of(before, came, comparison.AbsenceEnds(RosterCollection.Users), comparison.Ended);
        comparison.Tally.Add(RosterCollection.Users, user.Change, () => incoming?.User?.Id ?? before!.Value.SourcedId());
        CheckPerson(user, incoming);

        var face = new Faces(before, user);
        CompareEnrollments(part, stored, incoming, face);
        if (comparison.Says(user))
        {
            WriteValues(face);
        }

        if (user.Writes)
        {
            comparison.Writes.Truth(partition, RosterKeys.Row(part), user.After!.Value.ToJson(), stored?.User?.Revision);
        }
    }

    private void CompareEnrollments(string part, StoredPerson? stored, IncomingPerson? incoming, Faces face)
    {
        var absenceEnds = comparison.AbsenceEnds(RosterCollection.Enrollments);
        var rest = incoming?.Enrollments;
        if (rest is not null && stored is { Enrollments.Count: > 0 })
        {
            rest = new Dictionary<string, StagedRecord>(rest, StringComparer.Ordinal);
        }

        foreach (var (@class, enrollment, row) in stored?.Enrollments ?? [])
        {
            var envelope = row.Envelope;
            if (envelope.Active)
            {
                comparison.Tally.WasActive(RosterCollection.Enrollments);
            }

            var came = incoming?.Enrollments.GetValueOrDefault(enrollment) ?? strays.GetValueOrDefault(enrollment);
            if (came is { Deleted: false } && came.PartOf(RosterCollection.Classes) != @class)
            {
                // It is in another class now: this row is what is left of the old one.
                var left = envelope.Active ? new Settlement(Change.Ended, envelope with { Ended = comparison.Ended }) : new Settlement(Change.None, envelope);
                Write(part, @class, enrollment, row, left, face);
                continue;
            }

            if (came is null && comparison.Moved.Contains(enrollment))
            {
                // It is another person's now; there it counts as changed.
                var gone = envelope.Active ? new Settlement(Change.Ended, envelope with { Ended = comparison.Ended }) : new Settlement(Change.None, envelope);
                Write(part, @class, enrollment, row, gone, face);
                continue;
            }

            rest?.Remove(enrollment);
            var settled = Settlement.Of(envelope, came, absenceEnds, comparison.Ended);
            var change = settled.Change is Change.Added && (IsActiveElsewhere(stored!, @class, enrollment) || comparison.Tally.Moved.Contains(enrollment)) ? Change.Changed : settled.Change;
            comparison.Tally.Add(RosterCollection.Enrollments, change, () => came?.Id ?? envelope.SourcedId());
            Write(part, @class, enrollment, row, settled, face);
        }

        foreach (var (enrollment, came) in rest ?? [])
        {
            var settled = Settlement.Of(null, came, absenceEnds, comparison.Ended);
            if (!settled.Writes)
            {
                continue;
            }

            var @class = came.PartOf(RosterCollection.Classes)!;
            var change = (stored is not null && IsActiveElsewhere(stored, @class, enrollment)) || comparison.Tally.Moved.Contains(enrollment) ? Change.Changed : Change.Added;
            comparison.Tally.Add(RosterCollection.Enrollments, change, () => came.Id);
            Write(part, @class, enrollment, null, settled, face);
        }
    }

    private void Write(string part, string @class, string enrollment, StoredRow? stored, Settlement settled, Faces face)
    {
        if (!comparison.Says(settled) && !face.Changed)
        {
            return;
        }

        var row = settled.After!.Value;
        comparison.Writes.Derived(comparison.Partitions.Class(@class), RosterKeys.Member(@class, part, enrollment), row.ToJson(face.After.Span));
        if (settled.Writes)
        {
            comparison.Writes.Truth(partition, RosterKeys.Enrollment(part, @class, enrollment), row.ToJson(), stored?.Revision);
        }
    }

    // In a read of changes a person without roles has the roles of before: their own file did not mention them.
    private StagedRecord? WithRoles(StagedRecord? incoming, RowEnvelope? before)
    {
        if (incoming is not { Deleted: false } || before is not { } row || comparison.ModeOf(RosterCollection.Users) is not ReadMode.Changes)
        {
            return incoming;
        }

        var (user, stored) = (Read(incoming.Content), Read(row.Record));
        return user is not { Roles.Count: 0 } || stored is not { Roles.Count: > 0 }
            ? incoming
            : incoming.With(JsonSerializer.SerializeToUtf8Bytes(user with { Roles = stored.Roles }, RosterJson.Of<User>()));
    }

    private static User? Read(ReadOnlyMemory<byte> record) => JsonSerializer.Deserialize(record.Span, RosterJson.Of<User>());

    private void WriteValues(Faces face)
    {
        var before = Values(face.UserBefore);
        var after = Values(face.UserAfter);
        foreach (var (key, value) in after)
        {
            if (!before.TryGetValue(key, out var old) || old != value)
            {
                var json = RosterDocuments.Key.Write(new RosterKeyRow { User = face.UserAfter!.SourcedId.Value, Value = value.Text });
                comparison.Writes.Derived(PlaceOf(value), RowOf(value, face.UserAfter), json.ToArray());
            }
        }

        foreach (var (key, value) in before)
        {
            if (!after.ContainsKey(key))
            {
                comparison.Writes.Gone(PlaceOf(value), RowOf(value, face.UserBefore!));
            }
        }
    }

    private Key PlaceOf(RosterValue value) => comparison.Partitions.Value(value.Folded);

    private static Key RowOf(RosterValue value, User user) => Key.Of(value.Kind, value.Folded, user.SourcedId.Value);

    private static Dictionary<(string Kind, string Folded), RosterValue> Values(User? user)
    {
        var values = new Dictionary<(string Kind, string Folded), RosterValue>();
        foreach (var value in user is null ? [] : RosterValue.Of(user))
        {
            values.TryAdd((value.Kind, value.Folded), value);
        }

        return values;
    }

    private void CheckPerson(Settlement user, IncomingPerson? incoming)
    {
        if (comparison.Known is null || incoming is null || user.After is { Active: true } || !comparison.KnowsUsers)
        {
            return;
        }

        foreach (var enrollment in incoming.Enrollments.Values.Where(enrollment => !enrollment.Deleted))
        {
            comparison.Tally.Warnings.Add(RosterCodes.EnrollmentWithoutUser, RosterCollection.Enrollments, enrollment.Id);
        }
    }

    private static bool IsActiveElsewhere(StoredPerson stored, string @class, string enrollment)
    {
        foreach (var other in stored.Enrollments)
        {
            if (other.Enrollment == enrollment && other.Class != @class && other.Row.Envelope.Active)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The person before and after, read only when somebody asks.</summary>
    private sealed class Faces(RowEnvelope? before, Settlement user)
    {
        private ReadOnlyMemory<byte>? after;
        private bool? changed;

        internal User? UserBefore { get; } = user.Writes && before is { } row ? Read(row.Record) : null;

        internal User? UserAfter => field ??= user.After is { } row ? Read(row.Record) : null;

        /// <summary>What class lists show, as JSON; empty when there is no person.</summary>
        internal ReadOnlyMemory<byte> After => after ??= Face(UserAfter, user.After);

        internal bool Changed => changed ??= user.Writes && !Face(UserBefore, before).Span.SequenceEqual(After.Span);

        private static ReadOnlyMemory<byte> Face(User? user, RowEnvelope? row) => user is null ? default : JsonSerializer.SerializeToUtf8Bytes(
            new RosterPerson(user.PreferredGivenName ?? user.GivenName, user.PreferredFamilyName ?? user.FamilyName, row!.Value.Active && user.EnabledUser),
            RosterJson.Of<RosterPerson>());
    }
}
