using Microsoft.Net.Http.Headers;

namespace Integration.Sandbox.Settings;

/// <summary>Plays a browser that refuses third-party cookies: what the tool's login sets never arrives.</summary>
internal static class CookieDropper
{
    public static Task RunAsync(Switches switches, HttpContext context, Func<Task> next)
    {
        if (context.Request.Path.StartsWithSegments("/lti/login") && switches.DropsToolCookies)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Remove(HeaderNames.SetCookie);
                return Task.CompletedTask;
            });
        }

        return next();
    }
}
