namespace Integration.OneRoster.Rostering;

/// <summary>
/// One opened source of a roster: a REST connection or a CSV package. Both look the same from here: collections, each read as a stream of pages that can be
/// taken up again at any page's position, in another process if need be.
/// </summary>
public interface IRosterReader : IAsyncDisposable
{
    /// <summary>
    /// Looks at the source before anything is read: version, and what it offers of each collection when read since <paramref name="since"/> (null: everything).
    /// Refuses what is no OneRoster at all.
    /// </summary>
    Task<OneRosterResult<RosterOffer>> OpenAsync(DateTimeOffset? since, CancellationToken ct);

    /// <summary>
    /// Reads one collection. The stream ends after its last page, or after the first fault; a fault means that the collection was not read to its end.
    /// Memory holds one page.
    /// </summary>
    /// <param name="collection">What to read.</param>
    /// <param name="since">
    /// Only what changed since then; null for everything. Give it only where the offer said <see cref="ReadMode.Changes"/>: a read that was taken for complete
    /// and was not would end what it left out.
    /// </param>
    /// <param name="position"><see cref="RosterPage.Position"/> of the last page that was kept, or null from the start.</param>
    /// <param name="ct">Cancels the read.</param>
    IAsyncEnumerable<OneRosterResult<RosterPage>> ReadAsync(RosterCollection collection, DateTimeOffset? since, string? position, CancellationToken ct);
}

/// <summary>What a source offers.</summary>
/// <param name="Version"><c>1.1</c> or <c>1.2</c>.</param>
/// <param name="ServerTime">The other side's clock at the start (the <c>Date</c> header); our own when it does not say.</param>
/// <param name="Modes">How each collection comes.</param>
/// <param name="Warnings">What is odd about the source as a whole.</param>
public sealed record RosterOffer(
    string Version, DateTimeOffset ServerTime, IReadOnlyDictionary<RosterCollection, ReadMode> Modes, IReadOnlyList<RosterWarning> Warnings)
{
    /// <summary>
    /// The source's own number for this state of its whole roster, where it has one (ClassLink). The same as at the end of the last run: nothing has changed.
    /// Another than at the start of this run: start again.
    /// </summary>
    public string? Revision { get; init; }
}

/// <summary>What the records of a collection mean together.</summary>
public enum ReadMode
{
    /// <summary>Everything there is: what is absent has ended.</summary>
    Complete,

    /// <summary>What changed: absence means nothing.</summary>
    Changes,

    /// <summary>Not part of this source, or not granted to us (a warning says which): nothing is read and nothing ends.</summary>
    Absent,
}

/// <summary>Some records of one collection, in the order in which the source sent them.</summary>
/// <param name="Records">The records; may be empty.</param>
/// <param name="Warnings">What was odd about them.</param>
/// <param name="Position">Where to go on after this page; opaque.</param>
/// <param name="Calls">HTTP requests it took; 0 for packages.</param>
/// <param name="Bytes">Bytes read for it, decompressed.</param>
public sealed record RosterPage(IReadOnlyList<RosterRecord> Records, IReadOnlyList<RosterWarning> Warnings, string Position, int Calls, long Bytes);

/// <summary>Something odd that did not stop the read. It names files, lines, fields and ids; never a person's name or address.</summary>
/// <param name="Code">Stable, such as <c>OR2003</c>.</param>
/// <param name="Sentence">What is odd and what was done about it.</param>
/// <param name="Collection">The collection, if it is about one.</param>
/// <param name="Id">The sourcedId of the record, if it is about one.</param>
/// <param name="File">The file of the package, if any.</param>
/// <param name="Line">The line in that file, from 1 (the header).</param>
public sealed record RosterWarning(
    string Code, string Sentence, RosterCollection? Collection = null, string? Id = null, string? File = null, long? Line = null)
{
    /// <summary>True when a record that is there may be missing from this read: absence from it proves nothing, even where everything was read.</summary>
    public bool MayHideRecords { get; init; }
}
