using Integration.Lti.Registrations;

namespace Integration.Lti.DeepLinking;

/// <summary>Signs deep linking responses.</summary>
public sealed class DeepLinkingResponses
{
    /// <summary>The signed <c>JWT</c> field to post to <see cref="DeepLinkingSettings.ReturnUrl"/>; no items means cancelled.</summary>
    /// <param name="registration">Who asked.</param>
    /// <param name="deploymentId">The deployment that asked.</param>
    /// <param name="data">The request's <c>data</c>, echoed unchanged; null when it had none.</param>
    /// <param name="items">What to place; the caller has honoured the request's <c>accept_*</c>.</param>
    /// <param name="message">Plain words the platform may show, or null.</param>
    /// <param name="ct">Cancels.</param>
    public Task<string> SignAsync(
        Registration registration, string deploymentId, string? data, IReadOnlyList<ContentItem> items, string? message, CancellationToken ct)
        => throw new NotSupportedException();
}
