using System.Runtime.CompilerServices;
using Integration.OneRoster.Http;
using Integration.OneRoster.Rostering;
using Microsoft.Extensions.Logging;

namespace Integration.OneRoster.Rest;

/// <summary>
/// A roster over OneRoster REST 1.1 or 1.2, from the six flat collections: nested ones are what vendors leave out most, and demographics are never asked for.
/// One call at a time, as vendors want it.
/// </summary>
public sealed class RestRosterReader : IRosterReader
{
    private readonly Uri _service;
    private readonly OneRosterConnection _connection;
    private readonly PageExchange _exchange;
    private readonly PageRetries _retries;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly HashSet<RosterCollection> _unfiltered = [];
    private string? _revision;

    internal RestRosterReader(Uri service, OneRosterConnection connection, PageExchange exchange, PageRetries retries, TimeProvider clock, ILogger log)
        => (_service, _connection, _exchange, _retries, _clock, _log) = (service, connection, exchange, retries, clock, log);

    /// <inheritdoc/>
    /// <remarks>
    /// Asks each collection for one record, with the filter when there is one: that tells which are offered and granted, and which can be filtered, before
    /// anything is taken for complete.
    /// </remarks>
    public async Task<OneRosterResult<RosterOffer>> OpenAsync(DateTimeOffset? since, CancellationToken ct)
    {
        var modes = new Dictionary<RosterCollection, ReadMode>();
        var warnings = new List<RosterWarning>();
        DateTimeOffset? serverTime = null;
        OneRosterFault? lastAbsence = null;
        var askedAt = _clock.GetUtcNow();
        foreach (var collection in Enum.GetValues<RosterCollection>())
        {
            var pages = new CollectionPages(this, collection, since, new RestPosition { Limit = 1, IsWhole = MustBeWhole(collection), Revision = _revision });
            var answer = await pages.ProbeAsync(ct).ConfigureAwait(false);
            if (answer.Fault is { } fault)
            {
                if (fault.Kind != SisFaults.NotGranted && fault.Kind != SisFaults.NotOffered)
                {
                    return Stopped(collection, 0, fault);
                }

                // Two refusals are told apart: "not granted" is what an admin can change.
                lastAbsence = lastAbsence?.Kind == SisFaults.NotGranted ? lastAbsence : fault;
                warnings.Add(fault.Kind == SisFaults.NotGranted ? RestWarnings.NotGranted(collection) : RestWarnings.NotOffered(collection));
            }

            serverTime ??= answer.ServerTime;
            modes[collection] = answer.Fault is not null ? ReadMode.Absent : since is null || pages.IsWhole ? ReadMode.Complete : ReadMode.Changes;
            warnings.AddRange(pages.TakeWarnings());
        }

        return lastAbsence is { } nothing && modes.Values.All(mode => mode == ReadMode.Absent)
            ? nothing
            : new RosterOffer(_connection.Version, serverTime ?? askedAt, modes, warnings) { Revision = _revision };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OneRosterResult<RosterPage>> ReadAsync(
        RosterCollection collection, DateTimeOffset? since, string? position, [EnumeratorCancellation] CancellationToken ct)
    {
        var start = position is null ? new RestPosition { Limit = _connection.PageSize, IsWhole = MustBeWhole(collection) } : RestPosition.Read(position);
        var pages = new CollectionPages(this, collection, since, start);
        while (!pages.IsEnd)
        {
            var page = await pages.NextAsync(ct).ConfigureAwait(false);
            yield return page;
            if (page.Fault is not null)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal Uri Service => _service;

    internal SisQuirks Quirks => _connection.Quirks;

    internal Task<PageAnswer> AskAsync(PageAsking asking, Func<PageAsking, Uri> address, CancellationToken ct)
        => _retries.AskAsync(asking, (page, token) => _exchange.AskAsync(address(page), page.Collection, page.Offset, token), ct);

    /// <summary>False when the roster is not the one that was being read any more.</summary>
    internal bool IsSameRevision(string? revision) => revision is null || (_revision ??= revision) == revision;

    internal void NoteUnfiltered(RosterCollection collection) => _unfiltered.Add(collection);

    internal void LogRead(RosterCollection collection, int records, long offset, int calls)
        => _log.PageRead(CollectionAddress.Name(collection), _service.IdnHost, records, offset, calls);

    internal OneRosterFault Stopped(RosterCollection collection, long offset, OneRosterFault fault)
    {
        _log.ReadStopped(CollectionAddress.Name(collection), _service.IdnHost, offset, fault.Kind.Code, fault.HttpStatus);
        return fault;
    }

    private bool MustBeWhole(RosterCollection collection) => _connection.Quirks.NoFilter || _unfiltered.Contains(collection);
}
