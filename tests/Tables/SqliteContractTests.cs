using Integration.Tables;
using Integration.Tables.Sqlite;

namespace Integration.Tests.Tables;

/// <summary>The contract on the embedded store, each test on a file of its own.</summary>
public sealed class SqliteContractTests : DocumentStoreContract
{
    private readonly ThrowAwayFile file = new();
    private SqliteDocumentStore? store;

    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(store = new SqliteDocumentStore(file.Path));

    protected override async Task CloseAsync()
    {
        await store!.DisposeAsync();
        file.Dispose();
    }
}
