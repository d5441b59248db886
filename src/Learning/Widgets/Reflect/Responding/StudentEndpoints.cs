using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Learning.Work;
using Integration.Lti.Launch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>One student's work on a teacher's screen: read, answered, helped. A foreign id finds nothing, for it is looked up in the session's own class.</summary>
internal sealed class StudentEndpoints(
    OpenedClass opening, ClassReader classes, ActivityStore activities, MemberStore members, WorkStore works, Excusals excusals, ResponseDrafts drafts, TimeProvider clock)
{
    private const int HighestRevision = 1_000_000;

    public void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/open", OpenAsync);
        group.MapPost("/draft", SaveDraftAsync).AlsoWhenExpired();
        group.MapPost("/answer", AnswerAsync);
        group.MapPost("/help", AnswerHelpAsync);
    }

    /// <summary>A student's work in the opened class; null when there is none, or when it is the LMS's student view, whose work nobody else sees.</summary>
    public async Task<FoundWork?> FindAsync(OpenedActivity opened, LearnerId learner, CancellationToken ct)
    {
        var @class = opened.Session.ClassRef;
        var id = new WorkId(opened.Activity.Id, WorkId.FirstRound, learner);
        var readStudent = members.FindAsync(@class, learner, ct);
        var readSummary = classes.SummaryAsync(@class, id, ct);
        if (await works.FindAsync(@class, id, ct) is not { IsBegun: true } work || await readStudent is { Value.IsTestUser: true } || await readSummary is null or { IsTestUser: true })
        {
            return null;
        }

        var activity = await activities.FindAsync(@class.District, work.ActivityId, work.ActivityVersion, ct)
            ?? throw new InvalidOperationException("A begun activity has no definition.");
        var student = (await readStudent)?.Value;
        return new FoundWork(new WorkPlace(@class, id, work.LinkId, IsTestUser: false), work, activity, student is { Role: CourseRole.Learner });
    }

    /// <summary>One student's work inside the launch document; null when there is none to open.</summary>
    public async Task<IResult?> ReviewAsync(OpenedActivity opened, LearnerId student, LaunchFrame frame, CancellationToken ct)
        => await FindAsync(opened, student, ct) is { } found ? await ShowAsync(opened, found, queue: false, ct, frame) : null;

    private Task<IResult> OpenAsync(HttpContext http, CancellationToken ct) => WithWorkAsync(http, (opened, found, form) => ShowAsync(opened, found, IsQueue(form), ct), ct);

    private async Task<IResult> ShowAsync(OpenedActivity opened, FoundWork found, bool queue, CancellationToken ct, LaunchFrame? frame = null)
    {
        var words = opened.Words.Of<RespondWords>();
        var view = await ReadAsync(opened, found, queue, ct);
        return Screen(words, view.Tries.Count == 0 && found.Work.Submissions.Count > 0 ? view with { Status = words["student.taken-back"] } : view, frame: frame);
    }

    private Task<IResult> AnswerAsync(HttpContext http, CancellationToken ct) => WithWorkAsync(http, async (opened, found, form) =>
    {
        var words = opened.Words.Of<RespondWords>();
        if (ResponseForm.Read(form, found.Activity, found.Work) is not { } asked)
        {
            return Malformed;
        }

        var teacher = await members.FindAsync(found.Place.Class, opened.Session.LearnerId, ct);
        var response = new TeacherResponse(default, teacher?.Value.Name ?? "", asked.Comment, asked.Levels, asked.Accepts);
        if (asked.Check(found.Activity) is { Count: > 0 } findings)
        {
            return Screen(words, await KeepAsync(opened, found, asked, IsQueue(form), ct) with { Findings = findings }, StatusCodes.Status422UnprocessableEntity);
        }

        if (asked.Seen != StudentView.SeenOf(found.Work) && !WorkTransitions.IsAnsweredBy(found.Work, response))
        {
            return Screen(words, await KeepAsync(opened, found, asked, IsQueue(form), ct) with { Status = words["student.moved-on"], Code = RespondFaults.MovedOn }, StatusCodes.Status409Conflict);
        }

        var step = await works.RespondAsync(found.Place, found.Activity, response, asked.Scored(found.Activity), found.IsGraded, ct);
        if (step.Refusal is not null)
        {
            var view = await KeepAsync(opened, found, asked, IsQueue(form), ct);
            return Screen(words, view with { Status = words["student.taken-back-kept"], Code = RespondFaults.TakenBack }, StatusCodes.Status409Conflict);
        }

        await drafts.SentAsync(found.Place.Class, found.Place.Id, asked.Fields(found.Activity), ct);
        return IsQueue(form) && await NextAsync(opened, found, ct) is { } next ? next : await ClassAsync(opened, ct);
    }, ct);

    private Task<IResult> AnswerHelpAsync(HttpContext http, CancellationToken ct) => WithWorkAsync(http, async (opened, found, form) =>
    {
        var words = opened.Words.Of<RespondWords>();
        var request = form["request"];
        var field = ReflectFields.Of(ResponseForm.HelpStem, request);
        if (!form.Values.ContainsKey(field) || !ResponseForm.IsDraftField(field, form[field], found.Activity, found.Work))
        {
            return Malformed;
        }

        var answer = form[field].ReplaceLineEndings("\n").Trim();
        if (answer.Length is 0 or > ResponseForm.CommentLimit)
        {
            await drafts.SaveAsync(found.Place.Class, found.Place.Id, Unsaved(new Dictionary<string, string> { [field] = form[field] }), ct);
            var finding = new ReflectFinding(field, answer.Length == 0 ? RespondFaults.AnswerMissing : RespondFaults.TextTooLong);
            return Screen(words, await ReadAsync(opened, found, IsQueue(form), ct) with { Findings = [finding] }, StatusCodes.Status422UnprocessableEntity);
        }

        var teacher = await members.FindAsync(found.Place.Class, opened.Session.LearnerId, ct);
        var step = await works.AnswerHelpAsync(found.Place, found.Activity, request, answer, teacher?.Value.Name ?? "", ct);
        if (step.Refusal is not null)
        {
            return Screen(words, await ReadAsync(opened, found, IsQueue(form), ct) with { Status = words["help.answered-before"], Code = RespondFaults.HelpAnswered }, StatusCodes.Status409Conflict);
        }

        await drafts.SentAsync(found.Place.Class, found.Place.Id, new Dictionary<string, string> { [field] = answer }, ct);
        return Screen(words, await ReadAsync(opened, found, IsQueue(form), ct) with { Status = words["help.answered"] });
    }, ct);

    private async Task<IResult> SaveDraftAsync(HttpContext http, string? learner, CancellationToken ct)
    {
        if (await opening.FindAsync(http.Session(), ct) is not { } opened)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (ResponseForm.LearnerOf(learner ?? "") is not { } id
            || await PostedForm.ReadAsync(http.Request, ct) is not { } form
            || PostedForm.NumberOf(form["revision"]) is not { } revision
            || revision > HighestRevision)
        {
            return Malformed;
        }

        if (await FindAsync(opened, id, ct) is not { } found)
        {
            return Missing;
        }

        var fields = form.Values.Where(field => field.Key != "revision").ToDictionary(field => field.Key, field => field.Value);
        if (fields.Any(field => !ResponseForm.IsDraftField(field.Key, field.Value, found.Activity, found.Work)))
        {
            return Malformed;
        }

        var saved = await drafts.SaveAsync(found.Place.Class, found.Place.Id, new FieldChanges(revision, fields), ct);
        return Results.Json(
            new AutosaveAnswer(
                saved.Revision,
                opened.Words.Time(clock.GetUtcNow()),
                saved.Newer.ToDictionary(field => field.Key, field => new NewerField(field.Value)),
                [.. saved.Replaced.Select(text => new ReplacedField(text.Field, text.Value))]),
            AutosaveAnswerJson.Default.AutosaveAnswer);
    }

    // What she typed is kept as her draft even when the answer can't go, whether or not the browser saved it before.
    private async Task<StudentView> KeepAsync(OpenedActivity opened, FoundWork found, ResponseForm asked, bool queue, CancellationToken ct)
    {
        await drafts.SaveAsync(found.Place.Class, found.Place.Id, Unsaved(asked.Fields(found.Activity)), ct);
        return await ReadAsync(opened, found, queue, ct);
    }

    // As if nothing had been seen: whatever these fields replace is kept.
    private static FieldChanges Unsaved(Dictionary<string, string> fields) => new(0, fields);

    // The one way to a student's text. Who read it is on record, and from then on what was sent can't be taken back.
    private async Task<StudentView> ReadAsync(OpenedActivity opened, FoundWork found, bool queue, CancellationToken ct)
    {
        var (@class, learner) = (found.Place.Class, found.Place.Id.Learner);
        var step = await works.OpenAsync(found.Place, found.Activity, opened.Session.Learner, ct);
        var name = await classes.NameAsync(@class, learner, ct);
        var draft = await drafts.FindAsync(@class, found.Place.Id, ct);
        var view = StudentView.Of(step.Work ?? found.Work, learner.Value, name, found.Activity, draft, clock.GetUtcNow()) with
        {
            Excusal = await excusals.FindAsync(@class, found.Place.Id, ct),
        };
        return queue ? view with { Queue = await PlaceAsync(opened, learner, ct) } : view;
    }

    private async Task<QueuePlace?> PlaceAsync(OpenedActivity opened, LearnerId learner, CancellationToken ct)
    {
        var waiting = await classes.WaitingAsync(opened.Session.ClassRef, opened.Activity.Id, ct);
        var at = waiting.Select(summary => summary.Learner).ToList().IndexOf(learner.Value);
        return at < 0 ? null : new QueuePlace(at + 1, waiting.Count, waiting.ElementAtOrDefault(at - 1)?.Learner, waiting.ElementAtOrDefault(at + 1)?.Learner);
    }

    // The next one who waits, in the order of sending; those she passed over come round again.
    private async Task<IResult?> NextAsync(OpenedActivity opened, FoundWork answered, CancellationToken ct)
    {
        var waiting = (await classes.WaitingAsync(opened.Session.ClassRef, opened.Activity.Id, ct))
            .Where(summary => summary.Learner != answered.Place.Id.Learner.Value)
            .ToList();
        var sent = answered.Work.Submissions[^1].At;
        if ((waiting.Find(summary => summary.SentAt >= sent) ?? waiting.FirstOrDefault()) is not { } summary
            || await FindAsync(opened, new LearnerId(summary.Learner), ct) is not { } next)
        {
            return null;
        }

        var words = opened.Words.Of<RespondWords>();
        return Screen(words, await ReadAsync(opened, next, queue: true, ct) with { Status = words.Count("student.answered", waiting.Count) });
    }

    private async Task<IResult> ClassAsync(OpenedActivity opened, CancellationToken ct)
    {
        var words = opened.Words.Of<RespondWords>();
        var view = await classes.ReadAsync(opened, listAgain: false, ct);
        var left = view.Waiting.Count;
        return RespondEndpoints.Screen(opened.Words, view with { Status = left == 0 ? words["student.answered-all"] : words.Count("student.answered", left) });
    }

    private async Task<IResult> WithWorkAsync(HttpContext http, Func<OpenedActivity, FoundWork, PostedForm, Task<IResult>> act, CancellationToken ct)
    {
        if (await opening.FindAsync(http.Session(), ct) is not { } opened)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form || ResponseForm.LearnerOf(form["learner"]) is not { } learner)
        {
            return Malformed;
        }

        return await FindAsync(opened, learner, ct) is { } found ? await act(opened, found, form) : Missing;
    }

    private static IResult Missing => new Refusal(RespondFaults.NoSuchWork).Answer(StatusCodes.Status404NotFound);

    private static IResult Malformed => new Refusal(RespondFaults.Malformed).Answer(StatusCodes.Status400BadRequest);

    private static bool IsQueue(PostedForm form) => form["queue"] == "1";

    private static ScreenResult<StudentPage, StudentView> Screen(Words words, StudentView view, int status = StatusCodes.Status200OK, LaunchFrame? frame = null)
        => new(words, words["student.title", view.Name ?? words["student.unnamed", view.Learner[..4]]], view) { Status = status, Launch = frame };
}

/// <summary>A student's work as it was found, and whether what is answered may reach a gradebook.</summary>
internal sealed record FoundWork(WorkPlace Place, WorkRecord Work, ActivityDefinition Activity, bool IsGraded);
