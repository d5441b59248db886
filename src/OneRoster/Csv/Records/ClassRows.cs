using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>Rows of classes.csv.</summary>
internal sealed class ClassRows(Cells cells) : RecordRows(cells)
{
    private static readonly string[] Types = ["scheduled", "homeroom"];
    private readonly Column title = cells["title"];
    private readonly Column classCode = cells["classCode"];
    private readonly Column classType = cells["classType"];
    private readonly Column location = cells["location"];
    private readonly Column course = cells["courseSourcedId"];
    private readonly Column school = cells["schoolSourcedId"];
    private readonly Column terms = cells["termSourcedIds"];
    private readonly Column grades = cells["grades"];
    private readonly Column subjects = cells["subjects"];
    private readonly Column periods = cells["periods"];

    protected override RosterRecord Read(SourcedId id, bool ended, DateTimeOffset? modified) => new Class
    {
        SourcedId = id,
        ToBeDeleted = ended,
        DateLastModified = modified,
        Title = Cells.Demanded(title, ended),
        ClassCode = Cells.Text(classCode),
        ClassType = Cells.Word(classType, Types),
        Location = Cells.Text(location),
        Course = Cells.Id(course),
        School = Named(Cells.Demanded(school, ended)),
        Terms = Terms(ended),
        Grades = Cells.List(grades),
        Subjects = Cells.List(subjects),
        Periods = Cells.List(periods),
    };

    private IReadOnlyList<SourcedId> Terms(bool ended)
    {
        var ids = Cells.Ids(terms);
        if (ids.Count == 0 && !ended)
        {
            Cells.Count(CsvWarnings.ValueMissing, terms.Name);
        }

        return ids;
    }

    private static SourcedId? Named(string id) => id.Length == 0 ? null : new SourcedId(id);
}
