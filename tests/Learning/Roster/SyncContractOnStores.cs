using Integration.Tables;
using Integration.Tables.AzureTables;
using Integration.Tables.Sqlite;
using Integration.Tests.RealParts;
using Integration.Tests.Tables;

namespace Integration.Tests.Learning.Roster;

/// <summary>Runs on the embedded store.</summary>
public sealed class SqliteSyncTests : SyncContract
{
    private readonly ThrowAwayFile file = new();
    private SqliteDocumentStore? store;

    protected override int Stories => 60;

    protected override int KillEvery => 1;

    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(store = new SqliteDocumentStore(file.Path));

    protected override async Task CloseAsync()
    {
        await store!.DisposeAsync();
        file.Dispose();
    }
}

/// <summary>Runs on Azure Table storage's emulator.</summary>
public sealed class AzureSyncTests(Azurite azurite) : SyncContract
{
    protected override int Stories => 6;

    protected override int KillEvery => 9;

    protected override async Task<IDocumentStore> OpenAsync() => new AzureDocumentStore(AzureConnection.Open(
        new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = await azurite.ConnectionStringAsync() }));

    protected override Task CloseAsync() => Task.CompletedTask;
}
