using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Learning.Work;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>Saves what a student types, as she types it.</summary>
internal sealed class SaveEndpoint(OwnWork own, WorkStore works)
{
    /// <summary>
    /// Takes <c>revision</c> and the changed fields. Sent or closed work, and a page of another version, answer 409 with the same body: the words are kept
    /// beside the work, and the page need not try again.
    /// </summary>
    public async Task<IResult> SaveAsync(HttpContext http, string? version, CancellationToken ct)
    {
        var session = http.Session();
        if (!session.MayWork)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form || PostedForm.NumberOf(form["revision"]) is not { } seen)
        {
            return new Refusal(AnswerFaults.Malformed).Answer(StatusCodes.Status400BadRequest);
        }

        if (await own.FindAsync(session, PostedForm.NumberOf(version), ct) is not { } opened)
        {
            return new Refusal(AnswerFaults.NoActivity).Answer(StatusCodes.Status404NotFound);
        }

        var fields = form.Values.Where(value => value.Key != "revision").ToLookup(value => ReflectRules.PartOf(value.Key, opened.DrawnFrom ?? opened.Activity));
        if (fields[null].Any())
        {
            return new Refusal(AnswerFaults.UnknownField).Answer(StatusCodes.Status400BadRequest);
        }

        var tooLong = form.Values.Where(value => value.Value.Length > ReflectRules.DraftLimit).Select(value => value.Key).ToList();
        if (tooLong.Count > 0)
        {
            var words = session.Words().Of<AnswerWords>();
            return new Refusal(
                ReflectRules.TextTooLong,
                Fields: [.. tooLong.Select(field => new FieldRefusal(field, ReflectRules.TextTooLong, words["fix.wid1104", ReflectRules.DraftLimit]))])
                .Answer(StatusCodes.Status422UnprocessableEntity);
        }

        if (opened.DrawnFrom is not null)
        {
            var changes = new FieldChanges(seen, fields.SelectMany(part => part).ToDictionary(value => value.Key, value => value.Value));
            var at = await works.KeepAsync(opened.Place, opened.Activity, session.Language, changes, ct);
            var answer = new AutosaveAnswer(
                seen, changes.Fields.Count > 0 ? session.Words().Time(at) : "", new Dictionary<string, NewerField>(), [], AnswerFaults.ChangedMeanwhile);
            return Results.Json(answer, AutosaveAnswerJson.Default.AutosaveAnswer, statusCode: StatusCodes.Status409Conflict);
        }

        var saved = new List<SavedFields>();
        foreach (var part in Parts(fields, opened.Work))
        {
            var changes = new FieldChanges(seen, fields[part].ToDictionary(value => value.Key, value => value.Value));
            saved.Add(await works.SaveAsync(opened.Place, opened.Activity, session.Language, part, changes, ct));
        }

        return Answer(session, saved, form.Values, seen);
    }

    // A post without fields asks for news; it begins no work.
    private static IEnumerable<WorkPart> Parts(ILookup<WorkPart?, KeyValuePair<string, string>> fields, WorkRecord? work)
    {
        var parts = fields.Where(part => part.Key is not null).Select(part => part.Key!.Value).ToList();
        return parts.Count > 0 || work is not { IsBegun: true } ? parts : [work.IsOpen ? WorkPart.Answers : WorkPart.Reply];
    }

    private static IResult Answer(Session session, List<SavedFields> saved, IReadOnlyDictionary<string, string> posted, int seen)
    {
        var wasOpen = saved.All(part => part.WasOpen);
        var answer = new AutosaveAnswer(
            saved.Count == 0 ? seen : saved.Max(part => part.Revision),
            saved.Count == 0 || posted.Count == 1 ? "" : session.Words().Time(saved.Max(part => part.At)),
            saved.SelectMany(part => part.Newer)
                .Where(field => !posted.ContainsKey(field.Key))
                .DistinctBy(field => field.Key)
                .ToDictionary(field => field.Key, field => new NewerField(field.Value)),
            [.. saved.SelectMany(part => part.Conflicts).Select(text => new ReplacedField(text.Field, text.Value))],
            wasOpen ? null : saved.Any(part => part.IsClosed) ? AnswerFaults.Closed : AnswerFaults.AlreadySent);
        return Results.Json(
            answer, AutosaveAnswerJson.Default.AutosaveAnswer, statusCode: wasOpen ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }
}
