using System.Globalization;
using Integration.Lti.Quirks;
using Integration.Lti.Registrations;

namespace Integration.Lti.Services;

/// <summary>Assignment and Grade Services, tool side. See <see href="https://www.imsglobal.org/spec/lti-ags/v2p0">AGS 2.0</see>.</summary>
public sealed class AgsClient
{
    private readonly ServiceCalls _calls;
    private readonly ServicePages _pages;

    internal AgsClient(ServiceCalls calls, ServicePages pages) => (_calls, _pages) = (calls, pages);

    /// <summary>Lists line items, every page of them. Platforms exist that ignore a filter: what it does not fit is left out here as well (but an item may leave out its link).</summary>
    public async Task<LtiResult<IReadOnlyList<LineItem>>> ListLineItemsAsync(
        Registration registration, string deploymentId, Uri lineItems, LineItemFilter filter, CancellationToken ct)
    {
        var listed = await ListAsync(registration, deploymentId, lineItems, filter, ct).ConfigureAwait(false);
        return listed.TryGetValue(out var items, out var fault)
            ? LtiResult<IReadOnlyList<LineItem>>.Success([.. items.Where(item => Fits(filter.ResourceLinkId, item.ResourceLinkId ?? filter.ResourceLinkId) && Fits(filter.ResourceId, item.ResourceId) && Fits(filter.Tag, item.Tag))])
            : fault;

        static bool Fits(string? wanted, string? found) => wanted is null || wanted == found;
    }

    /// <summary>Finds the line item of a placed link by <paramref name="resourceLinkId"/>; null when the platform holds none.</summary>
    public async Task<LtiResult<LineItem?>> FindLineItemAsync(
        Registration registration, string deploymentId, Uri lineItems, string resourceLinkId, string? resourceId, CancellationToken ct)
    {
        var listed = await ListAsync(registration, deploymentId, lineItems, new LineItemFilter(resourceLinkId), ct).ConfigureAwait(false);
        return listed.TryGetValue(out var items, out var fault) ? Choose(items, resourceLinkId, resourceId) : fault;
    }

    /// <summary>Creates a line item. A call that timed out may have created it all the same: find before creating again.</summary>
    public Task<LtiResult<LineItem>> CreateLineItemAsync(Registration registration, string deploymentId, Uri lineItems, LineItem lineItem, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(lineItem.Label);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lineItem.ScoreMaximum);

