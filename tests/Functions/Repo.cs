namespace Integration.Tests.Functions;

/// <summary>The repository the tests were built from.</summary>
internal static class Repo
{
    internal static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Integration.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
