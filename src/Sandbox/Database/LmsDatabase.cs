using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Database;

/// <summary>The LMS's own SQLite file.</summary>
internal sealed class LmsDatabase
{
    private readonly string _connectionString;

    public LmsDatabase(string file)
    {
        // Without pooling a stopped LMS leaves no handle on its file; a practice LMS can afford the open.
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true, DefaultTimeout = 10 }.ToString();
        Execute("PRAGMA journal_mode = WAL");
        Execute(Schema.Tables);
    }

    /// <summary>Runs one statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] values)
    {
        using var connection = Open();
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs several statements, all or nothing.</summary>
    public void ExecuteAll(IEnumerable<(string Sql, (string Name, object? Value)[] Values)> statements)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        foreach (var (sql, values) in statements)
        {
            using var command = Command(connection, sql, values);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Runs one query.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var connection = Open();
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue("$" + name, value ?? DBNull.Value);
        }

        return command;
    }
}
