namespace Integration.Lti.Services;

/// <summary>
/// Assignment and Grade Services as offered at launch (<c>endpoint</c> claim).
/// See <see href="https://www.imsglobal.org/spec/lti-ags/v2p0#assignment-and-grade-service-claim">AGS 3.1</see>.
/// </summary>
/// <param name="Scopes">The scopes granted for this launch.</param>
/// <param name="LineItems">The course's line item container, when offered.</param>
/// <param name="LineItem">The one line item of the launched link, when there is exactly one.</param>
public sealed record AgsEndpoint(IReadOnlyList<string> Scopes, Uri? LineItems, Uri? LineItem);

/// <summary>Names and Role Provisioning Services as offered at launch. See <see href="https://www.imsglobal.org/spec/lti-nrps/v2p0#claim-for-inclusion-in-lti-messages">NRPS 3.6.1</see>.</summary>
public sealed record NrpsEndpoint(Uri ContextMembershipsUrl);

/// <summary>Platform Notification Service as offered at launch. See <see href="https://www.imsglobal.org/spec/lti-pns/v1p0/main/">Platform Notification Service 1.0</see>.</summary>
/// <param name="Address">Where the tool says which notices it wants.</param>
/// <param name="Types">The types of notice there are.</param>
public sealed record NoticeService(Uri Address, IReadOnlyList<string> Types);
