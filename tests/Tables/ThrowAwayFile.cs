namespace Integration.Tests.Tables;

/// <summary>A path for a database in a directory of its own, removed at the end with all that SQLite put beside it.</summary>
internal sealed class ThrowAwayFile : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("tables-");

    internal string Path => System.IO.Path.Combine(directory.FullName, "documents.db");

    public void Dispose() => directory.Delete(recursive: true);
}
