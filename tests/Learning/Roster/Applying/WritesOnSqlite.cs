using Integration.Tables;
using Integration.Tables.Sqlite;
using Integration.Tests.Tables;

namespace Integration.Tests.Learning.Roster.Applying;

/// <summary>A store of its own for whoever writes rows, and what it holds afterwards.</summary>
public abstract class WritesOnSqlite : IAsyncDisposable
{
    private readonly ThrowAwayFile file = new();
    private readonly SqliteDocumentStore store;

    protected WritesOnSqlite() => store = new SqliteDocumentStore(file.Path);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IDocumentStore Store => store;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<List<string>> RowsAsync(Key partition)
    {
        var rows = new List<string>();
        await foreach (var row in store.ReadAllAsync(partition, KeyRange.All, Ct))
        {
            rows.Add(row.Row.Value);
        }

        return rows;
    }
}