        var request = ServiceRequest.Post(lineItems, MediaTypes.LineItem, AgsJson.Write(lineItem));
        return AskForLineItemAsync(new ServiceCaller(registration, deploymentId, ServiceScopes.LineItem), request, ct);
    }

    /// <summary>Reads one line item.</summary>
    public async Task<LtiResult<LineItem>> GetLineItemAsync(Registration registration, string deploymentId, Uri lineItem, CancellationToken ct)
    {
        var request = ServiceRequest.Get(lineItem, MediaTypes.LineItem);
        var read = await AskForLineItemAsync(new ServiceCaller(registration, deploymentId, ServiceScopes.LineItem), request, ct).ConfigureAwait(false);
        return read.Fault?.Kind == ServiceFaults.ScopeNotGranted
            ? await AskForLineItemAsync(new ServiceCaller(registration, deploymentId, ServiceScopes.LineItemReadOnly), request, ct).ConfigureAwait(false)
            : read;
    }

    /// <summary>
    /// Changes a line item. A PUT replaces everything, and what it leaves out some platforms erase, so the item is read first and given back whole: with what the
    /// change did not touch, and with what only the platform understands.
    /// </summary>
    public async Task<LtiResult<LineItem>> UpdateLineItemAsync(
        Registration registration, string deploymentId, Uri lineItem, Func<LineItem, LineItem> change, CancellationToken ct)
    {
        var caller = new ServiceCaller(registration, deploymentId, ServiceScopes.LineItem);
        var read = await AskForLineItemAsync(caller, ServiceRequest.Get(lineItem, MediaTypes.LineItem), ct).ConfigureAwait(false);
        if (!read.TryGetValue(out var before, out var fault))
        {
            return fault;
        }

        var after = change(before) with { Id = before.Id };
        ArgumentException.ThrowIfNullOrWhiteSpace(after.Label);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(after.ScoreMaximum);
        return after == before
            ? before
            : await AskForLineItemAsync(caller, ServiceRequest.Put(lineItem, MediaTypes.LineItem, AgsJson.Write(after)), ct).ConfigureAwait(false);
    }

    /// <summary>Deletes a line item with its grades; true also when it was gone already.</summary>
    public async Task<LtiResult<bool>> DeleteLineItemAsync(Registration registration, string deploymentId, Uri lineItem, CancellationToken ct)
    {
        var caller = new ServiceCaller(registration, deploymentId, ServiceScopes.LineItem);
        var sent = await _calls.SendAsync(caller, ServiceRequest.Delete(lineItem, MediaTypes.LineItem), ct).ConfigureAwait(false);
        return sent.Fault is { } fault && fault.Kind != ServiceFaults.NotFound ? fault : true;
    }

    /// <summary>
    /// Posts one score; true means stored (or left out, where the product is known to mishandle such a score), and a stale one (the platform already holds a later timestamp) is the fault <c>LTI3409</c>.
    /// Sent once: whoever calls again after a <see cref="ServiceFaultClass.Retry"/> uses the same timestamp, so that the platform holds it once.
    /// </summary>
    public async Task<LtiResult<bool>> PostScoreAsync(Registration registration, string deploymentId, Uri lineItem, Score score, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(score.UserId);
        if (score.ScoreGiven is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(given);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(score.ScoreMaximum.GetValueOrDefault());
        }

        var quirks = ProductQuirks.Of(registration);
        if (!quirks.Takes(score))
        {
            return true;
        }

        var request = ServiceRequest.Post(lineItem.WithPathSuffix("/scores"), MediaTypes.Score, AgsJson.Write(score, quirks));
        var sent = await _calls.SendAsync(new ServiceCaller(registration, deploymentId, ServiceScopes.Score), request, ct).ConfigureAwait(false);
        return sent.Fault is { } fault ? fault : true;
    }

    /// <summary>Reads what the gradebook shows, for one student or for all who have something there.</summary>
    public async Task<LtiResult<IReadOnlyList<GradebookResult>>> ReadResultsAsync(
        Registration registration, string deploymentId, Uri lineItem, string? userId, CancellationToken ct)
    {
        var results = lineItem.WithPathSuffix("/results");
        var read = await _pages.ReadAsync(
            new ServiceCaller(registration, deploymentId, ServiceScopes.ResultReadOnly),
            userId is null || !ProductQuirks.Of(registration).FiltersResults ? results : results.WithQuery("user_id", userId),
            MediaTypes.Results,
            AgsJson.ReadResults,
            ct).ConfigureAwait(false);
        return read.TryGetValue(out var list, out var fault)
            ? LtiResult<IReadOnlyList<GradebookResult>>.Success([.. list.Entries.Where(result => userId is null || result.UserId == userId)])
            : fault;
    }

    private async Task<LtiResult<IReadOnlyList<LineItem>>> ListAsync(
        Registration registration, string deploymentId, Uri lineItems, LineItemFilter filter, CancellationToken ct)
    {
        var address = lineItems
            .WithOptionalQuery("resource_link_id", filter.ResourceLinkId)
            .WithOptionalQuery("resource_id", filter.ResourceId)
            .WithOptionalQuery("tag", filter.Tag)
            .WithOptionalQuery("limit", filter.Limit?.ToString(CultureInfo.InvariantCulture));
        var listed = await ListAsync(ServiceScopes.LineItem).ConfigureAwait(false);
        if (listed.Fault?.Kind == ServiceFaults.ScopeNotGranted)
        {
            // A platform that lets tools only read its columns grants the narrower scope alone.
            listed = await ListAsync(ServiceScopes.LineItemReadOnly).ConfigureAwait(false);
        }

        return listed.TryGetValue(out var list, out var fault) ? LtiResult<IReadOnlyList<LineItem>>.Success(list.Entries) : fault;

        Task<LtiResult<ServiceList<LineItem>>> ListAsync(string scope)
            => _pages.ReadAsync(new ServiceCaller(registration, deploymentId, scope), address, MediaTypes.LineItems, AgsJson.ReadLineItems, ct);
    }

    private async Task<LtiResult<LineItem>> AskForLineItemAsync(ServiceCaller caller, ServiceRequest request, CancellationToken ct)
    {
        var sent = await _calls.SendAsync(caller, request, ct).ConfigureAwait(false);
        return sent.TryGetValue(out var answer, out var fault) ? LooseJson.Read(answer, AgsJson.ReadLineItem) : fault;
    }

    /// <summary>
    /// The column of the link among what the platform listed. Platforms exist that ignore the filter or leave the link out of the item, and a grade in a
    /// stranger's column is worse than none: without the link or our own id on it an item counts only when it is the only one.
    /// </summary>
    private static LineItem? Choose(IReadOnlyList<LineItem> listed, string resourceLinkId, string? resourceId)
    {
        var candidates = listed.Where(item => item.ResourceLinkId is null || item.ResourceLinkId == resourceLinkId).ToList();
        return candidates.Find(item => resourceId is not null && item.ResourceId == resourceId)
               ?? candidates.Find(item => item.ResourceLinkId is not null)
               ?? (candidates.Count == 1 ? candidates[0] : null);
    }
}
