using System.Globalization;
using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>Rows of academicSessions.csv.</summary>
internal sealed class SessionRows(Cells cells, bool schoolYearIsStart) : RecordRows(cells)
{
    private static readonly string[] Types = ["term", "gradingPeriod", "schoolYear", "semester"];
    private readonly Column title = cells["title"];
    private readonly Column type = cells["type"];
    private readonly Column startDate = cells["startDate"];
    private readonly Column endDate = cells["endDate"];
    private readonly Column parent = cells["parentSourcedId"];
    private readonly Column schoolYear = cells["schoolYear"];

    protected override RosterRecord Read(SourcedId id, bool ended, DateTimeOffset? modified) => new AcademicSession
    {
        SourcedId = id,
        ToBeDeleted = ended,
        DateLastModified = modified,
        Title = Cells.Demanded(title, ended),
        Type = Cells.Word(type, Types) ?? Cells.Demanded(type, ended),
        StartDate = Cells.Day(startDate),
        EndDate = Cells.Day(endDate),
        Parent = Cells.Id(parent),
        SchoolYear = SchoolYear(),
    };

    private string? SchoolYear()
    {
        if (Cells.Text(schoolYear) is not { } text)
        {
            return null;
        }

        // 2026, or in full 2026-2027 and 2026-27, which leaves nothing to guess.
        var isOneYear = text.Length == 4;
        if (!Year(isOneYear ? text : text.Length is 7 or 9 && text[4] is '-' or '/' ? text[..2] + text[^2..] : "", out var year))
        {
            Cells.Count(CsvWarnings.SchoolYearUnreadable);
            return null;
        }

        if (isOneYear && schoolYearIsStart)
        {
            Cells.Count(CsvWarnings.SchoolYearIsStart);
            year++;
        }

        return year.ToString("0000", CultureInfo.InvariantCulture);
    }

    private static bool Year(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1900 and < 2200;
}
