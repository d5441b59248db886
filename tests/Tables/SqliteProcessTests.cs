namespace Integration.Tests.Tables;

/// <summary>Two processes on one database file, as the server and the admin commands are.</summary>
public sealed class SqliteProcessTests : ProcessContract, IDisposable
{
    private readonly ThrowAwayFile file = new();

    public void Dispose() => file.Dispose();

    protected override Task<string> TargetAsync() => Task.FromResult(file.Path);
}
