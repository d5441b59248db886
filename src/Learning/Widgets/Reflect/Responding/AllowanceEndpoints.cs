using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Learning.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>
/// What a teacher allows one student: to leave it out, or to go on after it closed. Each is taken back at any time. Whoever may answer may do so; all end on the
/// class view.
/// </summary>
internal sealed class AllowanceEndpoints(
    OpenedClass opening, ClassReader classes, StudentEndpoints students, MemberStore members, Excusals excusals, Reopenings reopenings)
{
    public void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/excuse", ExcuseAsync);
        group.MapPost("/unexcuse", (HttpContext http, CancellationToken ct) => ForStudentAsync(http, UndoAsync, "excuse.undone", ct));
        group.MapPost("/reopen", (HttpContext http, CancellationToken ct) => ForStudentAsync(http, ReopenAsync, "reopen.done", ct));
        group.MapPost("/close", (HttpContext http, CancellationToken ct) => ForStudentAsync(http, CloseAsync, "reopen.undone", ct));
    }

    private async Task<IResult> ExcuseAsync(HttpContext http, CancellationToken ct)
    {
        if (await opening.FindAsync(http.Session(), ct) is not { } opened)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form || ExcuseForm.Read(form) is not { } asked)
        {
            return new Refusal(RespondFaults.Malformed).Answer(StatusCodes.Status400BadRequest);
        }

        if (asked.Fault is not null)
        {
            return RespondEndpoints.Screen(opened.Words, await classes.ReadAsync(opened, listAgain: false, ct) with { Excusing = asked });
        }

        var learner = new LearnerId(asked.Learner);
        if (await FindAsync(opened, learner, ct) is not { } found)
        {
            return new Refusal(RespondFaults.NoSuchWork).Answer(StatusCodes.Status404NotFound);
        }

        await excusals.ExcuseAsync(found.Place, found.Activity, asked.Reason, await TeacherAsync(opened, ct), ct);
        return await ClassAsync(opened, learner, "excuse.done", ct);
    }

    private async Task UndoAsync(OpenedActivity opened, Allowed found, CancellationToken ct)
        => await excusals.UndoAsync(found.Place, found.Activity, found.IsGraded, await TeacherAsync(opened, ct), ct);

    private Task ReopenAsync(OpenedActivity opened, Allowed found, CancellationToken ct) => reopenings.SetAsync(found.Place, found.Activity, isOpen: true, ct);

    private Task CloseAsync(OpenedActivity opened, Allowed found, CancellationToken ct) => reopenings.SetAsync(found.Place, found.Activity, isOpen: false, ct);

    private async Task<IResult> ForStudentAsync(HttpContext http, Func<OpenedActivity, Allowed, CancellationToken, Task> allow, string done, CancellationToken ct)
    {
        if (await opening.FindAsync(http.Session(), ct) is not { } opened)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form || ResponseForm.LearnerOf(form["learner"]) is not { } learner)
        {
            return new Refusal(RespondFaults.Malformed).Answer(StatusCodes.Status400BadRequest);
        }

        if (await FindAsync(opened, learner, ct) is not { } found)
        {
            return new Refusal(RespondFaults.NoSuchWork).Answer(StatusCodes.Status404NotFound);
        }

        await allow(opened, found, ct);
        return await ClassAsync(opened, learner, done, ct);
    }

    // Begun work where there is some; else any student of the class, on the newest version.
    private async Task<Allowed?> FindAsync(OpenedActivity opened, LearnerId learner, CancellationToken ct)
    {
        if (await students.FindAsync(opened, learner, ct) is { } begun)
        {
            return new Allowed(begun.Place, begun.Activity, begun.IsGraded);
        }

        var @class = opened.Session.ClassRef;
        return await classes.IsStudentAsync(@class, learner, ct)
            ? new Allowed(
                new WorkPlace(@class, new WorkId(opened.Activity.Id, WorkId.FirstRound, learner), opened.Placement.LinkId, IsTestUser: false), opened.Activity, IsGraded: false)
            : null;
    }

    private async Task<string> TeacherAsync(OpenedActivity opened, CancellationToken ct)
        => (await members.FindAsync(opened.Session.ClassRef, opened.Session.LearnerId, ct))?.Value.Name ?? "";

    private async Task<IResult> ClassAsync(OpenedActivity opened, LearnerId learner, string done, CancellationToken ct)
    {
        var words = opened.Words.Of<RespondWords>();
        var view = await classes.ReadAsync(opened, listAgain: false, ct);
        var name = view.Rows.FirstOrDefault(row => row.Learner == learner.Value)?.Name ?? words["student.unnamed", learner.Value[..4]];
        return RespondEndpoints.Screen(opened.Words, view with { Status = words[done, name] });
    }

    private sealed record Allowed(WorkPlace Place, ActivityDefinition Activity, bool IsGraded);
}
