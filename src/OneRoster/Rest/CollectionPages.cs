using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Rest;

/// <summary>
/// The loop over the pages of one collection. The offset moves by the records received and never by the size asked for; a short page is no end, and a missing
/// <c>Link</c> neither: only an empty page is, or as many records as the SIS says there are.
/// </summary>
internal sealed class CollectionPages(RestRosterReader reader, RosterCollection collection, DateTimeOffset? since, RestPosition start)
{
    private readonly List<RosterWarning> _warnings = [];
    private readonly bool _isResumed = start.Offset > 0;
    private RestPosition _position = start;
    private HashSet<string>? _firstIds;
    private HashSet<string>? _lastIds;
    private bool _saidForeign;
    private bool _saidChanged;

    /// <summary>True when there is nothing after the last page.</summary>
    public bool IsEnd => _position.IsEnd;

    /// <summary>True when everything is read, whatever was asked for.</summary>
    public bool IsWhole => since is null || _position.IsWhole;

    /// <summary>Asks for the first record, to see what comes.</summary>
    public async Task<PageAnswer> ProbeAsync(CancellationToken ct) => (await AskAsync(ct).ConfigureAwait(false)).Answer;

    /// <summary>What was odd since it was last asked.</summary>
    public IReadOnlyList<RosterWarning> TakeWarnings()
    {
        RosterWarning[] taken = [.. _warnings];
        _warnings.Clear();
        return taken;
    }

    /// <summary>The next page, or the fault that ends the read; its position is that of the last page.</summary>
    public async Task<OneRosterResult<RosterPage>> NextAsync(CancellationToken ct)
    {
        var (answer, asking) = await AskAsync(ct).ConfigureAwait(false);
        if (answer.Content is not { } content)
        {
            return Stop(answer.Fault!);
        }

        if (IsSeenAgain(content.Ids))
        {
            return Stop(Fault(RestFaults.OffsetIgnored));
        }

        var total = reader.Quirks.NoTotal ? null : answer.Total;
        if (content.Received == 0 && IsWhole && total > _position.Offset)
        {
            return Stop(Fault(RestFaults.Incomplete, $"{_position.Offset} of {total}"));
        }

        Warn(answer, asking, total);
        Remember(content.Ids);
        var received = _position.Offset + content.Received;
        _position = _position with
        {
            Offset = received,
            Limit = asking.Limit,
            Cursor = answer.Next.Address?.PathAndQuery,
            Total = total ?? _position.Total,
            Revision = answer.Revision ?? _position.Revision,
            First = _position.First ?? Mark(content.Ids),
            Last = Mark(content.Ids),

            // Where pages are cursors, the one that names no other is the last.
            IsEnd = content.Received == 0 || received >= total || (_position.Cursor is not null && answer.Next.Kind != NextLink.Cursor),
        };
        reader.LogRead(collection, content.Received, _position.Offset, asking.Calls);
        return new RosterPage(content.Records, [.. TakeWarnings(), .. content.Warnings], _position.Write(), asking.Calls, asking.Bytes);
    }

    private async Task<(PageAnswer Answer, PageAsking Asking)> AskAsync(CancellationToken ct)
    {
        var asking = new PageAsking(collection, reader.Service.IdnHost, _position.Offset, _position.Limit);
        var answer = await reader.AskAsync(asking, Address, ct).ConfigureAwait(false);

        // Only at the start: a filter that was taken for the first page and is refused for the second is no matter of filters.
        if (!IsWhole && _position.Offset == 0 && answer.Fault?.HttpStatus is 400 or 422)
        {
            _position = _position with { IsWhole = true };
            reader.NoteUnfiltered(collection);
            _warnings.Add(RestWarnings.FilterRefused(collection));
            answer = await reader.AskAsync(asking, Address, ct).ConfigureAwait(false);
        }

        // The position's revision may come from another process.
        return answer.Revision is { } now && !(reader.IsSameRevision(now) && (_position.Revision ?? now) == now)
            ? (answer with { Content = null, Fault = Fault(RestFaults.RevisionChanged) }, asking)
            : (answer, asking);
    }

    private Uri Address(PageAsking page)
        => _position.Cursor is { } cursor
            ? new Uri(reader.Service.GetLeftPart(UriPartial.Authority) + cursor)
            : CollectionAddress.Of(reader.Service, collection, page.Offset, page.Limit, IsWhole ? null : since);

    private bool IsSeenAgain(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return false;
        }

        // After a restart the ids of earlier pages are gone; a page that begins as one of them did is the same page.
        return _isResumed && _lastIds is null
            ? Mark(ids) is { } mark && (mark == _position.First || mark == _position.Last)
            : IsAllIn(_lastIds) || IsAllIn(_firstIds);

        bool IsAllIn(HashSet<string>? seen) => seen is not null && ids.All(seen.Contains);
    }

    private void Remember(IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
        {
            _lastIds = new HashSet<string>(ids, StringComparer.Ordinal);
            _firstIds ??= _lastIds;
        }
    }

    private void Warn(PageAnswer answer, PageAsking asking, long? total)
    {
        if (asking.Limit < _position.Limit)
        {
            _warnings.Add(RestWarnings.SmallerPages(collection, asking.Limit));
        }

        if (answer.Next.Kind == NextLink.Foreign && !_saidForeign)
        {
            _saidForeign = true;
            _warnings.Add(RestWarnings.ForeignLink(collection));
        }

        if (total is not null && _position.Total is { } before && before != total && !_saidChanged)
        {
            _saidChanged = true;
            _warnings.Add(RestWarnings.TotalChanged(collection));
        }
    }

    private OneRosterFault Fault(OneRosterFaultKind kind, string? note = null)
        => new(kind, $"{CollectionAddress.Name(collection)}, {reader.Service.IdnHost}{(note is null ? "" : $": {note}")}");

    private OneRosterFault Stop(OneRosterFault fault) => reader.Stopped(collection, _position.Offset, fault);

    private static string? Mark(IReadOnlyList<string> ids) => ids.Count == 0 ? null : RestPosition.Mark(ids[0]);
}
