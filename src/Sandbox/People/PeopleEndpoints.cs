using Integration.Sandbox.Pages;

namespace Integration.Sandbox.People;

/// <summary>The start page, and becoming somebody.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext context, Sessions sessions) => Page.Of<StartPage>(new { Visitor = sessions.Of(context) }));

        routes.MapPost("/become", async (HttpContext context, School school, Sessions sessions, CancellationToken ct) =>
        {
            var form = await context.Request.ReadFormAsync(ct);
            if (school.Find(form["person"]) is not { } person)
            {
                return Page.Problem(sessions.Of(context), 404, "There is no such person", "Choose somebody from the start page.");
            }

            sessions.Begin(context, person);
            var places = school.PlacesOf(person).ToList();
            return Results.Redirect(places.Count == 1 ? $"/courses/{places[0].Course.Id}" : "/courses");
        });
    }
}
