using Integration.Lti.Faults;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Launch;

/// <summary>The last step, the same for every way in: use up the nonce (Security Framework 5.1.3 step 9), then hand the launch to the tool.</summary>
internal sealed partial class Admission(IUsedNonces nonces, IPlatformRegistry registry, ILaunchHandler handler, LaunchNotes notes, ILogger<Admission> logger)
{
    private const int MaxFamily = 255;

    /// <summary>The tool's own answer, or the fault when the nonce was used before.</summary>
    public async Task<LtiResult<IResult>> AdmitAsync(LtiLaunch launch, NonceToUse nonce, string rung, Attempt attempt, HttpContext http, CancellationToken ct)
    {
        if (!await nonces.TryUseAsync(launch.Registration.Id, nonce.Value, nonce.KeepUntil, ct))
        {
            return new LtiFault(LaunchFaults.NonceUsed);
        }

        if (launch.Registration.ProductFamily is null && launch.Platform?.ProductFamilyCode is { Length: <= MaxFamily } family)
        {
            await registry.ReportProductFamilyAsync(launch.Registration, family, ct);
        }

        notes.Note(attempt, LaunchOutcome.Admitted, rung);
        Admitted(launch.MessageType, rung, attempt.Reference, launch.Registration.Id.Value);
        return LtiResult<IResult>.Success(await handler.HandleAsync(launch, http, ct));
    }

    [LoggerMessage(
        Level = LogLevel.Information, EventName = "LtiAdmitted", Message = "{MessageType} admitted by {Rung}, reference {Reference}, registration {Registration}")]
    private partial void Admitted(LtiMessageType messageType, string rung, string reference, string registration);
}

/// <summary>A nonce and how long it must be remembered: as long as its state or a ticket drawn from it can still be shown. The token's own <c>exp</c> does not matter.</summary>
internal sealed record NonceToUse(string Value, DateTimeOffset KeepUntil);
