using Microsoft.AspNetCore.Http;

namespace Integration.Lti.Http;

/// <summary>Headers that every answer of the launch handshake carries.</summary>
internal static class ResponseHeaders
{
    /// <summary>Nothing of a launch is cached, and no address of it is told to another site.</summary>
    public static void KeepPrivate(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
