using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>What one comparison does to a record.</summary>
internal enum Change
{
    /// <summary>Nothing was said about it, or it had ended already.</summary>
    None,

    Unchanged,

    Added,

    Changed,

    Ended,
}

/// <summary>What the comparison of some buckets found; one per worker, put together afterwards.</summary>
/// <param name="ofFirstRun">
/// True where nothing was stored before this run. Then a row that is there was written by this very run, by a worker that was killed before its checkpoint:
/// it counts as added, as it did for that worker.
/// </param>
internal sealed class Tally(bool ofFirstRun = false)
{
    internal const int MostExamples = 20;
    private readonly Counts[] counts = [.. Enum.GetValues<RosterCollection>().Select(_ => new Counts())];

    internal bool OfFirstRun => ofFirstRun;

    internal WarningBook Warnings { get; } = new();

    /// <summary>Enrolments that are stored under another person than they came for.</summary>
    internal HashSet<string> Moved { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes a record that was there and active before.</summary>
    internal void WasActive(RosterCollection collection) => counts[(int)collection].ActiveBefore += ofFirstRun ? 0 : 1;

    internal void Add(RosterCollection collection, Change change, Func<string> id)
    {
        var of = counts[(int)collection];
        switch (change)
        {
            case Change.Unchanged when !ofFirstRun:
                of.Unchanged++;
                break;
            case Change.Unchanged:
            case Change.Added:
                Note(of.AddedIds, of.Added++, id);
                break;
            case Change.Changed:
                Note(of.ChangedIds, of.Changed++, id);
                break;
            case Change.Ended:
                Note(of.EndedIds, of.Ended++, id);
                break;
            case Change.None:
                break;
        }
    }

    /// <summary>The reports with these counts added.</summary>
    internal IReadOnlyList<CollectionReport> AddTo(IReadOnlyList<CollectionReport> reports) => [.. reports.Select(report =>
    {
        var of = counts[(int)report.Collection];
        return report with
        {
            Added = report.Added + of.Added,
            Changed = report.Changed + of.Changed,
            Ended = report.Ended + of.Ended,
            Unchanged = report.Unchanged + of.Unchanged,
            ActiveBefore = report.Mode is ReadMode.Complete ? report.ActiveBefore + of.ActiveBefore : report.ActiveBefore,
            Examples = new ChangeExamples(
                More(report.Examples.Added, of.AddedIds), More(report.Examples.Changed, of.ChangedIds), More(report.Examples.Ended, of.EndedIds)),
        };
    })];

    private static void Note(List<string> examples, long before, Func<string> id)
    {
        if (before < MostExamples)
        {
            examples.Add(id());
        }
    }

    private static IReadOnlyList<string> More(IReadOnlyList<string> known, List<string> more) =>
        more.Count == 0 || known.Count >= MostExamples ? known : [.. known.Concat(more).Take(MostExamples)];

    private sealed class Counts
    {
        internal long Added { get; set; }

        internal long Changed { get; set; }

        internal long Ended { get; set; }

        internal long Unchanged { get; set; }

        internal long ActiveBefore { get; set; }

        internal List<string> AddedIds { get; } = [];

        internal List<string> ChangedIds { get; } = [];

        internal List<string> EndedIds { get; } = [];
    }
}
