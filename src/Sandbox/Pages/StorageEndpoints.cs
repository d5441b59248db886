namespace Integration.Sandbox.Pages;

/// <summary>The page inside the frame that stores values for the tool, where the LMS that is played has one.</summary>
internal static class StorageEndpoints
{
    public const string Path = "/lti/storage";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, (Addresses addresses) => Page.Of<StorageFramePage>(new { addresses.ToolOrigin }));
}
