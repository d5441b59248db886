using Microsoft.Data.Sqlite;

namespace Integration.Tables.Sqlite;

/// <summary>The one database file: how it is made, how connections to it are opened, and what its errors mean to a caller.</summary>
internal sealed class SqliteFile
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly string connectionString;
    private readonly TimeSpan busyTimeout;

    /// <summary>Makes the directory, the file and the table where they are missing.</summary>
    internal SqliteFile(string path, TimeSpan busyTimeout)
    {
        this.busyTimeout = busyTimeout;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = System.IO.Path.GetFullPath(path),
            Mode = SqliteOpenMode.ReadWriteCreate,

            // The store keeps its own connections open with their statements prepared; a pool beneath would keep the file open after disposal.
            Pooling = false,

            // The provider repeats a busy statement until this time has passed, so it must not outlast SQLite's own wait.
            DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds),
        }.ToString();

        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            using var connection = Open();
            Prepare(connection);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or SqliteException { SqliteErrorCode: not Busy })
        {
            throw new InvalidOperationException($"Storage__Sqlite: the database file '{path}' cannot be opened or made: {e.Message}", e);
        }
        catch (SqliteException e)
        {
            throw Translate(e);
        }
    }

    /// <summary>Opens a connection whose commits are on the disk before they are acknowledged.</summary>
    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Turns "busy past the time-out" into the port's own exception and leaves the rest as it is.</summary>
    internal static Exception Translate(Exception e) => e is SqliteException { SqliteErrorCode: Busy or Locked }
        ? new StoreBusyException("The database file is held by another writer.", TimeSpan.FromSeconds(1), e)
        : e;

    private static void Prepare(SqliteConnection connection)
    {
        Run(connection, "PRAGMA journal_mode = WAL;");

        // Keys compare byte by byte (BINARY is SQLite's default and said here because the order is part of the port).
        Run(connection, """
            CREATE TABLE IF NOT EXISTS documents (
                p TEXT NOT NULL COLLATE BINARY,
                r TEXT NOT NULL COLLATE BINARY,
                revision INTEGER NOT NULL,
                document BLOB NOT NULL,
                PRIMARY KEY (p, r)
            ) WITHOUT ROWID;
            """);

        // A search compares whole rows, and one longer than a quarter of a page is read with all its pages wherever a search passes it. So a long document lies
        // apart, and its row holds the number it has there.
        Run(connection, """
            CREATE TABLE IF NOT EXISTS long_documents (id INTEGER PRIMARY KEY, document BLOB NOT NULL);
            CREATE TRIGGER IF NOT EXISTS long_document_replaced AFTER UPDATE OF document ON documents WHEN typeof(OLD.document) = 'integer'
                BEGIN DELETE FROM long_documents WHERE id = OLD.document; END;
            CREATE TRIGGER IF NOT EXISTS long_document_deleted AFTER DELETE ON documents WHEN typeof(OLD.document) = 'integer'
                BEGIN DELETE FROM long_documents WHERE id = OLD.document; END;
            """);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
