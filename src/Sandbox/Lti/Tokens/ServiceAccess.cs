using Integration.Sandbox.Settings;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>Guards a service: a good token, one of these scopes, the right course; for grades, also the gradebook's weather.</summary>
internal static class ServiceAccess
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(3);

    public static RouteHandlerBuilder RequireScope(this RouteHandlerBuilder route, params string[] scopes) =>
        route.AddEndpointFilter(async (call, next) =>
        {
            var context = call.HttpContext;
            var header = context.Request.Headers.Authorization.ToString();
            var granted = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? context.RequestServices.GetRequiredService<AccessTokens>().ScopesOf(header["Bearer ".Length..].Trim())
                : null;
            if (granted is null)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
                return new Refusal("invalid_token", "There is no token, or it is unknown or expired.", StatusCodes.Status401Unauthorized).ToJson();
            }

            return granted.Intersect(scopes).Any()
                ? await next(call)
                : new Refusal("insufficient_scope", "The token lacks the scope for this.", StatusCodes.Status403Forbidden).ToJson();
        });

    public static RouteHandlerBuilder WithGradebookWeather(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(async (call, next) =>
        {
            var context = call.HttpContext;
            var health = context.RequestServices.GetRequiredService<Switches>().Gradebook;
            if (health == GradebookHealth.Down)
            {
                context.Response.Headers.RetryAfter = "5";
                return new Refusal("unavailable", "The gradebook is down (a switch in the settings).", StatusCodes.Status503ServiceUnavailable).ToJson();
            }

            if (health == GradebookHealth.Slow)
            {
                await Task.Delay(Slowness, context.RequestServices.GetRequiredService<TimeProvider>(), context.RequestAborted);
            }

            return await next(call);
        });

    /// <summary>Compares the Accept header literally; null when it fits.</summary>
    public static IResult? FaultInAccept(HttpRequest request, string mediaType) =>
        request.Headers.Accept == mediaType
            ? null
            : new Refusal("not_acceptable", $"Accept must be exactly {mediaType}.", StatusCodes.Status406NotAcceptable).ToJson();

    /// <summary>Compares the Content-Type header literally, so a charset is a fault; null when it fits.</summary>
    public static IResult? FaultInContentType(HttpRequest request, string mediaType) =>
        request.ContentType == mediaType
            ? null
            : new Refusal("unsupported_media_type", $"Content-Type must be exactly {mediaType}.", StatusCodes.Status415UnsupportedMediaType).ToJson();

    public static IResult NotThere() => new Refusal("not_found", "There is no such thing in this course.", StatusCodes.Status404NotFound).ToJson();
}
