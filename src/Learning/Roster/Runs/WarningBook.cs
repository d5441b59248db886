using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>Warnings by code, each with a count and its first few examples; memory does not grow with a bad source.</summary>
internal sealed class WarningBook
{
    private const int MostExamples = 10;
    private const int MostCodes = 200;
    private readonly SortedDictionary<string, WarningReport> byCode = new(StringComparer.Ordinal);

    internal WarningBook()
    {
    }

    internal WarningBook(IEnumerable<WarningReport> reports) => Add(reports);

    internal void Add(RosterCode code, RosterCollection? collection, string? id) =>
        Add(new WarningReport(code.Code, code.Sentence, 1, [new WarningExample(collection, id)]));

    internal void Add(RosterWarning warning) => Add(new WarningReport(
        warning.Code, warning.Sentence, 1, [new WarningExample(warning.Collection, warning.Id, warning.File, warning.Line)]));

    internal void Add(IEnumerable<WarningReport> reports)
    {
        foreach (var report in reports)
        {
            Add(report);
        }
    }

    internal IReadOnlyList<WarningReport> ToReports() => [.. byCode.Values];

    private void Add(WarningReport more)
    {
        if (byCode.TryGetValue(more.Code, out var known))
        {
            byCode[more.Code] = known with
            {
                Count = known.Count + more.Count,
                Examples = known.Examples.Count >= MostExamples ? known.Examples : [.. known.Examples.Concat(more.Examples).Take(MostExamples)],
            };
        }
        else if (byCode.Count < MostCodes)
        {
            byCode[more.Code] = more;
        }
    }
}
