using System.Text;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Staging;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Comparing;

/// <summary>
/// Compares one bucket of people, a person with all enrolments at a time. Where everything was read the bucket is scanned once in key order; where only changes
/// were, the rows of each person they name are read, so that the cost follows the change.
/// </summary>
internal sealed class PeopleBucket(Comparison comparison, int bucket)
{
    private readonly Key partition = RosterKeys.People(comparison.Roster, bucket);
    private readonly Dictionary<string, IncomingPerson> incoming = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StagedRecord> strays = new(StringComparer.Ordinal);

    internal async Task CompareAsync(IReadOnlyList<StagedRecord> staged, CancellationToken ct)
    {
        foreach (var record in staged)
        {
            Gather(record);
            await comparison.CheckReferencesAsync(record, ct);
        }

        var person = new PersonComparison(comparison, partition, strays);

        // The end of an enrolment that does not say whose it was, or that is another's now, is looked for everywhere.
        var isComplete = strays.Count > 0 || comparison.Moved.Count > 0 || comparison.ModeOf(RosterCollection.Users) is ReadMode.Complete || comparison.ModeOf(RosterCollection.Enrollments) is ReadMode.Complete;
        if (isComplete)
        {
            await foreach (var (part, stored) in ScanAsync(ct))
            {
                incoming.Remove(part, out var came);
                person.Compare(part, stored, came);
                await comparison.Writes.CompleteAsync(ct);
            }

            foreach (var (part, came) in incoming.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                person.Compare(part, null, came);
                await comparison.Writes.CompleteAsync(ct);
            }
        }
        else
        {
            foreach (var some in incoming.OrderBy(one => one.Key, StringComparer.Ordinal).Chunk(Comparison.ReadsAtOnce))
            {
                var found = await Task.WhenAll(some.Select(one => FindAsync(one.Key, ct)));
                if (comparison is { Known: not null, Tally.OfFirstRun: false })
                {
                    await NoteMovedAsync(some.Zip(found, (one, stored) => (one.Key, one.Value, stored)), ct);
                }

                foreach (var ((part, came), stored) in some.Zip(found))
                {
                    person.Compare(part, stored, came);
                    await comparison.Writes.CompleteAsync(ct);
                }
            }
        }
    }

    private void Gather(StagedRecord record)
    {
        if (record.Collection is RosterCollection.Users)
        {
            var user = PersonOf(record.Part);
            if (user.User is not null)
            {
                comparison.Tally.Warnings.Add(RosterCodes.Duplicate, RosterCollection.Users, record.Id);
            }

            user.User = record;
            return;
        }

        var owner = record.References.Find(RosterCollection.Users);
        if (owner.IsEmpty || record.References.Find(RosterCollection.Classes).IsEmpty)
        {
            strays[record.Part] = record;
            return;
        }

        // Most enrolments are of somebody who is here already, and need no text of their own.
        Span<char> part = stackalloc char[owner.Length];
        Ascii.ToUtf16(owner, part, out _);
        comparison.Keep(PersonOf(part).Enrollments, record.Part, record);
    }

    private IncomingPerson PersonOf(ReadOnlySpan<char> part)
    {
        var people = incoming.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!people.TryGetValue(part, out var person))
        {
            people[part] = person = new IncomingPerson();
        }

        return person;
    }

    private async IAsyncEnumerable<(string Part, StoredPerson Stored)> ScanAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (part, person) = ("", new StoredPerson());
        string? continuation = null;
        do
        {
            var page = await comparison.Store.ReadAsync(partition, KeyRange.All, Comparison.PageRows, continuation, ct);
            foreach (var document in page.Documents)
            {
                var owner = OwnerOf(document.Row.Value);
                if (!owner.SequenceEqual(part))
                {
                    if (part.Length > 0)
                    {
                        yield return (part, person);
                    }

                    (part, person) = (OwnerOf(document.Row.Value).ToString(), new StoredPerson());
                }

                Add(person, document);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        if (part.Length > 0)
        {
            yield return (part, person);
        }
    }

    private async Task<StoredPerson> FindAsync(string part, CancellationToken ct)
    {
        var person = new StoredPerson();
        string? continuation = null;
        do
        {
            var page = await comparison.Store.ReadAsync(partition, RosterKeys.With(part), Comparison.PageRows, continuation, ct);
            foreach (var document in page.Documents)
            {
                Add(person, document);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        return person;
    }

    // Nothing but its class says under whom an enrolment is stored that is new to this person, so each class that is named is read once.
    private async Task NoteMovedAsync(IEnumerable<(string Part, IncomingPerson Came, StoredPerson Stored)> people, CancellationToken ct)
    {
        var fresh = people.SelectMany(
            person => person.Came.Enrollments.Values.Where(came => !came.Deleted && person.Stored.Enrollments.All(one => one.Enrollment != came.Part || !one.Row.Envelope.Active)),
            (person, came) => (Class: came.PartOf(RosterCollection.Classes)!, Owner: (came.Part, person.Part)));
        foreach (var some in fresh.GroupBy(one => one.Class, one => one.Owner, StringComparer.Ordinal).Chunk(Comparison.ReadsAtOnce))
        {
            var moved = await Task.WhenAll(some.Select(@class => MovedInAsync(@class.Key, @class.ToLookup(owner => owner.Item1, owner => owner.Item2, StringComparer.Ordinal), ct)));
            comparison.Tally.Moved.UnionWith(moved.SelectMany(ids => ids));
        }
    }

    private async Task<List<string>> MovedInAsync(string @class, ILookup<string, string> owners, CancellationToken ct)
    {
        var moved = new List<string>();
        await foreach (var document in comparison.Store.ReadAllAsync(RosterKeys.Classes(comparison.Roster, RosterKeys.BucketOf(@class)), RosterKeys.With(@class), ct))
        {
            if (document.Row.Value.Split('!') is [_, "person", var user, var enrollment]
                && owners.Contains(enrollment) && !owners[enrollment].Contains(user) && RowEnvelope.Of(document).Active)
            {
                moved.Add(enrollment);
            }
        }

        return moved;
    }

    private static void Add(StoredPerson person, StoredDocument document)
    {
        var parts = document.Row.Value.Split('!');
        if (parts is [_, "class", var @class, var enrollment])
        {
            person.Enrollments.Add((@class, enrollment, new StoredRow(document)));
        }
        else
        {
            person.User = new StoredRow(document);
        }
    }

    private static ReadOnlySpan<char> OwnerOf(string row)
    {
        var end = row.IndexOf('!', StringComparison.Ordinal);
        return end < 0 ? row : row.AsSpan(0, end);
    }
}
