using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>Makes records of the rows of one file.</summary>
internal abstract class RecordRows(Cells cells)
{
    private readonly Column sourcedId = cells["sourcedId"];

    protected Cells Cells => cells;

    /// <summary>The record of the current row; null when the row had to be left out, which has been said then.</summary>
    public RosterRecord? Read()
    {
        if (cells.Key(sourcedId) is not { } id)
        {
            return null;
        }

        var (ended, modified) = cells.Mark();
        return Read(id, ended, modified);
    }

    protected abstract RosterRecord? Read(SourcedId id, bool ended, DateTimeOffset? modified);
}
