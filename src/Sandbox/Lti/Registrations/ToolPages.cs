using Integration.Sandbox.Pages;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.Registrations;

/// <summary>The admin's pages: which tools there are, and adding one by its address.</summary>
internal static class ToolPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tools", (HttpContext context, Sessions sessions, ToolRegistrations tools) => sessions.Of(context) is { Person.IsAdmin: true } admin
            ? Page.Of<ToolsPage>(new { Visitor = admin, Tools = tools.All, tools.Current, Notice = sessions.Take(admin) })
            : Page.NotFound(sessions.Of(context)));
        routes.MapPost("/tools/add", AddAsync);
        routes.MapPost("/tools/use", UseAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext context, Sessions sessions, RegistrationTokens tokens, Addresses addresses, PlayedLms played, CancellationToken ct)
    {
        if (sessions.Of(context) is not { Person.IsAdmin: true } admin)
        {
            return Page.NotFound(sessions.Of(context));
        }

        if (!played.Current.TakesRegistrations)
        {
            return Page.Problem(admin, 400, "That tool can't be added", $"{played.Current.Name} lets no tool register itself: play another LMS on the start page, or use the tool that is there.");
        }

        var form = await context.Request.ReadFormAsync(ct);
        if (!Uri.TryCreate(form["address"].ToString().Trim(), UriKind.Absolute, out var address) || address.GetLeftPart(UriPartial.Authority) != addresses.ToolOrigin)
        {
            return Page.Problem(admin, 400, "That tool can't be added", $"The address must be one of {addresses.ToolOrigin}: this LMS frames no other site.");
        }

        return Page.Of<AddToolPage>(new
        {
            Visitor = admin,
            Address = address.GetLeftPart(UriPartial.Path),
            Fields = (IReadOnlyList<KeyValuePair<string, string>>)
            [
                new("openid_configuration", addresses.At(RegistrationEndpoints.ConfigurationPath)),
                new("registration_token", tokens.Issue()),
            ],
        });
    }

    private static async Task<IResult> UseAsync(HttpContext context, Sessions sessions, ToolRegistrations tools, CancellationToken ct)
    {
        if (sessions.Of(context) is not { Person.IsAdmin: true } admin || tools.Find((await context.Request.ReadFormAsync(ct))["client"]) is not { } tool)
        {
            return Page.NotFound(sessions.Of(context));
        }

        tools.Use(tool);
        sessions.Leave(admin, $"Activities open with “{tool.Name}” ({tool.ClientId}) from now on.");
        return Results.Redirect("/tools");
    }
}
