using Integration.Sandbox.Sis;
using Integration.Sandbox.Sis.Security;

namespace Integration.Sandbox.Pages;

/// <summary>What the browser may do with the LMS's pages, and which requests count as the LMS's own.</summary>
internal static class SecurityHeaders
{
    public static async Task RunAsync(HttpContext context, Func<Task> next)
    {
        var addresses = context.RequestServices.GetRequiredService<Addresses>();
        var request = context.Request;
        if (!string.Equals(request.Host.Value, addresses.Lms.Authority, StringComparison.OrdinalIgnoreCase))
        {
            // A client of the SIS was led here to see whether it brings its credentials along.
            if (request.Path.StartsWithSegments("/ims") && request.Headers.Authorization.Count > 0)
            {
                context.RequestServices.GetRequiredService<PracticeSis>().Ledger.NoteStray();
            }

            // Any other name for this computer would be another site, and another issuer.
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            await context.Response.WriteAsync($"The practice LMS answers at {addresses.Issuer} only.", context.RequestAborted);
            return;
        }

        var protocol = request.Path.StartsWithSegments("/lti") || request.Path.StartsWithSegments(SisEndpoints.Api) || request.Path == SisTokenEndpoints.Path;
        if (HttpMethods.IsPost(request.Method) && !protocol && !IsOwn(request, addresses))
        {
            // The session cookie travels cross-site, so a post to the LMS's own pages must prove where it comes from.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This request did not come from a page of the practice LMS.", context.RequestAborted);
            return;
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = string.Join("; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            $"frame-src 'self' {addresses.ToolOrigin}",
            $"form-action 'self' {addresses.ToolOrigin}",
            protocol ? "frame-ancestors 'self'" : "frame-ancestors 'none'");
        await next();
    }

    private static bool IsOwn(HttpRequest request, Addresses addresses) =>
        request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site
            ? site == "same-origin"
            : request.Headers.Origin == addresses.Issuer;
}
