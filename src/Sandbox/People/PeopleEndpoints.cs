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

            var actor = sessions.Of(context) switch { { ActedBy: { } still } => still, { Person: { IsAdmin: true } own } => own, _ => null };
            if (form["act"].Count > 0 && actor is null)
            {
                return Page.Problem(sessions.Of(context), 403, "Only an administrator acts as somebody else", "Become an administrator first.");
            }

            sessions.Begin(context, person, form["act"].Count > 0 ? actor : null);
            var places = school.PlacesOf(person).ToList();
            return Results.Redirect(places.Count == 1 ? $"/courses/{places[0].Course.Id}" : "/courses");
        });
    }
}
