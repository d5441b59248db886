using Microsoft.AspNetCore.Http.Features;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>The rostering service of both versions: flat collections and single objects. Nested routes are not offered, as by many vendors.</summary>
internal static class RosterEndpoints
{
    public const string Root11 = "/ims/oneroster/v1p1";
    public const string Root12 = "/ims/oneroster/rostering/v1p2";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, Root12, SisVersion.V12);
        Map(routes, Root11, SisVersion.V11);
    }

    private static void Map(IEndpointRouteBuilder routes, string root, SisVersion version) =>
        routes.MapGet(root + "/{**rest}", (HttpContext context, RosterAnswer answer, CancellationToken ct) =>
            answer.WriteAsync(context, root, SegmentsAfter(root, context), version, ct));

    // From the address as it was sent: an id may hold an encoded slash, and routing would have taken it apart.
    private static string[] SegmentsAfter(string root, HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        return [.. path[Math.Min(path.Length, root.Length)..].Trim('/').Split('/').Select(Uri.UnescapeDataString)];
    }
}
