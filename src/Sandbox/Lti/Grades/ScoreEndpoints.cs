using System.Text.Json.Nodes;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.Tokens;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.Grades;

/// <summary>The score and result services (AGS 2.0, 3.3 and 3.4).</summary>
internal static class ScoreEndpoints
{
    private const string Item = "/lti/courses/{course}/lineitems/{id}";
    private const int LargestPage = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Item + "/scores", TakeAsync).RequireScope(Scope.Score).WithGradebookWeather();
        routes.MapGet(Item + "/results", Results).RequireScope(Scope.Result).WithGradebookWeather();
    }

    private static async Task<IResult> TakeAsync(
        string course, string id, HttpContext context, School school, LineItemRecords items, ScoreRecords scores, PlayedLms played, CancellationToken ct)
    {
        var lms = played.Current;
        if (items.Find(course, id) is not { } item)
        {
            return ServiceAccess.NotThere();
        }

        if (ServiceAccess.FaultInContentType(context.Request, MediaType.Score) is { } fault)
        {
            return fault;
        }

        if (await JsonReading.ReadObjectAsync(context.Request, ct) is not { } body)
        {
            return new Refusal("invalid_json", "The body is not a JSON object.").ToJson();
        }

        if (!ScoreBody.Read(body).Holds(out var sent, out var refusal))
        {
            return refusal.ToJson();
        }

        if (school.FindBySubject(sent.User) is not { } person)
        {
            return lms.Say(lms.UnknownUser);
        }

        if (school.Place(person, course)?.Standing != Standing.Student)
        {
            return lms.Say(lms.NotAStudent);
        }

        var score = new Score(item.Id, person.Id, sent.Given * item.Maximum, sent.Comment, sent.Activity, sent.Grading, sent.ScoredBy, sent.At) { Submitted = sent.Submitted };
        return scores.TryTake(item, person.Id, held => held is null || lms.IsLater(sent.At, held.At) ? lms.Merge(held, score, sent) : null)
            ? TypedResults.Ok()
            : lms.Say(lms.Stale);
    }

    private static IResult Results(
        string course, string id, HttpContext context, School school, LineItemRecords items, ScoreRecords scores, Addresses addresses, PlayedLms played)
    {
        var lms = played.Current;
        if (ServiceAccess.FaultInAccept(context.Request, MediaType.Results) is { } fault)
        {
            return fault;
        }

        if (items.Find(course, id) is not { } item)
        {
            return ServiceAccess.NotThere();
        }

        var user = context.Request.Query["user_id"].ToString();
        var found = scores.Of(item)
            .Where(s => s.Given is not null && (user.Length == 0 || school.Find(s.Person)!.Subject == user))
            .ToList();
        var without = lms.ListsEveryResult
            ? school.Roll(school.Courses.Single(c => c.Id == course))
                .Where(m => m.Standing == Standing.Student && school.IsActive(m) && (user.Length == 0 || m.Person.Subject == user) && found.All(s => s.Person != m.Person.Id))
            : [];
        List<JsonObject> results = [.. found.Select(s => Write(s, school.Find(s.Person)!, item, addresses)), .. without.Select(m => Nothing(m.Person, item, addresses))];
        return Paging.Cut(context, addresses, results, LargestPage) is { } page
            ? TypedResults.Json(lms.ShapeResults(page, user.Length > 0), contentType: MediaType.Results + lms.Charset)
            : new Refusal("invalid_limit", "limit must be a whole number above 0.").ToJson();
    }

    private static JsonObject Nothing(Person student, LineItem item, Addresses addresses) => new()
    {
        ["id"] = $"{LineItemBody.Address(item, addresses)}/results/{student.Subject}",
        ["userId"] = student.Subject,
    };

    private static JsonObject Write(Score score, Person student, LineItem item, Addresses addresses)
    {
        var address = LineItemBody.Address(item, addresses);
        var body = new JsonObject
        {
            ["id"] = $"{address}/results/{student.Subject}",
            ["scoreOf"] = address,
            ["userId"] = student.Subject,
            ["resultScore"] = score.Given,
            ["resultMaximum"] = item.Maximum,
        };
        if (score.Comment is not null)
        {
            body["comment"] = score.Comment;
        }

        if (score.ScoredBy is not null)
        {
            body["scoringUserId"] = score.ScoredBy;
        }

        return body;
    }
}
