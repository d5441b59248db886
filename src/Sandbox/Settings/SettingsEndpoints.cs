using Integration.Sandbox.Pages;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Settings;

/// <summary>The page with the switches.</summary>
internal static class SettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings", (HttpContext context, Sessions sessions) =>
        {
            var visitor = sessions.Of(context);
            return Page.Of<SettingsPage>(new { Visitor = visitor, Notice = visitor is null ? null : sessions.Take(visitor) });
        });

        routes.MapPost("/settings", async (HttpContext context, Sessions sessions, Switches switches, CancellationToken ct) =>
        {
            var visitor = sessions.Of(context);
            var form = await context.Request.ReadFormAsync(ct);
            if (!int.TryParse(form["rosterPage"], out var rosterPage) || rosterPage is < 1 or > Switches.LargestRosterPage
                || !Enum.TryParse<GradebookHealth>(form["gradebook"], out var health) || !Enum.IsDefined(health))
            {
                return Page.Problem(visitor, 400, "That was not saved", $"People per roster page is a whole number from 1 to {Switches.LargestRosterPage}.");
            }

            switches.DropsToolCookies = form["dropCookies"] == "on";
            switches.OffersStorage = form["storage"] == "on";
            switches.LoginByGet = form["loginByGet"] == "on";
            switches.HidesHistory = form["hideHistory"] == "on";
            switches.RosterPage = rosterPage;
            switches.Gradebook = health;
            if (visitor is not null)
            {
                sessions.Leave(visitor, "Saved.");
            }

            return Results.Redirect("/settings");
        });
    }
}
