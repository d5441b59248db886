using Integration.Tables;
using Integration.Tables.Sqlite;
using Microsoft.Data.Sqlite;

namespace Integration.Tests.Tables;

public sealed class SqliteDocumentStoreTests : IDisposable
{
    private readonly ThrowAwayFile file = new();
    private readonly Key partition = Some.Partition();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_refused_batch_does_not_fail_the_batches_committed_with_it()
    {
        await using var store = new SqliteDocumentStore(file.Path);
        await store.InsertAsync(partition, Key.Of("there"), Some.Document("kept"), Ct);
        var commits = new List<Task<CommitResult>>();

        using (HoldTheWriteLock())
        {
            for (var i = 0; i < 60; i++)
            {
                var second = i % 3 == 1 ? Key.Of("there") : Key.Of($"{i}", "b");
                commits.Add(store.CommitAsync(new Batch(partition).Insert(Key.Of($"{i}", "a"), Some.Document()).Insert(second, Some.Document()), Ct));
            }
        }

        var results = await Task.WhenAll(commits);
        var rows = await store.ReadAllAsync(partition, KeyRange.All, Ct).CountAsync(Ct);
        Assert.All(results.Index(), commit => Assert.Equal(commit.Index % 3 != 1, commit.Item.Committed));
        Assert.All(results.Where(result => !result.Committed), result => Assert.Equal(new Conflict(1, ConflictReason.AlreadyExists), result.Conflict));
        Assert.Equal(1 + (2 * results.Count(result => result.Committed)), rows);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_waiting_writes_nothing_and_leaves_the_others_alone()
    {
        await using var store = new SqliteDocumentStore(file.Path);
        using var impatience = new CancellationTokenSource();
        List<Task<bool>> patient;
        List<Task<bool>> impatient;

        using (HoldTheWriteLock())
        {
            // The first batches keep the writer at the lock; those behind them wait in the queue.
            patient = [.. Enumerable.Range(0, 600).Select(i => store.InsertAsync(partition, Key.Of("patient", $"{i}"), Some.Document(), Ct))];
            impatient = [.. Enumerable.Range(0, 300).Select(i => store.InsertAsync(partition, Key.Of("impatient", $"{i}"), Some.Document(), impatience.Token))];
            await impatience.CancelAsync();
        }

        Assert.All(await Task.WhenAll(patient), Assert.True);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(impatient));
        foreach (var (i, attempt) in impatient.Index())
        {
            var written = await store.FindAsync(partition, Key.Of("impatient", $"{i}"), Ct) is not null;
            Assert.Equal(attempt.IsCanceled, !written);
        }
    }

    [Fact]
    public async Task A_file_held_by_another_writer_past_the_time_out_is_busy_and_serves_again_afterwards()
    {
        await using var store = new SqliteDocumentStore(file.Path, TimeSpan.FromMilliseconds(50));

        using (HoldTheWriteLock())
        {
            var busy = await Assert.ThrowsAsync<StoreBusyException>(() => store.InsertAsync(partition, Key.Of("a"), Some.Document(), Ct));
            Assert.NotNull(busy.RetryAfter);
            Assert.Null(await store.FindAsync(partition, Key.Of("a"), Ct));
        }

        Assert.True(await store.InsertAsync(partition, Key.Of("a"), Some.Document(), Ct));
    }

