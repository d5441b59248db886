using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Pages;

/// <summary>Serves <c>/assets/{version}/{name}</c>.</summary>
public static class AssetEndpoints
{
    /// <summary>Adds the one route.</summary>
    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{version}/{name}", Answer);
        return routes;
    }

    /// <summary>An asset that may be kept for ever, or a 404 with a code that is kept by nobody.</summary>
    public static IResult Answer(HttpRequest request, string version, string name)
    {
        var response = request.HttpContext.Response;
        response.Headers.XContentTypeOptions = "nosniff";

        if (PageAssets.Find(version, name) is not { } asset)
        {
            response.Headers.CacheControl = "no-store";
            return Results.Text("PAGE1404: there is no such asset in this version.", "text/plain", statusCode: StatusCodes.Status404NotFound);
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        // The document in a sandboxed frame has an opaque origin, and modules are fetched with CORS.
        response.Headers.AccessControlAllowOrigin = "*";
        return Results.Bytes(Encoded(request, response, asset), asset.ContentType);
    }

    private static byte[] Encoded(HttpRequest request, HttpResponse response, Asset asset)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        bool Accepts(string coding) => accepted.Any(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);

        if (Accepts("br"))
        {
            response.Headers.ContentEncoding = "br";
            return asset.Brotli;
        }

        if (Accepts("gzip"))
        {
            response.Headers.ContentEncoding = "gzip";
            return asset.Gzip;
        }

        return asset.Plain;
    }
}
