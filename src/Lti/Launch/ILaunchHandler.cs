using Microsoft.AspNetCore.Http;

namespace Integration.Lti.Launch;

/// <summary>What the tool does with a launch that passed every check.</summary>
public interface ILaunchHandler
{
    /// <summary>Answers a resource link or deep linking launch with a page.</summary>
    Task<IResult> HandleAsync(LtiLaunch launch, HttpContext http, CancellationToken ct);
}

/// <summary>Where used nonces are kept: the replay wall.</summary>
public interface IUsedNonces
{
    /// <summary>Marks a nonce as used; false when it was used before. Atomic: of many callers with one nonce exactly one gets true.</summary>
    Task<bool> TryUseAsync(Registrations.RegistrationId registration, string nonce, DateTimeOffset keepUntil, CancellationToken ct);
}

/// <summary>The pages of the launch handshake, drawn by the tool so that they share its look and languages. None of them carries data of a person.</summary>
public interface ILtiPages
{
    /// <summary>The refusal page. Works without scripts; the status is that of the fault.</summary>
    IResult Refused(HttpContext http, LtiFault fault, RefusalFacts facts);

    /// <summary>A page that puts the binding secret into platform storage, then goes on to <paramref name="step"/>'s address; it goes on after a time-out too.</summary>
    IResult StoreBinding(HttpContext http, StoreBindingStep step);

    /// <summary>A page that asks platform storage for the binding secret and posts it with the ticket to <c>/lti/bind</c>.</summary>
    IResult AskStorage(HttpContext http, AskStorageStep step);

    /// <summary>A page with a link that starts the login again in a window of its own, or (null address) says how to open the tool from the LMS.</summary>
    IResult OpenInNewWindow(HttpContext http, Uri? loginAgain, RefusalFacts facts);
}

/// <summary>What may be said about a refused launch: never a token, a name or an address.</summary>
/// <param name="Reference">A short id that also stands in the log.</param>
/// <param name="Issuer">As received, or null.</param>
/// <param name="ClientId">As received, or null.</param>
/// <param name="DeploymentId">As received and signed, or null.</param>
/// <param name="MessageType">As received and signed, or null.</param>
/// <param name="At">When.</param>
public sealed record RefusalFacts(string Reference, string? Issuer, string? ClientId, string? DeploymentId, string? MessageType, DateTimeOffset At);

/// <summary>Puts <paramref name="Value"/> under <paramref name="Key"/> in platform storage at <paramref name="Origin"/>, then navigates to <paramref name="Next"/>.</summary>
/// <param name="Origin">Origin of the registered authorization endpoint: the only one spoken to.</param>
/// <param name="Target">The frame that keeps the storage: a frame name or <c>_parent</c>.</param>
/// <param name="Key">The storage key.</param>
/// <param name="Value">The binding secret.</param>
/// <param name="Next">The authentication request.</param>
public sealed record StoreBindingStep(string Origin, string Target, string Key, string Value, Uri Next);

/// <summary>
/// Asks platform storage at <paramref name="Origin"/> for <paramref name="Key"/> and posts a form to <c>/lti/bind</c> with the fields <c>ticket</c>
/// (<paramref name="Ticket"/>) and <c>value</c> (what storage held).
/// </summary>
/// <param name="Origin">Origin of the registered authorization endpoint: the only one spoken to.</param>
/// <param name="Target">The frame that keeps the storage: a frame name or <c>_parent</c>.</param>
/// <param name="Key">The storage key.</param>
/// <param name="Ticket">A sealed two-minute ticket; opaque.</param>
/// <param name="LoginAgain">Where the new-window rung starts over when storage stays silent, or null.</param>
public sealed record AskStorageStep(string Origin, string Target, string Key, string Ticket, Uri? LoginAgain);
