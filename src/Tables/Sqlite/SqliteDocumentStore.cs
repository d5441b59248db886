using System.Collections.Concurrent;

namespace Integration.Tables.Sqlite;

/// <summary>The embedded store: one SQLite file, many readers, one writer per process.</summary>
internal sealed class SqliteDocumentStore : IDocumentStore, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(5);

    private readonly SqliteFile file;
    private readonly SqliteWriter writer;

    // As many readers as callers ever read at once, which is at most the threads of the pool: reads do not await while they hold one.
    private readonly ConcurrentBag<SqliteReader> idle = [];
    private volatile bool disposed;

    /// <summary>Opens the file, making it where it is missing; throws a sentence that names the setting when it cannot.</summary>
    internal SqliteDocumentStore(string path, TimeSpan? busyTimeout = null)
    {
        file = new SqliteFile(path, busyTimeout ?? DefaultBusyTimeout);
        writer = new SqliteWriter(file);
    }

    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct)
    {
        Limits.CheckKey(partition);
        Limits.CheckKey(row);
        return OnReaderAsync((partition, row), static (reader, at) => reader.Find(at.partition, at.row), ct);
    }

    public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct)
    {
        Limits.CheckRead(partition, range, limit, continuation);
        return OnReaderAsync(
            (partition, range, limit, continuation),
            static (reader, at) => reader.Read(at.partition, at.range, at.limit, at.continuation),
            ct);
    }

    public Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
    {
        var writes = Limits.Check(batch);
        return writer.CommitAsync(batch.Partition, writes, ct);
    }

    /// <summary>Commits what is waiting, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        disposed = true;
        await writer.DisposeAsync().ConfigureAwait(false);
        CloseIdle();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Reads on the caller's thread: SQLite has no other way, and a point read takes less than a hop to another thread.</summary>
    private Task<TResult> OnReaderAsync<TAt, TResult>(TAt at, Func<SqliteReader, TAt, TResult> read, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(ct);
        }

        ObjectDisposedException.ThrowIf(disposed, this);
        SqliteReader? reader = null;
        try
        {
            reader = idle.TryTake(out var rested) ? rested : new SqliteReader(file);
            var result = read(reader, at);
            Return(reader);
            return Task.FromResult(result);
        }
        catch (Exception e)
        {
            reader?.Dispose();
            return Task.FromException<TResult>(SqliteFile.Translate(e));
        }
    }

    private void Return(SqliteReader reader)
    {
        idle.Add(reader);
        if (disposed)
        {
            CloseIdle();
        }
    }

    private void CloseIdle()
    {
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