    [Fact]
    public async Task Disposal_commits_what_is_waiting_and_then_refuses()
    {
        var store = new SqliteDocumentStore(file.Path);
        Task<bool>[] waiting = [.. Enumerable.Range(0, 500).Select(i => store.InsertAsync(partition, Key.Of($"{i}"), Some.Document(), Ct))];

        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), Assert.True);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.InsertAsync(partition, Key.Of("late"), Some.Document(), Ct));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindAsync(partition, Key.Of("0"), Ct));
        await using var again = new SqliteDocumentStore(file.Path);
        Assert.Equal(500, await again.ReadAllAsync(partition, KeyRange.All, Ct).CountAsync(Ct));
    }

    [Fact]
    public async Task Readers_beside_writers_see_whole_batches_only()
    {
        await using var store = new SqliteDocumentStore(file.Path);
        var first = new Batch(partition).Insert(Key.Of("a"), Some.Document("0")).Insert(Key.Of("b"), Some.Document("0"));
        var revisions = (await store.CommitAsync(first, Ct)).Revisions;
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 200; i++)
            {
                var next = new Batch(partition);
                next.Replace(Key.Of("a"), Some.Document($"{i}"), revisions[0]).Replace(Key.Of("b"), Some.Document($"{i}"), revisions[1]);
                revisions = (await store.CommitAsync(next, Ct)).Revisions;
            }
        });

        var reading = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!writing.IsCompleted)
            {
                var pair = (await store.ReadAsync(partition, KeyRange.All, 10, null, Ct)).Documents;
                Assert.Equal(Some.TextOf(pair[0]), Some.TextOf(pair[1]));
            }
        }));

        await Task.WhenAll([writing, .. reading]);
        Assert.Equal("200", Some.TextOf(await store.FindAsync(partition, Key.Of("b"), Ct)));
    }

    [Fact]
    public async Task A_page_of_large_documents_ends_early_and_goes_on()
    {
        await using var store = new SqliteDocumentStore(file.Path);
        for (var i = 0; i < 7; i++)
        {
            await store.InsertAsync(partition, Key.Of($"{i}"), Some.DocumentOf(900 * 1024), Ct);
        }

        var page = await store.ReadAsync(partition, KeyRange.All, 1000, null, Ct);

        Assert.Equal(5, page.Documents.Count);
        Assert.Equal(2, (await store.ReadAsync(partition, KeyRange.All, 1000, page.Continuation, Ct)).Documents.Count);
    }

    [Fact]
    public void Every_connection_waits_for_the_disk()
    {
        using var connection = new SqliteFile(file.Path, TimeSpan.FromSeconds(5)).Open();
        using var command = connection.CreateCommand();
        string Pragma(string name)
        {
            command.CommandText = $"PRAGMA {name}";
            return $"{command.ExecuteScalar()}";
        }

        Assert.Equal("wal", Pragma("journal_mode"));
        Assert.Equal("2", Pragma("synchronous"));
        Assert.Equal("5000", Pragma("busy_timeout"));
    }

    [Fact]
    public async Task A_missing_directory_is_made()
    {
        var path = Path.Combine(Path.GetDirectoryName(file.Path)!, "new", "deeper", "documents.db");

        await using var store = new SqliteDocumentStore(path);

        Assert.True(await store.InsertAsync(partition, Key.Of("a"), Some.Document(), Ct));
    }

    [Fact]
    public async Task A_new_file_may_be_opened_by_many_at_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new SqliteDocumentStore(file.Path))));

        var admitted = await Task.WhenAll(stores.Select(store => store.InsertAsync(partition, Key.Of("first"), Some.Document(), Ct)));

        Assert.Single(admitted, true);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public void A_path_that_cannot_be_made_is_named_with_its_setting()
    {
        File.WriteAllText(file.Path, "not a database, and not a directory either; long enough to be taken for a header of one hundred bytes or more");

        var directory = Assert.Throws<InvalidOperationException>(() => new SqliteDocumentStore(Path.Combine(file.Path, "below", "documents.db")));
        var noDatabase = Assert.Throws<InvalidOperationException>(() => new SqliteDocumentStore(file.Path));

        Assert.StartsWith("Storage__Sqlite: ", directory.Message);
        Assert.StartsWith("Storage__Sqlite: ", noDatabase.Message);
    }

    private IDisposable HoldTheWriteLock()
    {
        var connection = new SqliteFile(file.Path, TimeSpan.FromSeconds(5)).Open();
        using var begin = new SqliteCommand("BEGIN IMMEDIATE", connection);
        begin.ExecuteNonQuery();

        // Closing rolls back.
        return connection;
    }
}
