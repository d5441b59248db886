using System.Text.Json.Nodes;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.Tokens;
using Integration.Sandbox.People;

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
        string course, string id, HttpContext context, School school, LineItemRecords items, ScoreRecords scores, CancellationToken ct)
    {
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
            return new Refusal("unknown_user", "There is no such user.", StatusCodes.Status404NotFound).ToJson();
        }

        if (school.Place(person, course)?.Standing != Standing.Student)
        {
            return new Refusal("not_a_student", "This user is not a student of the course.", StatusCodes.Status422UnprocessableEntity).ToJson();
        }

        var score = new Score(item.Id, person.Id, sent.Given * item.Maximum, sent.Comment, sent.Activity, sent.Grading, sent.ScoredBy, sent.At);
        return scores.TryTake(score)
            ? TypedResults.Ok()
            : new Refusal("superseded", "There is a score of the same time or later.", StatusCodes.Status409Conflict).ToJson();
    }

    private static IResult Results(
        string course, string id, HttpContext context, School school, LineItemRecords items, ScoreRecords scores, Addresses addresses)
    {
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
        return Paging.Cut(context, addresses, found, LargestPage) is { } page
            ? TypedResults.Json(page.Select(s => Write(s, school.Find(s.Person)!, item, addresses)), contentType: MediaType.Results)
            : new Refusal("invalid_limit", "limit must be a whole number above 0.").ToJson();
    }

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
