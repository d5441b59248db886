using Microsoft.Data.Sqlite;

namespace Integration.Tables.Sqlite;

/// <summary>One read connection with its statements prepared; used by one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    /// <summary>A page ends early past this, as it does on Azure, so that a thousand large documents are never in memory at once.</summary>
    internal const int MaxPageBytes = 4 * 1024 * 1024;

    /// <summary>Sorts after every key.</summary>
    private const string End = "\u007f";

    // Short documents stand in their row, long ones apart.
    private const string Wherever =
        "ifnull(long_documents.document, documents.document) FROM documents LEFT JOIN long_documents ON long_documents.id = documents.document";

    private readonly SqliteConnection connection;
    private readonly SqliteCommand find;
    private readonly SqliteCommand range;

    internal SqliteReader(SqliteFile file)
    {
        connection = file.Open();
        find = connection.Prepared($"SELECT revision, {Wherever} WHERE p = @p AND r = @r", "@p", "@r");
        range = connection.Prepared(
            $"SELECT r, revision, {Wherever} WHERE p = @p AND r >= @from AND r < @before ORDER BY r LIMIT @limit",
            "@p", "@from", "@before", "@limit");
    }

    internal StoredDocument? Find(Key partition, Key row)
    {
        find.Parameters[0].Value = partition.Value;
        find.Parameters[1].Value = row.Value;
        using var rows = find.ExecuteReader();
        return rows.Read() ? Document(row, rows, 0) : null;
    }

    internal DocumentPage Read(Key partition, KeyRange wanted, int limit, string? continuation)
    {
        // A continuation comes back from a browser at times: it may move the start forward within the range, never out of it.
        var from = wanted.From ?? "";
        from = string.CompareOrdinal(continuation, from) > 0 ? continuation! : from;

        range.Parameters[0].Value = partition.Value;
        range.Parameters[1].Value = from;
        range.Parameters[2].Value = wanted.Before ?? End;
        range.Parameters[3].Value = limit + 1;

        var documents = new List<StoredDocument>();
        var bytes = 0;
        using var rows = range.ExecuteReader();
        while (rows.Read())
        {
            var row = Key.FromStored(rows.GetString(0));
            if (documents.Count == limit || bytes >= MaxPageBytes)
            {
                return new DocumentPage(documents, row.Value);
            }

            var document = Document(row, rows, 1);
            documents.Add(document);
            bytes += document.Json.Length;
        }

        return new DocumentPage(documents, null);
    }

    public void Dispose()
    {
        find.Dispose();
        range.Dispose();
        connection.Dispose();
    }

    private static StoredDocument Document(Key row, SqliteDataReader rows, int column) =>
        new(row, rows.GetFieldValue<byte[]>(column + 1), SqliteRevision.Format(rows.GetInt64(column)));
}
