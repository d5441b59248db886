using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>Rows of enrollments.csv.</summary>
internal sealed class EnrollmentRows(Cells cells) : RecordRows(cells)
{
    private static readonly string[] Roles = ["student", "teacher", "administrator", "proctor"];
    private readonly Column user = cells["userSourcedId"];
    private readonly Column @class = cells["classSourcedId"];
    private readonly Column school = cells["schoolSourcedId"];
    private readonly Column role = cells["role"];
    private readonly Column primary = cells["primary"];
    private readonly Column beginDate = cells["beginDate"];
    private readonly Column endDate = cells["endDate"];

    protected override RosterRecord? Read(SourcedId id, bool ended, DateTimeOffset? modified)
    {
        // An ended row may consist of its id alone; whom it ends is stored under that id.
        var person = ended ? Cells.Id(user) ?? new SourcedId("") : Cells.Key(user, id);
        var group = person is null ? null : ended ? Cells.Id(@class) ?? new SourcedId("") : Cells.Key(@class, id);
        return person is null || group is null ? null : new Enrollment
        {
            SourcedId = id,
            ToBeDeleted = ended,
            DateLastModified = modified,
            User = person.Value,
            Class = group.Value,
            School = Cells.Id(school),
            Role = Cells.Word(role, Roles) ?? Cells.Demanded(role, ended),
            Primary = Cells.Flag(primary),
            BeginDate = Cells.Day(beginDate),
            EndDate = Cells.Day(endDate),
        };
    }
}
