using Integration.Sandbox.Pages;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Gradebook;

/// <summary>The gradebook page, and the same as JSON for the page's own polling.</summary>
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

        routes.MapGet("/courses/{course}/gradebook.json", (
            string course, HttpContext context, Sessions sessions, School school, LineItemRecords items, ScoreRecords scores) =>
            sessions.Of(context) is { } visitor && school.Place(visitor.Person, course) is { } place
                ? Results.Json(GradebookView.For(place, school, items, scores))
                : Results.NotFound());
    }
}
