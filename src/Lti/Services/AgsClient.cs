using Integration.Lti.Registrations;

namespace Integration.Lti.Services;

/// <summary>Assignment and Grade Services, tool side. See <see href="https://www.imsglobal.org/spec/lti-ags/v2p0">AGS 2.0</see>.</summary>
public sealed class AgsClient
{
    private readonly ServiceCalls _calls;
    private readonly ServicePages _pages;

    internal AgsClient(ServiceCalls calls, ServicePages pages) => (_calls, _pages) = (calls, pages);

    /// <summary>Finds the line item of a placed link by <paramref name="resourceLinkId"/>; null when the platform holds none.</summary>
    public async Task<LtiResult<LineItem?>> FindLineItemAsync(
        Registration registration, string deploymentId, Uri lineItems, string resourceLinkId, string? resourceId, CancellationToken ct)
    {
        var found = await ListAsync(ServiceScopes.LineItem).ConfigureAwait(false);
        if (found.Fault?.Kind == ServiceFaults.ScopeNotGranted)
        {
            // A platform that lets tools only read its columns grants the narrower scope alone.
            found = await ListAsync(ServiceScopes.LineItemReadOnly).ConfigureAwait(false);
        }

        return found.TryGetValue(out var list, out var fault) ? Choose(list.Entries, resourceLinkId, resourceId) : fault;

        Task<LtiResult<ServiceList<LineItem>>> ListAsync(string scope) => _pages.ReadAsync(
            new ServiceCaller(registration, deploymentId, scope),
            lineItems.WithQuery("resource_link_id", resourceLinkId),
            MediaTypes.LineItems,
            AgsJson.ReadLineItems,
            ct);
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
    /// Posts one score; true means stored, and a stale one (the platform already holds a later timestamp) is the fault <c>LTI3409</c>.
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

        var request = ServiceRequest.Post(lineItem.WithPathSuffix("/scores"), MediaTypes.Score, AgsJson.Write(score));
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
            userId is null ? results : results.WithQuery("user_id", userId),
            MediaTypes.Results,
            AgsJson.ReadResults,
            ct).ConfigureAwait(false);
        return read.TryGetValue(out var list, out var fault)
            ? LtiResult<IReadOnlyList<GradebookResult>>.Success([.. list.Entries.Where(result => userId is null || result.UserId == userId)])
            : fault;
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
