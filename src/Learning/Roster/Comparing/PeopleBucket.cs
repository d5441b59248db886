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

    internal async Task CompareAsync(IReadOnlyList<StagedRecord> staged, CancellationToken ct)
    {
        var strays = new Dictionary<string, StagedRecord>(StringComparer.Ordinal);
        var incoming = await GatherAsync(staged, strays, ct);
        var person = new PersonComparison(comparison, partition, strays);

        // The end of an enrolment that does not say whose it was is looked for everywhere.
        var isComplete = strays.Count > 0 || comparison.ModeOf(RosterCollection.Users) is ReadMode.Complete || comparison.ModeOf(RosterCollection.Enrollments) is ReadMode.Complete;
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
                foreach (var ((part, came), stored) in some.Zip(found))
                {
                    person.Compare(part, stored, came);
                    await comparison.Writes.CompleteAsync(ct);
                }
            }
        }
    }

    private async Task<Dictionary<string, IncomingPerson>> GatherAsync(
        IReadOnlyList<StagedRecord> staged, Dictionary<string, StagedRecord> strays, CancellationToken ct)
    {
        var people = new Dictionary<string, IncomingPerson>(StringComparer.Ordinal);
        foreach (var record in staged)
        {
            var isUser = record.Collection is RosterCollection.Users;
            if (!isUser && (record.PartOf(RosterCollection.Users) is null || record.PartOf(RosterCollection.Classes) is null))
            {
                strays[record.Part] = record;
                continue;
            }

            var part = isUser ? record.Part : record.PartOf(RosterCollection.Users)!;
            var person = people.TryGetValue(part, out var there) ? there : people[part] = new IncomingPerson();
            if (!isUser)
            {
                comparison.Keep(person.Enrollments, record.Part, record);
            }
            else
            {
                if (person.User is not null)
                {
                    comparison.Tally.Warnings.Add(RosterCodes.Duplicate, RosterCollection.Users, record.Id);
                }

                person.User = record;
            }

            await comparison.CheckReferencesAsync(record, ct);
        }

        return people;
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
