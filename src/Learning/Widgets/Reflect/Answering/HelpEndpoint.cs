using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Learning.Work;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>Takes a student's request for help. It reaches the teacher at once, even while the work is a draft.</summary>
internal sealed class HelpEndpoint(OwnWork own, WorkStore works)
{
    private const int TextLimit = 400;

    /// <summary>What kinds of help there are, in the order shown.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["words", "step", "time", "partner", "plan", "other"];

    /// <summary>Who may help, in the order shown.</summary>
    public static readonly IReadOnlyList<string> Whom = ["teacher", "peer", "tool"];

    /// <summary>Takes <c>id</c> (the page's own, the same when it tries again), <c>kind</c>, <c>whom</c> and <c>text</c>.</summary>
    public async Task<IResult> AskAsync(HttpContext http, string? version, CancellationToken ct)
    {
        var session = http.Session();
        if (!session.MayWork)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form || !Guid.TryParseExact(form["id"], "N", out var id))
        {
            return new Refusal(AnswerFaults.Malformed).Answer(StatusCodes.Status400BadRequest);
        }

        if (await own.FindAsync(session, PostedForm.NumberOf(version), ct) is not { } opened)
        {
            return new Refusal(AnswerFaults.NoActivity).Answer(StatusCodes.Status404NotFound);
        }

        var words = session.Words().Of<AnswerWords>();
        var whom = form["whom"] is { Length: > 0 } chosen ? chosen : Whom[0];
        if (!Kinds.Contains(form["kind"]) || !Whom.Contains(whom) || form["text"].Length > TextLimit)
        {
            var typed = new HelpModel(opened.Activity.Version, opened.Work?.Help ?? []) { Id = id.ToString("N"), Kind = form["kind"], Whom = whom, Text = form["text"], IsWrong = true };
            return new ScreenResult<HelpPage, HelpModel>(words, words["help.title"], typed) { Status = StatusCodes.Status422UnprocessableEntity };
        }

        var request = new HelpRequest(id.ToString("N"), default, form["kind"], whom, form["text"].Trim());
        var step = await works.AskForHelpAsync(opened.Place, opened.Activity, session.Language, request, ct);
        if (step.Refusal is not null)
        {
            var kept = new HelpModel(opened.Activity.Version, step.Work?.Help ?? []) { Id = request.Id, Kind = request.Kind, Whom = whom, Text = form["text"], IsFull = true };
            return new ScreenResult<HelpPage, HelpModel>(words, words["help.title"], kept) { Status = StatusCodes.Status422UnprocessableEntity };
        }

        return new ScreenResult<HelpPage, HelpModel>(words, words["help.title"], new HelpModel(opened.Activity.Version, step.Work!.Help) { IsSent = true });
    }
}
