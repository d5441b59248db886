using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>Rows of courses.csv.</summary>
internal sealed class CourseRows(Cells cells) : RecordRows(cells)
{
    private readonly Column title = cells["title"];
    private readonly Column courseCode = cells["courseCode"];
    private readonly Column schoolYear = cells["schoolYearSourcedId"];
    private readonly Column grades = cells["grades"];
    private readonly Column subjects = cells["subjects"];
    private readonly Column org = cells["orgSourcedId"];

    protected override RosterRecord Read(SourcedId id, bool ended, DateTimeOffset? modified) => new Course
    {
        SourcedId = id,
        ToBeDeleted = ended,
        DateLastModified = modified,
        Title = Cells.Demanded(title, ended),
        CourseCode = Cells.Text(courseCode),
        SchoolYear = Cells.Id(schoolYear),
        Grades = Cells.List(grades),
        Subjects = Cells.List(subjects),
        Org = Cells.Id(org),
    };
}
