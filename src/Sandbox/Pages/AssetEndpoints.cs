namespace Integration.Sandbox.Pages;

/// <summary>The style sheet and the script modules, from inside the program.</summary>
internal static class AssetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", (string name) =>
        {
            var type = Path.GetExtension(name) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                _ => null,
            };
            var stream = type is null ? null : typeof(AssetEndpoints).Assembly.GetManifestResourceStream("assets/" + name);
            return stream is null ? Results.NotFound() : Results.Stream(stream, type);
        });
}
