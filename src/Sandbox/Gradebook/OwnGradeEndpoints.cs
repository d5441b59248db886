using System.Globalization;
using Integration.Sandbox.Pages;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Gradebook;

/// <summary>A teacher's own grade, given in the LMS: what a tool must not write over unseen.</summary>
internal static class OwnGradeEndpoints
{
    public static string Path(string course) => $"/courses/{course}/gradebook";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path("{course}"), TakeAsync);

    private static async Task<IResult> TakeAsync(
        string course, HttpContext context, Sessions sessions, School school, LineItemRecords items, ScoreRecords scores, CancellationToken ct)
    {
        var visitor = sessions.Of(context);
        if (visitor is null || school.Place(visitor.Person, course) is not { MayAddActivities: true })
        {
            return Page.NotFound(visitor);
        }

        var form = await context.Request.ReadFormAsync(ct);
        if (items.Find(course, form["column"].ToString()) is not { } item
            || school.Find(form["student"]) is not { } student
            || school.Place(student, course)?.Standing != Courses.Standing.Student)
        {
            return Page.NotFound(visitor);
        }

        if (!double.TryParse(form["points"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) || points > item.Maximum)
        {
            return Page.Problem(visitor, StatusCodes.Status400BadRequest, "That grade was not saved", $"Points are a number from 0 to {Courses.Due.Show(item.Maximum)}.");
        }

        // The tool's own times go on from where they were: only they are compared with each other.
        scores.TryTake(item, student.Id, held =>
            new Score(item.Id, student.Id, points, held?.Comment, held?.Activity ?? "Initialized", "FullyGraded", visitor.Person.Subject, held?.At ?? DateTimeOffset.UnixEpoch)
            {
                Attempts = held?.Attempts ?? 0,
                Submitted = held?.Submitted,
                ByTeacher = true,
            });
        return Results.Redirect(Path(course));
    }
}
