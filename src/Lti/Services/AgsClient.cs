using Integration.Lti.Registrations;

namespace Integration.Lti.Services;

/// <summary>Assignment and Grade Services, tool side.</summary>
public sealed class AgsClient
{
    /// <summary>Finds the line item of a placed link by <paramref name="resourceLinkId"/>; null when the platform holds none.</summary>
    public Task<LtiResult<LineItem?>> FindLineItemAsync(Registration registration, string deploymentId, Uri lineItems, string resourceLinkId, string? resourceId, CancellationToken ct)
        => throw new NotSupportedException();

    /// <summary>Creates a line item.</summary>
    public Task<LtiResult<LineItem>> CreateLineItemAsync(Registration registration, string deploymentId, Uri lineItems, LineItem lineItem, CancellationToken ct)
        => throw new NotSupportedException();

    /// <summary>Posts one score; true means stored, and a stale one (the platform already holds a later timestamp) is the fault <c>LTI3409</c>.</summary>
    public Task<LtiResult<bool>> PostScoreAsync(Registration registration, string deploymentId, Uri lineItem, Score score, CancellationToken ct)
        => throw new NotSupportedException();
}
