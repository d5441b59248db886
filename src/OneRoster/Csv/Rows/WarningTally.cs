using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Rows;

/// <summary>
/// What is odd about the rows of one file. What cost a row is told row by row, up to a limit; what only repeats is told once, at the end, with its count and the
/// line it began on. A read that was taken up again counts the rows before it too, and so ends with the same words as one that never stopped.
/// </summary>
internal sealed class WarningTally(string file, RosterCollection? collection)
{
    private const int Listed = 100;
    private readonly List<RosterWarning> pending = [];
    private readonly Dictionary<(CsvWarningKind Kind, string Column), (long Rows, long Line)> counted = [];
    private int listed;

    /// <summary>True while rows are passed that an earlier read has told about.</summary>
    public bool IsReplaying { get; set; }

    /// <summary>A row that was left out.</summary>
    public void LeftOut(CsvWarningKind kind, long line, string? id = null, string detail = "")
    {
        if (++listed > Listed)
        {
            Count(CsvWarnings.RowsAlsoLeftOut, line);
        }
        else if (!IsReplaying)
        {
            pending.Add(kind.At(file, collection, line, id, detail));
        }
    }

    /// <summary>One more row of a kind that repeats.</summary>
    public void Count(CsvWarningKind kind, long line, string column = "")
    {
        var (rows, first) = counted.GetValueOrDefault((kind, column), (0, line));
        counted[(kind, column)] = (rows + 1, first);
    }

    public void Add(IEnumerable<RosterWarning> warnings) => pending.AddRange(warnings);

    /// <summary>What there is to tell so far.</summary>
    public IReadOnlyList<RosterWarning> Take()
    {
        IReadOnlyList<RosterWarning> taken = [.. pending];
        pending.Clear();
        return taken;
    }

    /// <summary>What there is to tell at the end.</summary>
    public IReadOnlyList<RosterWarning> TakeAll()
    {
        pending.AddRange(counted.OrderBy(entry => entry.Key.Kind.Code, StringComparer.Ordinal).ThenBy(entry => entry.Key.Column, StringComparer.Ordinal)
            .Select(entry => entry.Key.Kind.Counted(file, collection, entry.Key.Column, entry.Value.Rows, entry.Value.Line)));
        counted.Clear();
        return Take();
    }
}
