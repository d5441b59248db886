using Integration.Learning.Install.Registering;
using Integration.Learning.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Install.Guides;

/// <summary><c>/install</c>: for everyone, without data.</summary>
internal sealed class InstallEndpoints
{
    /// <summary>Maps the pages.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(OwnProfile.IconAddress, Icon);

    private static IResult Icon(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(PageAssets.Find(PageAssets.Version, "icon.svg")!.Plain, "image/svg+xml");
    }
}
