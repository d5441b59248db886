using Integration.Learning.Roster.Rows;
using Integration.Tables;

namespace Integration.Learning.Roster.Comparing;

/// <summary>A row as it was found, with the revision its replacement must name.</summary>
internal sealed class StoredRow(StoredDocument document)
{
    internal Key Row { get; } = document.Row;

    internal Revision Revision { get; } = document.Revision;

    internal RowEnvelope Envelope { get; } = RowEnvelope.Of(document);
}
