using Microsoft.Data.Sqlite;

namespace Integration.Tables.Sqlite;

/// <summary>Makes commands that are compiled once and run many times; parameters are set by position.</summary>
internal static class PreparedCommands
{
    internal static SqliteCommand Prepared(this SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        command.Prepare();
        return command;
    }
}
