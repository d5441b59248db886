using System.Text;
using Integration.Learning.Roster.Applying;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Staging;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Comparing;

/// <summary>What the comparison of a bucket works with. Counting and applying are the same comparison, so what was counted is what is applied.</summary>
/// <param name="Store">Where rows are read.</param>
/// <param name="Roster">Whose.</param>
/// <param name="Modes">What the records of a collection mean together.</param>
/// <param name="Ended">The moment written into rows that end, as JSON: the start of the run, the same on every try.</param>
/// <param name="Tally">Counts what is found.</param>
/// <param name="Writes">Takes what is to be written.</param>
/// <param name="Known">Checks references; null where that is done already.</param>
internal sealed record Comparison(
    IDocumentStore Store,
    RosterRef Roster,
    IReadOnlyDictionary<RosterCollection, ReadMode> Modes,
    ReadOnlyMemory<byte> Ended,
    Tally Tally,
    IRosterWrites Writes,
    KnownIds? Known)
{
    /// <summary>Rows of one page of a scan.</summary>
    internal const int PageRows = 1000;

    /// <summary>Narrow reads at once, where only changes are compared.</summary>
    internal const int ReadsAtOnce = 16;

    /// <summary>The partitions that derived rows go to, each key put together once.</summary>
    internal RosterPartitions Partitions { get; } = new(Roster);

    /// <summary>False where the source has no users at all, so that an enrolment of nobody says nothing.</summary>
    internal bool KnowsUsers => ModeOf(RosterCollection.Users) is not ReadMode.Absent || HadUsers;

    /// <summary>True when users are stored from an earlier run.</summary>
    internal bool HadUsers { get; init; }

    /// <summary>
    /// True for the first run of all. A row that is there already was written by this very run, before its worker was killed; what follows from it may have been
    /// lost and is said again.
    /// </summary>
    internal bool IsFirst { get; init; }

    /// <summary>Collections of which records were left out.</summary>
    internal IReadOnlyList<RosterCollection> Torn { get; init; } = [];

    /// <summary>Enrolments that came for another person than they are stored under; where such a one is stored it has ended.</summary>
    internal IReadOnlyCollection<string> Moved { get; init; } = [];

    /// <summary>True where what did not come has ended.</summary>
    internal bool AbsenceEnds(RosterCollection collection) => ModeOf(collection) is ReadMode.Complete && !Torn.Contains(collection);

    internal ReadMode ModeOf(RosterCollection collection) => Modes.GetValueOrDefault(collection, ReadMode.Absent);

    /// <summary>True where what follows from a row is to be written.</summary>
    internal bool Says(Settlement settled) => settled.Writes || (IsFirst && settled.After is not null);

    /// <summary>Of several records with one id the last counts.</summary>
    internal void Keep(Dictionary<string, StagedRecord> records, string part, StagedRecord record)
    {
        if (!records.TryAdd(part, record))
        {
            records[part] = record;
            Tally.Warnings.Add(RosterCodes.Duplicate, record.Collection, record.Id);
        }
    }

    /// <summary>Warns of references to nothing, enrolments' persons and classes aside.</summary>
    internal ValueTask CheckReferencesAsync(StagedRecord record, CancellationToken ct)
    {
        if (Known is null || record.Deleted)
        {
            return ValueTask.CompletedTask;
        }

        List<(RosterCollection Collection, string Part)>? unknown = null;
        var references = record.References;
        while (references.MoveNext())
        {
            var has = references.Collection is RosterCollection.Users ? true : Known.Has(references.Collection, references.Part);
            if (has is null)
            {
                (unknown ??= []).Add((references.Collection, Encoding.ASCII.GetString(references.Part)));
            }
            else if (has is false)
            {
                Warn(record, references.Collection);
            }
        }

        return unknown is null ? ValueTask.CompletedTask : AskAsync(record, unknown, ct);
    }

    private async ValueTask AskAsync(StagedRecord record, List<(RosterCollection Collection, string Part)> unknown, CancellationToken ct)
    {
        foreach (var (collection, part) in unknown)
        {
            if (!await Known!.AskAsync(collection, part, ct))
            {
                Warn(record, collection);
            }
        }
    }

    private void Warn(StagedRecord record, RosterCollection collection)
    {
        var isOrphan = record.Collection is RosterCollection.Enrollments && collection is RosterCollection.Classes;
        Tally.Warnings.Add(isOrphan ? RosterCodes.EnrollmentWithoutClass : RosterCodes.Dangling, record.Collection, record.Id);
    }
}
