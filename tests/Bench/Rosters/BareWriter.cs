using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Integration.Tables;
using Microsoft.Data.Sqlite;

namespace Integration.Bench.Rosters;

/// <summary>
/// <c>bare-writer</c>: the floor. It writes the rows that an import left in a SQLite file into a new store, in full batches and with as many under way as the
/// tool keeps, and does nothing else: the rows are in memory before the clock starts. With <c>--aside</c> it first puts aside what a source says (see
/// <see cref="BareAside"/>), as whoever must not apply half a pull has to.
/// </summary>
internal static class BareWriter
{
    private const int UnderWay = 32;
    private const int BatchBytes = 2 * 1024 * 1024;

    internal static string[] Arguments(string from, TablesOptions to, bool aside) =>
    [
        "bare-writer", "--from", from, "--to", to.Sqlite ?? to.AzureTables!, "--provider", to.Provider.ToString(), "--table", to.Table,
        .. aside ? ["--aside"] : Array.Empty<string>(),
    ];

    internal static Command Build()
    {
        var from = new Option<string>("--from") { Required = true };
        var to = new Option<string>("--to") { Required = true };
        var provider = new Option<TablesProvider>("--provider") { Required = true };
        var table = new Option<string>("--table") { Required = true };
        var aside = new Option<bool>("--aside");
        var command = new Command("bare-writer", "Writes the rows of an import again; started by roster.") { Hidden = true };
        command.Options.Add(from);
        command.Options.Add(to);
        command.Options.Add(provider);
        command.Options.Add(table);
        command.Options.Add(aside);
        command.SetAction((given, ct) => RunAsync(
            given.GetRequiredValue(from),
            new TablesOptions
            {
                Provider = given.GetValue(provider),
                Sqlite = given.GetRequiredValue(to),
                AzureTables = given.GetRequiredValue(to),
                Table = given.GetRequiredValue(table),
            },
            given.GetValue(aside),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(string from, TablesOptions to, bool isAside, CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddTables(to).BuildServiceProvider();
        var store = services.GetRequiredService<IDocumentStore>();
        var clock = TimeProvider.System;

        var batches = Batches(from).ToList();
        var began = clock.GetTimestamp();
        if (isAside)
        {
            await BareAside.PutAsync(store, batches, ct);
        }

        await Parallel.ForEachAsync(
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = UnderWay, CancellationToken = ct },
            async (batch, token) => await store.CommitAsync(batch, token));
        if (isAside)
        {
            await BareAside.TakeAsync(store, ct);
        }

        var (seconds, rows) = (clock.GetElapsedTime(began).TotalSeconds, batches.Sum(batch => batch.Writes.Count));
        Console.WriteLine(JsonSerializer.Serialize(new BareFigures(rows, seconds, rows / seconds), JsonSerializerOptions.Web));
        return 0;
    }

    private static IEnumerable<Batch> Batches(string from)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText =
            """
            SELECT p, r, ifnull(long_documents.document, documents.document) FROM documents LEFT JOIN long_documents ON long_documents.id = documents.document
            WHERE p LIKE 'roster!%!%!%!%' ORDER BY p, r
            """;
        using var rows = select.ExecuteReader();
        Batch? batch = null;
        var (partition, bytes) = ("", 0);
        while (rows.Read())
        {
            var (p, document) = (rows.GetString(0), (byte[])rows[2]);
            if (batch is not null && (p != partition || batch.Writes.Count == 100 || bytes + document.Length > BatchBytes))
            {
                yield return batch;
                batch = null;
            }

            if (batch is null)
            {
                (batch, partition, bytes) = (new Batch(Key.FromStored(p)), p, 0);
            }

            batch.Upsert(Key.FromStored(rows.GetString(1)), document);
            bytes += document.Length;
        }

        if (batch is not null)
        {
            yield return batch;
        }
    }
}

/// <summary>What the bare writer took.</summary>
internal sealed record BareFigures(long Rows, double Seconds, double PerSecond)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows} rows in {Seconds:0.0} s, {PerSecond:0} rows/s");
}
