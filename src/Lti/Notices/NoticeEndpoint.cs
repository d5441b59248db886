using System.Globalization;
using System.Text.Json.Nodes;
using Integration.Lti.Faults;
using Integration.Lti.Http;
using Integration.Lti.Launch;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Notices;

/// <summary>
/// Takes a platform's notices (<see href="https://www.imsglobal.org/spec/lti-pns/v1p0/main/">Platform Notification Service 1.0</see>): all of a delivery are judged
/// before one is taken. Types that this tool has no use for are taken and come to nothing. A refusal is JSON with the code, for whoever reads the LMS's log.
/// </summary>
internal sealed partial class NoticeEndpoint(NoticeValidator validator, IUsedNonces nonces, INoticeHandler handler, ILogger<NoticeEndpoint> logger)
{
    /// <summary>Answers <c>POST /lti/notices</c>.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, CancellationToken ct)
    {
        ResponseHeaders.KeepPrivate(http);
        var taken = await TakeAsync(http, ct);
        return taken.TryGetValue(out var count, out var fault) ? Taken(count) : Refuse(fault);
    }

    private async Task<LtiResult<int>> TakeAsync(HttpContext http, CancellationToken ct)
    {
        if ((await NoticeBody.ReadAsync(http, ct)).TryGetValue(out var tokens, out var fault) is false)
        {
            return fault;
        }

        var notices = new List<VerifiedNotice>(tokens.Count);
        foreach (var token in tokens)
        {
            if ((await validator.ValidateAsync(token, ct)).TryGetValue(out var notice, out fault) is false)
            {
                return fault;
            }

            notices.Add(notice);
        }

        // One that was here before does not keep those beside it from being taken.
        LtiFault? again = null;
        foreach (var notice in notices)
        {
            if (!await nonces.TryUseAsync(notice.Registration.Id, notice.Nonce, notice.KeepUntil, ct))
            {
                again = new LtiFault(LaunchFaults.NonceUsed);
            }
            else if (notice.Copy is { } copy)
            {
                await handler.HandleAsync(copy, ct);
            }
        }

        return again is null ? notices.Count : again;
    }

    private IResult Taken(int count)
    {
        LogTaken(count);
        return Results.Ok();
    }

    private IResult Refuse(LtiFault fault)
    {
        LogRefused(fault.Kind.Code);
        var body = new JsonObject { ["error"] = fault.Kind.Code, ["error_description"] = RefusalWords.ForAdmin(fault.Kind, CultureInfo.InvariantCulture) };
        return Results.Text(body.ToJsonString(), "application/json", statusCode: fault.Kind.Status);
    }

    [LoggerMessage(Level = LogLevel.Information, EventName = "LtiNoticesTaken", Message = "{Count} notices taken")]
    private partial void LogTaken(int count);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "LtiNoticesRefused", Message = "{Code}: notices refused")]
    private partial void LogRefused(string code);
}
