using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Learning.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>The student's side of Reflect.</summary>
internal sealed class AnswerEndpoints(OwnWork own, FollowingWork following, AnswerScreens screens, SaveEndpoint save, HelpEndpoint help, WorkStore works)
{
    private const int LongestKey = 64;

    public async Task<IResult> OpenAsync(OpenedActivity opened, LaunchFrame? frame, CancellationToken ct)
    {
        // Only a launch, which is a POST, brings anything along: a page that is asked for once more changes nothing.
        var found = await own.FindAsync(opened, ct);
        return frame is not null && await following.BringAsync(found, ct)
            ? await screens.ShowAsync(await own.FindAsync(opened, ct), ct, frame, notice: static (_, words) => words["came.here"])
            : await screens.ShowAsync(found, ct, frame);
    }

    public IResult Preview(ActivityDefinition activity, Words words, LaunchFrame? frame)
    {
        var model = new AnswerModel { Activity = activity, IsPreview = true, IsGraded = false };
        return new ScreenResult<WritingPage, AnswerModel>(words.Of<AnswerWords>(), activity.Title.For(words.Language), model) { Launch = frame };
    }

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reflect/work", ShowAsync);
        app.MapPost("/reflect/save", save.SaveAsync).AlsoWhenExpired();
        app.MapPost("/reflect/send", SendAsync);
        app.MapPost("/reflect/takeback", TakeBackAsync);
        app.MapPost("/reflect/help", help.AskAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext http, CancellationToken ct)
    {
        var session = http.Session();
        return !session.MayWork ? SessionRefusalEndpoints.NotAllowed
            : await own.FindAsync(session, version: null, ct) is { } opened ? await screens.ShowAsync(opened, ct)
            : new Refusal(AnswerFaults.NoActivity).Answer(StatusCodes.Status404NotFound);
    }

    private async Task<IResult> SendAsync(HttpContext http, string? version, CancellationToken ct)
    {
        var session = http.Session();
        if (!session.MayWork)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form || form["key"] is not { Length: > 0 and <= LongestKey } key)
        {
            return new Refusal(AnswerFaults.Malformed).Answer(StatusCodes.Status400BadRequest);
        }

        if (await own.FindAsync(session, PostedForm.NumberOf(version), ct) is not { } opened)
        {
            return new Refusal(AnswerFaults.NoActivity).Answer(StatusCodes.Status404NotFound);
        }

        if (opened.DrawnFrom is not null)
        {
            return await screens.ShowAsync(opened, ct, notice: (model, words) => words["changed.text", model.TeacherFirst(words), AnswerFaults.ChangedMeanwhile]);
        }

        // Everything typed was saved before the page asked to send; what is checked is what is stored and goes.
        var findings = ReflectRules.Check(opened.Activity, new Dictionary<string, string>());
        var step = await works.SendAsync(
            opened.Place,
            opened.Activity,
            key,
            work => (findings = ReflectRules.Check(opened.Activity, work.Fields.ToDictionary(field => field.Key, field => field.Value.Value))).Count == 0,
            (work, summary) => ReflectRules.Summarise(opened.Activity, work, summary),
            session.IsGraded,
            ct);
        return await screens.ShowAsync(
            opened with { Work = step.Work },
            ct,
            findings: step.Refusal is null or WorkRefusal.Closed or WorkRefusal.Full ? [] : findings,
            notice: step.Refusal == WorkRefusal.Full ? (model, words) => words["full.send", model.TeacherFirst(words), AnswerFaults.NoRoomToSend] : null);
    }

    private async Task<IResult> TakeBackAsync(HttpContext http, CancellationToken ct)
    {
        var session = http.Session();
        if (!session.MayWork)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await own.FindAsync(session, version: null, ct) is not { } opened)
        {
            return new Refusal(AnswerFaults.NoActivity).Answer(StatusCodes.Status404NotFound);
        }

        var step = await works.TakeBackAsync(opened.Place, opened.Activity, ct);
        return await screens.ShowAsync(
            opened with { Work = step.Work },
            ct,
            notice: step.Refusal == WorkRefusal.AlreadyOpened ? (model, words) => words["sent.opened", model.TeacherFirst(words)] : null);
    }
}
