using Integration.Tables;
using Integration.Tables.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Integration.Tests.Tables;

/// <summary>In SQLite a long document lies apart from its row, so that no search has to read it on its way to another.</summary>
public sealed class SqliteLongDocumentTests : IAsyncDisposable
{
    // SQLite's file format, 1.6 and 2.1: what a page of 4096 keeps of a row, and what a row of four columns has beside its values.
    private const int MostInPage = 1002;
    private const int RowHeader = 9;
    private const int Revision = 8;

    // SQLITE_DBSTATUS_CACHE_MISS.
    private const int PagesRead = 8;

    private static readonly ReadOnlyMemory<byte> Long = Some.DocumentOf(20_000);
    private static readonly Key Row = Key.Of("a");

    private readonly ThrowAwayFile file = new();
    private readonly Key partition = Some.Partition();
    private readonly SqliteDocumentStore store;

    public SqliteLongDocumentTests() => store = new SqliteDocumentStore(file.Path);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        file.Dispose();
    }

    [Fact]
    public async Task No_row_reaches_beyond_its_page_however_long_its_keys_and_its_document_are()
    {
        foreach (var parts in (int[])[1, 5, 35])
        {
            string[] key = [.. Enumerable.Repeat("part-of-a-key", parts)];
            for (var bytes = 1; bytes < 1_200; bytes += 7)
            {
                await store.InsertAsync(Key.Of(key), Key.Of([.. key, $"{bytes}"]), Some.DocumentOf(bytes), Ct);
            }
        }

        Assert.NotEqual(0, Ask("SELECT count(*) FROM long_documents"));
        Assert.NotEqual(0, Ask("SELECT count(*) FROM documents WHERE typeof(document) = 'blob'"));
        Assert.InRange(Ask($"SELECT max({RowHeader} + length(p) + length(r) + {Revision} + length(document)) FROM documents WHERE typeof(document) = 'blob'"), 0, MostInPage);
    }

    [Fact]
    public async Task A_search_passes_long_documents_without_reading_them()
    {
        for (var i = 0; i < 64; i++)
        {
            await store.InsertAsync(partition, Key.Of($"{i}"), Some.DocumentOf(100_000), Ct);
        }

        using var connection = new SqliteFile(file.Path, TimeSpan.FromSeconds(5)).Open();
        using var search = new SqliteCommand("SELECT 1 FROM documents WHERE p = @p AND r = '31b'", connection);
        search.Parameters.AddWithValue("@p", partition.Value);
        Assert.Null(search.ExecuteScalar());

        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_status(connection.Handle, PagesRead, out var read, out _, 0));
        Assert.InRange(read, 1, 10);
    }

    [Fact]
    public async Task What_lies_apart_is_gone_with_its_row_or_with_what_the_row_held_before()
    {
        var revision = await WriteAsync(new Batch(partition).Insert(Row, Long));
        Assert.Equal(1, Apart());

        await WriteAsync(new Batch(partition).Replace(Row, Some.DocumentOf(30_000), revision));
        Assert.Equal(1, Apart());

        await WriteAsync(new Batch(partition).Upsert(Row, Some.Document()));
        Assert.Equal(0, Apart());

        revision = await WriteAsync(new Batch(partition).Upsert(Row, Long));
        Assert.Equal(1, Apart());

        await WriteAsync(new Batch(partition).Delete(Row, revision));
        Assert.Equal(0, Apart());
    }

    [Fact]
    public async Task A_write_that_is_refused_leaves_nothing_apart()
    {
        await store.InsertAsync(partition, Row, Some.Document(), Ct);
        var stale = new Revision("0000000000000000");

        Assert.False(await store.InsertAsync(partition, Row, Long, Ct));
        Assert.Null(await store.ReplaceAsync(partition, Row, Long, stale, Ct));
        Assert.False((await store.CommitAsync(new Batch(partition).Insert(Key.Of("b"), Long).Replace(Row, Long, stale), Ct)).Committed);

        Assert.Equal(0, Apart());
        Assert.Equal("{}", Some.TextOf(await store.FindAsync(partition, Row, Ct)));
    }

    [Fact]
    public async Task A_file_that_holds_long_documents_in_their_rows_is_read_and_written_like_any()
    {
        using (var connection = new SqliteFile(file.Path, TimeSpan.FromSeconds(5)).Open())
        {
            using var insert = new SqliteCommand("INSERT INTO documents VALUES (@p, @r, 1, @document)", connection);
            insert.Parameters.AddWithValue("@p", partition.Value);
            insert.Parameters.AddWithValue("@document", Long.ToArray());
            var row = insert.Parameters.AddWithValue("@r", "");
            foreach (var name in (string[])["a", "b", "c"])
            {
                row.Value = name;
                insert.ExecuteNonQuery();
            }
        }

        var found = await store.ReadAsync(partition, KeyRange.All, 10, null, Ct);
        Assert.Equal(3, found.Documents.Count);
        Assert.All(found.Documents, document => Assert.Equal(Long.ToArray(), document.Json.ToArray()));

        await store.UpsertAsync(partition, Row, Some.DocumentOf(25_000), Ct);
        await WriteAsync(new Batch(partition).Delete(Key.Of("b"), found.Documents[1].Revision));

        Assert.Equal(Some.DocumentOf(25_000).ToArray(), (await store.FindAsync(partition, Row, Ct))!.Json.ToArray());
        Assert.Null(await store.FindAsync(partition, Key.Of("b"), Ct));
        Assert.Equal(1, Apart());
    }

    private async Task<Revision> WriteAsync(Batch batch)
    {
        var result = await store.CommitAsync(batch, Ct);
        Assert.True(result.Committed);
        return result.Revisions[0];
    }

    private long Apart() => Ask("SELECT count(*) FROM long_documents");

    private long Ask(string question)
    {
        using var connection = new SqliteFile(file.Path, TimeSpan.FromSeconds(5)).Open();
        using var command = new SqliteCommand(question, connection);
        return (long)command.ExecuteScalar()!;
    }
}
