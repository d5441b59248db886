using Integration.Lti.Faults;
using Integration.Lti.Http;
using Integration.Lti.Launch;
using Integration.Lti.Login;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.Http;

namespace Integration.Lti.Bind;

/// <summary>
/// The end of the platform-storage rung: the page brings the ticket and what platform storage held. The comparison is made here, on the server; a script that
/// decides by itself to go on would be no control at all.
/// </summary>
internal sealed class BindEndpoint(
    TicketSeal tickets, IPlatformRegistry registry, DeploymentGate deployments, Admission admission, Refusals refusals, LtiToolOptions options, TimeProvider clock)
{
    /// <summary>Answers <c>POST /lti/bind</c> with the fields <c>ticket</c> and <c>value</c>.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, CancellationToken ct)
    {
        ResponseHeaders.KeepPrivate(http);
        var attempt = new Attempt();
        var answered = await TryAnswerAsync(http, attempt, ct);
        return answered.TryGetValue(out var answer, out var fault) ? answer : refusals.Refuse(http, fault, attempt);
    }

    private async Task<LtiResult<IResult>> TryAnswerAsync(HttpContext http, Attempt attempt, CancellationToken ct)
    {
        if ((await FormBody.ReadAsync(http, LaunchFaults.NotAForm, LaunchFaults.FormTooLarge, ct)).TryGetValue(out var form, out var fault) is false)
        {
            return fault;
        }

        if (form["ticket"] is not [{ Length: > 0 } sealedTicket] || form["binding"] is not [{ Length: > 0 } value])
        {
            return new LtiFault(LaunchFaults.BindFieldMissing);
        }

        if (tickets.Open(sealedTicket) is not { } ticket)
        {
            return new LtiFault(LaunchFaults.TicketBroken);
        }

        attempt.GoesOn(ticket);
        if (clock.GetUtcNow() >= ticket.ExpiresAt)
        {
            return new LtiFault(LaunchFaults.TicketExpired);
        }

        // Registration and deployment are read again: either may have been taken away since the ticket was drawn.
        if (await registry.FindAsync(ticket.Registration, ct) is not { } registration)
        {
            return new LtiFault(LaunchFaults.RegistrationGone);
        }

        attempt.Found(registration);
        if (!BindingCookie.Matches(value, ticket.BindingHash))
        {
            return new LtiFault(LaunchFaults.BindingWrong);
        }

        if (ReadLaunch(ticket, registration).TryGetValue(out var launch, out fault) is false)
        {
            return fault;
        }

        attempt.Read(launch);
        return await deployments.JudgeAsync(launch, ct) is { } notLetIn
            ? notLetIn
            : await admission.AdmitAsync(launch, ticket.Nonce, "platform storage", attempt, http, ct);
    }

    /// <summary>The claims were verified before they were sealed; reading them again is all that is left to do.</summary>
    private LtiResult<LtiLaunch> ReadLaunch(LaunchTicket ticket, Registration registration)
    {
        if (IdToken.ParseObject(ticket.Payload).TryGetValue(out var document, out var fault) is false)
        {
            return fault;
        }

        using (document)
        {
            return LaunchClaims.Read(new ClaimSet(document.RootElement), registration, options);
        }
    }
}
