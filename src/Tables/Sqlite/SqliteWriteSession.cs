using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Integration.Tables.Sqlite;

/// <summary>The write connection with its statements prepared: one transaction per group, one savepoint per batch.</summary>
internal sealed class SqliteWriteSession : IDisposable
{
    // Keys and document together: SQLite keeps 1002 bytes of a row in a page of 4096 (its file format, 1.6), of which header and revision take the rest.
    private const int MostInRow = 960;

    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;
    private readonly SqliteCommand savepoint;
    private readonly SqliteCommand release;
    private readonly SqliteCommand undo;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand replace;
    private readonly SqliteCommand upsert;
    private readonly SqliteCommand delete;
    private readonly SqliteCommand exists;
    private readonly SqliteCommand putApart;
    private readonly SqliteCommand dropApart;

    internal SqliteWriteSession(SqliteFile file)
    {
        connection = file.Open();

        // Rows arrive all over a large table: their pages stay until the commit instead of being put out and read again, and reach the file once in a while.
        using (var tune = connection.CreateCommand())
        {
            tune.CommandText = "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4096;";
            tune.ExecuteNonQuery();
        }

        // Immediate: the write lock is taken first, so nothing read inside the transaction can be outdated by another process.
        begin = connection.Prepared("BEGIN IMMEDIATE");
        commit = connection.Prepared("COMMIT");
        savepoint = connection.Prepared("SAVEPOINT batch");
        release = connection.Prepared("RELEASE batch");
        undo = connection.Prepared("ROLLBACK TO batch");
        insert = connection.Prepared(
            "INSERT INTO documents (p, r, revision, document) VALUES (@p, @r, @next, @document) ON CONFLICT DO NOTHING",
            "@p", "@r", "@next", "@document");
        upsert = connection.Prepared(
            """
            INSERT INTO documents (p, r, revision, document) VALUES (@p, @r, @next, @document)
            ON CONFLICT (p, r) DO UPDATE SET revision = excluded.revision, document = excluded.document
            """,
            "@p", "@r", "@next", "@document");
        replace = connection.Prepared(
            "UPDATE documents SET revision = @next, document = @document WHERE p = @p AND r = @r AND revision = @expected",
            "@p", "@r", "@next", "@document", "@expected");
        delete = connection.Prepared("DELETE FROM documents WHERE p = @p AND r = @r AND revision = @expected", "@p", "@r", "@expected");
        exists = connection.Prepared("SELECT 1 FROM documents WHERE p = @p AND r = @r", "@p", "@r");
        putApart = connection.Prepared("INSERT INTO long_documents (document) VALUES (@document) RETURNING id", "@document");
        dropApart = connection.Prepared("DELETE FROM long_documents WHERE id = @id", "@id");
    }

    /// <summary>Commits the group; a refused batch leaves its neighbours untouched. When this throws, nothing of the group was written.</summary>
    internal CommitResult[] Commit(List<PendingCommit> group)
    {
        begin.ExecuteNonQuery();
        var results = new CommitResult[group.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Apply(group[i]);
        }

        commit.ExecuteNonQuery();
        return results;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[begin, commit, savepoint, release, undo, insert, replace, upsert, delete, exists, putApart, dropApart])
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private CommitResult Apply(PendingCommit batch)
    {
        // One write is all or nothing by itself, and upserts are never refused: a savepoint keeps a copy of every page that the batch touches.
        var whole = batch.Writes.Length == 1 || Array.TrueForAll(batch.Writes, static write => write.Kind is WriteKind.Upsert);
        if (!whole)
        {
            savepoint.ExecuteNonQuery();
        }

        var result = ApplyWrites(batch);
        if (!whole)
        {
            if (!result.Committed)
            {
                undo.ExecuteNonQuery();
            }

            release.ExecuteNonQuery();
        }

        return result;
    }

    private CommitResult ApplyWrites(PendingCommit batch)
    {
        var revisions = new Revision[batch.Writes.Length];
        for (var i = 0; i < revisions.Length; i++)
        {
            var write = batch.Writes[i];
            var next = SqliteRevision.Next();
            if (Apply(batch.Partition, write, next) is { } reason)
            {
                return new CommitResult([], new Conflict(i, reason));
            }

            revisions[i] = write.Kind is WriteKind.Delete ? default : SqliteRevision.Format(next);
        }

        return new CommitResult(revisions, null);
    }

    private ConflictReason? Apply(string partition, Write write, long next)
    {
        if (write.Kind is WriteKind.Delete)
        {
            return Run(delete, partition, write.Row.Value, Expected(write)) ? null : StaleOrGone(partition, write.Row.Value);
        }

        if (partition.Length + write.Row.Value.Length + write.Json.Length <= MostInRow)
        {
            return Put(partition, write, next, Bytes(write));
        }

        putApart.Parameters[0].Value = Bytes(write);
        var id = putApart.ExecuteScalar()!;
        var refused = Put(partition, write, next, id);
        if (refused is not null)
        {
            Run(dropApart, id);
        }

        return refused;
    }

    // The document is its bytes, or the number under which they lie apart.
    private ConflictReason? Put(string partition, Write write, long next, object document)
    {
        var row = write.Row.Value;
        return write.Kind switch
        {
            WriteKind.Insert => Run(insert, partition, row, next, document) ? null : ConflictReason.AlreadyExists,
            WriteKind.Replace => Run(replace, partition, row, next, document, Expected(write)) ? null : StaleOrGone(partition, row),
            WriteKind.Upsert => Run(upsert, partition, row, next, document) ? null : throw new InvalidOperationException("An upsert wrote no row."),
            _ => throw new InvalidOperationException($"Unknown write {write.Kind}."),
        };
    }

    private static object Expected(Write write) => SqliteRevision.Parse(write.Revision) is { } revision ? revision : DBNull.Value;

    private ConflictReason StaleOrGone(string partition, string row)
    {
        exists.Parameters[0].Value = partition;
        exists.Parameters[1].Value = row;
        return exists.ExecuteScalar() is null ? ConflictReason.NotFound : ConflictReason.Stale;
    }

    private static bool Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteNonQuery() == 1;
    }

    // The provider binds whole arrays only; most documents are one.
    private static byte[] Bytes(Write write) =>
        MemoryMarshal.TryGetArray(write.Json, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : write.Json.ToArray();
}
