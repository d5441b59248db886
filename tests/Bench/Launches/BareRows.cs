using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Integration.Bench.Launches;

/// <summary>One table in SQLite, as durable as the tool's store and with the same fairness: those who wait together share one flush to the disk.</summary>
internal sealed class BareRows : IAsyncDisposable
{
    private readonly Channel<(string Id, TaskCompletionSource<bool> Done)> queue =
        Channel.CreateUnbounded<(string, TaskCompletionSource<bool>)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection connection;
    private readonly Task loop;

    internal BareRows(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var prepare = Command("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id TEXT PRIMARY KEY) WITHOUT ROWID;");
        prepare.ExecuteNonQuery();
        loop = Task.Run(WriteAsync);
    }

    /// <summary>True once the row is on the disk; false when it was there before.</summary>
    internal Task<bool> InsertAsync(string id)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite((id, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await connection.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        using var begin = Command("BEGIN IMMEDIATE");
        using var commit = Command("COMMIT");
        using var insert = Command("INSERT INTO rows (id) VALUES (@id) ON CONFLICT DO NOTHING");
        var id = insert.Parameters.Add("@id", SqliteType.Text);
        var answers = new List<(TaskCompletionSource<bool> Done, bool Inserted)>();
        while (await queue.Reader.WaitToReadAsync())
        {
            begin.ExecuteNonQuery();
            while (queue.Reader.TryRead(out var row))
            {
                id.Value = row.Id;
                answers.Add((row.Done, insert.ExecuteNonQuery() == 1));
            }

            commit.ExecuteNonQuery();
            answers.ForEach(answer => answer.Done.SetResult(answer.Inserted));
            answers.Clear();
        }
    }

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
