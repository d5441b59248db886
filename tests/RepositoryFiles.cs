namespace Integration.Tests;

/// <summary>Finds files of this repository from wherever the tests run.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that holds Integration.sln.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The text of one file, by its path below the root.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string FindRoot(DirectoryInfo? folder)
        => folder is null ? throw new DirectoryNotFoundException("Integration.sln is in no folder above the tests.")
            : File.Exists(Path.Combine(folder.FullName, "Integration.sln")) ? folder.FullName
            : FindRoot(folder.Parent);
}
