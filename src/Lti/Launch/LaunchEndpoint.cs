using Integration.Lti.Bind;
using Integration.Lti.Faults;
using Integration.Lti.Http;
using Integration.Lti.Login;
using Integration.Lti.Quirks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Launch;

/// <summary>
/// Step 3 of a launch: the platform's answer arrives. Token, claims, deployment, then the browser, by three rungs: the cookie of the login; else the platform's storage;
/// else a window of its own. No rung, no session.
/// </summary>
internal sealed partial class LaunchEndpoint(
    LaunchValidator validator,
    DeploymentGate deployments,
    Admission admission,
    TicketSeal tickets,
    StateSeal states,
    ILtiPages pages,
    Refusals refusals,
    LaunchNotes notes,
    LtiToolOptions options,
    TimeProvider clock,
    ILogger<LaunchEndpoint> logger)
{
    /// <summary>Answers <c>POST /lti/launch</c>.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, CancellationToken ct)
    {
        ResponseHeaders.KeepPrivate(http);
        var attempt = new Attempt();
        var answered = await TryAnswerAsync(http, attempt, ct);
        return answered.TryGetValue(out var answer, out var fault) ? answer : refusals.Refuse(http, fault, attempt);
    }

    private async Task<LtiResult<IResult>> TryAnswerAsync(HttpContext http, Attempt attempt, CancellationToken ct)
    {
        if ((await FormBody.ReadAsync(http, LaunchFaults.NotAForm, LaunchFaults.FormTooLarge, ct)).TryGetValue(out var form, out var fault) is false
            || (await validator.ValidateAsync(form, attempt, ct)).TryGetValue(out var verified, out fault) is false)
        {
            return fault;
        }

        attempt.Read(verified.Launch);
        if (await deployments.JudgeAsync(verified.Launch, ct) is { } notLetIn)
        {
            return notLetIn;
        }

        var state = verified.State;
        var nonce = new NonceToUse(state.Nonce, state.ExpiresAt + LaunchTicket.Lifetime + options.ClockSkew);
        if (BindingCookie.IsHeld(http, state))
        {
            // The cookie stays until it expires: a reload then meets the used nonce, whose refusal says what happened, and not an offer of a new window.
            return await admission.AdmitAsync(verified.Launch, nonce, "cookie", attempt, http, ct);
        }

        if (state.StorageTarget is not null)
        {
            WentOn("platform storage", attempt.Reference, verified.Launch.Registration.Id.Value);
            notes.Note(attempt, LaunchOutcome.AskedStorage);
            return LtiResult<IResult>.Success(AskStorage(http, verified, nonce, attempt));
        }

        // The answer to a deep linking request must come from the window that was asked.
        if (verified.Launch.MessageType == LtiMessageType.DeepLinking)
        {
            return new LtiFault(LaunchFaults.BrowserUnknown);
        }

        WentOn("new window", attempt.Reference, verified.Launch.Registration.Id.Value);
        notes.Note(attempt, LaunchOutcome.NewWindow);
        return LtiResult<IResult>.Success(pages.OpenInNewWindow(http, LoginAgain(verified), attempt.ToFacts(clock.GetUtcNow())));
    }

    private IResult AskStorage(HttpContext http, VerifiedLaunch verified, NonceToUse nonce, Attempt attempt)
    {
        var ticket = new LaunchTicket(
            verified.Launch.Registration.Id, verified.State.BindingHash, nonce, clock.GetUtcNow() + LaunchTicket.Lifetime, BegunLaunch.Of(attempt), verified.Payload);
        return pages.AskStorage(http, new AskStorageStep(
            verified.Launch.Registration.LmsOrigin,
            verified.State.StorageTarget!,
            BindingCookie.StorageKey(verified.State.StateId),
            tickets.Seal(ticket),
            LoginAgain(verified)));
    }

    /// <summary>Null where a new window cannot help: hints too long to carry or already in a new window, hints that work once only, deep linking.</summary>
    private Uri? LoginAgain(VerifiedLaunch verified)
    {
        if (verified.State.Hints is not { } hints
            || verified.Launch.MessageType == LtiMessageType.DeepLinking
            || ProductQuirks.Of(verified.Launch.Registration, verified.Launch.Platform?.ProductFamilyCode).HintsWorkOnce)
        {
            return null;
        }

        var registration = verified.Launch.Registration.Id;
        var again = states.Seal(new LoginAgain(registration, hints, clock.GetUtcNow() + options.StateLifetime));
        return new Uri(options.PublicUrl, $"{LtiRoutes.LoginOf(registration)}?again={again}");
    }

    [LoggerMessage(
        Level = LogLevel.Information, EventName = "LtiNoCookie", Message = "No cookie came back; going on with {Rung}, reference {Reference}, registration {Registration}")]
    private partial void WentOn(string rung, string reference, string registration);
}
