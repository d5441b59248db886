using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>What bad weather does to a request before and while it is answered.</summary>
internal static class RosterStorm
{
    private const int RecordsOfADrop = 5;
    private static readonly TimeSpan BetweenDrops = TimeSpan.FromMilliseconds(20);

    /// <summary>The same computer under its other name: to a client that is another origin.</summary>
    public static string Elsewhere(Addresses addresses, string address) =>
        address.Replace($"//{addresses.Lms.Host}:", "//localhost:", StringComparison.Ordinal);

    /// <summary>The answer that comes in place of the real one; null in fair weather.</summary>
    public static IResult? Instead(HttpContext context, SisSky sky, Addresses addresses)
    {
        if (sky.FailsNow())
        {
            context.Response.Headers.RetryAfter = "1";
            return sky.Weather.Burst == SisBurst.TooManyRequests
                ? new SisFault(StatusCodes.Status429TooManyRequests, "server_busy", "Too many requests.").ToResult(SisVersion.V12)
                : Results.Content("<html><body><h1>502 Bad Gateway</h1></body></html>", "text/html", statusCode: StatusCodes.Status502BadGateway);
        }

        return sky.Weather.Redirects ? Results.Redirect(Elsewhere(addresses, addresses.At(context.Request.Path + context.Request.QueryString))) : null;
    }

    public static RosterQuery Bend(RosterQuery query, SisWeather weather) => query with
    {
        Limit = weather.LargestPage > 0 ? Math.Min(query.Limit, weather.LargestPage) : query.Limit,
        Offset = weather.IgnoresOffset ? 0 : query.Offset,
    };

    /// <summary>Another name for the list of a collection, as one server really mixes them up.</summary>
    public static string KeyOf(RosterRoute route, SisWeather weather) => !weather.WrongKeys ? route.Many : route.Collection switch
    {
        SisCollection.Orgs => "schools",
        SisCollection.AcademicSessions => "terms",
        SisCollection.Courses => "resources",
        SisCollection.Classes => "terms",
        SisCollection.Users => "students",
        _ => "records",
    };

    /// <summary>True when the next record is the one before which the line breaks.</summary>
    public static bool BreaksBefore(int record, SisWeather weather) => weather.BreaksAt > 0 && record >= weather.BreaksAt;

    /// <summary>Waits now and then.</summary>
    public static Task DripAsync(int record, SisWeather weather, CancellationToken ct) =>
        weather.Drips && record % RecordsOfADrop == 0 ? Task.Delay(BetweenDrops, ct) : Task.CompletedTask;
}
