using Integration.Lti.Launch;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Lti;

/// <summary>Turns a fault into the refusal page and one line in either log, tied by the reference.</summary>
internal sealed partial class Refusals(ILtiPages pages, LaunchNotes notes, TimeProvider clock, ILogger<Refusals> logger)
{
    /// <summary>Logs the fault and answers with its page.</summary>
    public IResult Refuse(HttpContext http, LtiFault fault, Attempt attempt)
    {
        Refused(fault.Kind.Code, attempt.Reference, attempt.Registration?.Value ?? "-");
        notes.Note(attempt, LaunchOutcome.Refused, refused: fault.Kind);
        return pages.Refused(http, fault, attempt.ToFacts(clock.GetUtcNow()));
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "LtiRefused", Message = "{Code} refused, reference {Reference}, registration {Registration}")]
    private partial void Refused(string code, string reference, string registration);
}
