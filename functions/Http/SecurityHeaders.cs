using Integration.Lti;
using Microsoft.Net.Http.Headers;

namespace Integration.Functions.Http;

/// <summary>
/// The headers every answer carries unless its endpoint said otherwise. There is no X-Frame-Options: pages are framed by LMSs, and each page's own
/// content policy says by which.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, LtiToolOptions tool)
{
    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state => AddAsync((HttpContext)state), http);
        if (tool.PublicUrl.Scheme == Uri.UriSchemeHttps)
        {
            http.Response.Headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(http);
    }

    private static Task AddAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        var isAsset = http.Request.Path.StartsWithSegments("/assets") && http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified;
        headers.TryAdd(HeaderNames.CacheControl, isAsset ? "public, max-age=31536000, immutable" : "no-store");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()");

        // A page that forgot its policy loads nothing at all, which shows at once.
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, "default-src 'none'; base-uri 'none'; form-action 'none'");
        return Task.CompletedTask;
    }
}
