using System.Globalization;
using Integration.Sandbox.Pages;
using Integration.Sandbox.People;
using Integration.Sandbox.Sis.Districts;
using Integration.Sandbox.Sis.Packages;
using Integration.Sandbox.Sis.Rest;
using Integration.Sandbox.Sis.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Integration.Sandbox.Sis;

/// <summary>The page about the SIS with its buttons, the package to download, and the same for scripts under <c>/sis/api</c>.</summary>
internal static class SisEndpoints
{
    public const string Api = "/sis/api";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sis", (HttpContext context, Sessions sessions) =>
        {
            var visitor = sessions.Of(context);
            return Page.Of<SisPage>(new { Visitor = visitor, Notice = visitor is null ? null : sessions.Take(visitor) });
        });
        routes.MapPost("/sis/next-day", (HttpContext context, Sessions sessions, PracticeSis sis) =>
        {
            sis.NextDay();
            return Back(context, sessions, "It is the next day.");
        });
        routes.MapPost("/sis/weather", SetAsync);
        routes.MapGet("/sis/package.zip", Download);

        // Basic credentials are the proof here: no page of another site can send them.
        var api = routes.MapGroup(Api).AddEndpointFilter(async (call, next) =>
            SisTokenEndpoints.ReadBasic(call.HttpContext.Request) is var (id, secret) && call.HttpContext.RequestServices.GetRequiredService<PracticeSis>().Knows(id, secret)
                ? await next(call)
                : Results.Unauthorized());
        api.MapGet("/state", (PracticeSis sis) => State(sis));
        api.MapPost("/next-day", (PracticeSis sis) =>
        {
            sis.NextDay();
            return State(sis);
        });
        api.MapGet("/weather", (PracticeSis sis) => Results.Json(sis.Weather));
        api.MapPut("/weather", (PracticeSis sis, SisWeather weather) =>
        {
            if (SisWeatherForm.Fault(weather) is { } fault)
            {
                return Results.Json(new { error = fault }, statusCode: StatusCodes.Status400BadRequest);
            }

            sis.Weather = weather;
            return Results.Json(sis.Weather);
        });
    }

    private static async Task<IResult> SetAsync(HttpContext context, Sessions sessions, PracticeSis sis, CancellationToken ct)
    {
        var weather = SisWeatherForm.Read(await context.Request.ReadFormAsync(ct));
        if (weather is null || SisWeatherForm.Fault(weather) is not null)
        {
            return Page.Problem(sessions.Of(context), 400, "That was not saved", "Numbers are whole and not below 0, and a collection is one of the list.");
        }

        sis.Weather = weather;
        return Back(context, sessions, "Saved.");
    }

    private static IResult Download(HttpContext context, Sessions sessions, PracticeSis sis, TimeProvider clock)
    {
        var (version, text) = (context.Request.Query["version"].ToString(), context.Request.Query["since"].ToString());
        var since = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : (DateTimeOffset?)null;
        if (version is not ("" or "1.1" or "1.2") || (since is null && text.Length > 0))
        {
            return Page.Problem(sessions.Of(context), 400, "There is no such package", "version is 1.1 or 1.2, and since, if given, a time such as 2026-10-01T00:00:00Z.");
        }

        // An entry of a zip writes its last bytes synchronously, however it is closed.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        var name = string.Create(CultureInfo.InvariantCulture, $"oneroster-{(version.Length == 0 ? "1.2" : version)}-{(since is null ? "bulk" : "delta")}-day-{sis.Day}.zip");
        return Results.Stream(
            stream => CsvPackage.WriteAsync(stream, sis.District, version == "1.1" ? SisVersion.V11 : SisVersion.V12, since, clock.GetUtcNow(), context.RequestAborted),
            "application/zip",
            name);
    }

    private static IResult State(PracticeSis sis) => Results.Json(new
    {
        day = sis.Day,
        lastChange = sis.Days is [.., var last] ? MemberValues.Write(last) : null,
        counts = Enum.GetValues<SisCollection>().ToDictionary(c => char.ToLowerInvariant(c.ToString()[0]) + c.ToString()[1..], sis.District.Count),
        seen = sis.Ledger,
    });

    private static IResult Back(HttpContext context, Sessions sessions, string notice)
    {
        if (sessions.Of(context) is { } visitor)
        {
            sessions.Leave(visitor, notice);
        }

        return Results.Redirect("/sis");
    }
}
