using System.Threading.Channels;

namespace Integration.Tables.Sqlite;

/// <summary>
/// The one writer of this process. It takes every batch that is waiting, commits them in one transaction (one flush to the disk for all),
/// and answers the callers only after that.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int QueueLength = 1024;
    private const int GroupLength = 256;

    private readonly SqliteFile file;
    private readonly Channel<PendingCommit> queue = Channel.CreateBounded<PendingCommit>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Task loop;
    private SqliteWriteSession? session;

    internal SqliteWriter(SqliteFile file)
    {
        this.file = file;
        loop = Task.Run(RunAsync);
    }

    internal async Task<CommitResult> CommitAsync(Key partition, Write[] writes, CancellationToken ct)
    {
        var pending = new PendingCommit(partition, writes);
        try
        {
            await queue.Writer.WriteAsync(pending, ct).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteDocumentStore));
        }

        using (ct.UnsafeRegister(static (commit, token) => ((PendingCommit)commit!).Withdraw(token), pending))
        {
            return await pending.Outcome.ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more batches, commits those that wait, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<PendingCommit>(GroupLength);
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (group.Count < GroupLength && queue.Reader.TryRead(out var pending))
            {
                if (pending.TryTake())
                {
                    group.Add(pending);
                }
            }

            CommitGroup(group);
            group.Clear();
        }

        session?.Dispose();
    }

    private void CommitGroup(List<PendingCommit> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        CommitResult[] results;
        try
        {
            session ??= new SqliteWriteSession(file);
            results = session.Commit(group);
        }
        catch (Exception e)
        {
            // Closing the connection rolls back whatever was begun, whatever state the error left it in; the next group opens a new one.
            session?.Dispose();
            session = null;
            var reason = SqliteFile.Translate(e);
            group.ForEach(pending => pending.Fail(reason));
            return;
        }

        for (var i = 0; i < group.Count; i++)
        {
            group[i].Complete(results[i]);
        }
    }
}
