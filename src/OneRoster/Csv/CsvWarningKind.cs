using System.Globalization;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv;

/// <summary>One way in which packages differ from the specification without being refused.</summary>
/// <param name="Code">Stable, such as <c>OR3101</c>.</param>
/// <param name="Sentence">What is odd and what was done; <c>{0}</c> stands for a column, a file or a number, never for a value out of a row.</param>
internal sealed record CsvWarningKind(string Code, string Sentence)
{
    /// <summary>True for a row that was left out.</summary>
    public bool MayHideRecords { get; init; }

    public RosterWarning At(string? file, RosterCollection? collection = null, long? line = null, string? id = null, string detail = "") =>
        new(Code, string.Format(CultureInfo.InvariantCulture, Sentence, detail), collection, id, file, line) { MayHideRecords = MayHideRecords };

    public RosterWarning Counted(string file, RosterCollection? collection, string column, long rows, long? firstLine) =>
        new(Code, string.Format(CultureInfo.InvariantCulture, Sentence + " Rows: {1}.", column, rows), collection, null, file, firstLine) { MayHideRecords = MayHideRecords };
}
