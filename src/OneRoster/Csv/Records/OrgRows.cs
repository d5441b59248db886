using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>Rows of orgs.csv.</summary>
internal sealed class OrgRows(Cells cells) : RecordRows(cells)
{
    private static readonly string[] Types = ["school", "district", "department", "local", "state", "national"];
    private readonly Column name = cells["name"];
    private readonly Column type = cells["type"];
    private readonly Column identifier = cells["identifier"];
    private readonly Column parent = cells["parentSourcedId"];

    protected override RosterRecord Read(SourcedId id, bool ended, DateTimeOffset? modified) => new Org
    {
        SourcedId = id,
        ToBeDeleted = ended,
        DateLastModified = modified,
        Name = Cells.Demanded(name, ended),
        Type = Cells.Word(type, Types) ?? Cells.Demanded(type, ended),
        Identifier = Cells.Text(identifier),
        Parent = Cells.Id(parent),
    };
}
