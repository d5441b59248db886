using Integration.Sandbox.Pages;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Personalities;

/// <summary>The switch of the start page.</summary>
internal static class PersonalityEndpoints
{
    public const string Path = "/personality";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, async (HttpContext context, Sessions sessions, PlayedLms played, CancellationToken ct) =>
        {
            var form = await context.Request.ReadFormAsync(ct);
            if (Personality.Find(form["lms"]) is not { } wanted)
            {
                return Page.Problem(sessions.Of(context), StatusCodes.Status400BadRequest, "That LMS can't be played", "Choose one of the list on the start page.");
            }

            played.Become(wanted);
            return Results.Redirect("/#lms");
        });
}
