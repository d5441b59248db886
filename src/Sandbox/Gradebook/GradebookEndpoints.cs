using Integration.Sandbox.Courses;
using Integration.Sandbox.Lti.Authorization;
using Integration.Sandbox.Pages;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Gradebook;

/// <summary>The gradebook page, and the same as JSON for scripts.</summary>
internal static class GradebookEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/courses/{course}/gradebook", (
            string course, HttpContext context, Sessions sessions, School school, LineItemRecords items, ScoreRecords scores) =>
        {
            if (sessions.Of(context) is not { } visitor)
            {
                return Results.Redirect("/");
            }

            return school.Place(visitor.Person, course) is { } place
                ? Page.Of<GradebookPage>(new { Visitor = visitor, Place = place, View = GradebookView.For(place, school, items, scores) })
                : Page.NotFound(visitor);
        });

        routes.MapGet("/courses/{course}/gradebook/{column}/{student}", Review);

        routes.MapGet("/courses/{course}/gradebook.json", (
            string course, HttpContext context, Sessions sessions, School school, LineItemRecords items, ScoreRecords scores) =>
            sessions.Of(context) is { } visitor && school.Place(visitor.Person, course) is { } place
                ? Results.Json(GradebookView.For(place, school, items, scores))
                : Results.NotFound());
    }

    // From a cell to the work behind it, in the tool's own frame.
    private static IResult Review(
        string course, string column, string student, HttpContext context, Sessions sessions, School school, LinkRecords links, ReviewedWork gradebook, PendingLaunches launches)
    {
        if (sessions.Of(context) is not { } visitor)
        {
            return Results.Redirect("/");
        }

        return school.Place(visitor.Person, course) is { } place && gradebook.Find(place, column, student) is { } cell && links.Find(cell.Item.Link!) is { } link
            ? Page.Of<ToolFramePage>(new
            {
                Visitor = visitor,
                Place = place,
                Title = $"{link.Title}: {cell.Student.Label}",
                Columns = (IReadOnlyList<LineItem>)[cell.Item],
                Fields = launches.Begin(visitor, place.Course, link, new ReviewedCell(cell.Item.Id, cell.Student.Id), cell.Way.Url),
            })
            : Page.NotFound(visitor);
    }
}
