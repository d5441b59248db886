using Integration.Learning.Districts;
using Integration.Learning.Grades;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>The teacher's side of Reflect: the class, and one student's work beside her own answer.</summary>
internal sealed class RespondEndpoints(OpenedClass opening, ClassReader classes, StudentEndpoints students, AllowanceEndpoints allowances, GradeOutbox outbox)
{
    /// <summary>The class view's own address.</summary>
    public const string Address = "/app/reflect/class";

    public async Task<IResult> OpenAsync(OpenedActivity opened, LaunchFrame? frame, CancellationToken ct)
        => Screen(opened.Words, await classes.ReadAsync(opened, listAgain: false, ct), frame);

    /// <summary>One student's work; the class, with a word about it, while there is none to open.</summary>
    public async Task<IResult> ReviewAsync(OpenedActivity opened, LearnerId student, LaunchFrame frame, CancellationToken ct)
        => await students.ReviewAsync(opened, student, frame, ct)
            ?? Screen(opened.Words, await classes.ReadAsync(opened, listAgain: false, ct) with { Status = opened.Words.Of<RespondWords>()["review.nothing"] }, frame);

    public void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/reflect/class").AddEndpointFilter(OnlyTeachersAsync);
        group.MapGet("", ShowAsync);
        group.MapPost("/roster", ListAgainAsync);
        group.MapPost("/retry", SendGradeAgainAsync);
        students.Map(group);
        allowances.Map(group);
    }

    internal static IResult Screen(Words words, ClassView view, LaunchFrame? frame = null)
    {
        var status = view.Excusing is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var own = words.Of<RespondWords>();
        return new ScreenResult<ClassPage, ClassView>(own, own["class.title", view.Activity.Title.For(words.Language)], view) { Launch = frame, Wide = true, Status = status };
    }

    // Teachers and assistants of the course, and no one else.
    private static ValueTask<object?> OnlyTeachersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => context.HttpContext.Session().MayRespond ? next(context) : ValueTask.FromResult<object?>(SessionRefusalEndpoints.NotAllowed);

    private async Task<IResult> ShowAsync(HttpContext http, string? show, CancellationToken ct)
    {
        if (await opening.FindAsync(http.Session(), ct) is not { } opened)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        Standing? filter = Enum.TryParse<Standing>(show, ignoreCase: true, out var standing) && Enum.IsDefined(standing) ? standing : null;
        return Screen(opened.Words, await classes.ReadAsync(opened, listAgain: false, ct) with { Filter = filter });
    }

    private async Task<IResult> ListAgainAsync(HttpContext http, CancellationToken ct)
    {
        if (await opening.FindAsync(http.Session(), ct) is not { } opened)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        var view = await classes.ReadAsync(opened, listAgain: true, ct);
        return Screen(opened.Words, view.List.Fault is null ? view with { Status = opened.Words.Of<RespondWords>()["list.updated"] } : view);
    }

    // Puts a parked score on its way again, the same one with the same time.
    private async Task<IResult> SendGradeAgainAsync(HttpContext http, CancellationToken ct)
    {
        if (await opening.FindAsync(http.Session(), ct) is not { } opened)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form || ResponseForm.LearnerOf(form["learner"]) is not { } learner)
        {
            return new Refusal(RespondFaults.Malformed).Answer(StatusCodes.Status400BadRequest);
        }

        if (await students.FindAsync(opened, learner, ct) is not { } found)
        {
            return new Refusal(RespondFaults.NoSuchWork).Answer(StatusCodes.Status404NotFound);
        }

        var again = await outbox.RetryParkedAsync(found.Place.Class, found.Place.Id, found.Work.LinkId, ct);
        var view = await classes.ReadAsync(opened, listAgain: false, ct);
        return Screen(opened.Words, again ? view with { Status = opened.Words.Of<RespondWords>()["grade.again"] } : view);
    }
}
