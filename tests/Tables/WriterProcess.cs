using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Integration.Tables;
using Integration.Tables.AzureTables;
using Integration.Tables.Sqlite;

namespace Integration.Tests.Tables;

/// <summary>
/// A second process that writes to a store, so that it can be killed, or race with this one. It is this test program itself, started with an environment
/// variable that makes it write instead of running tests. It stays on the thread of the module initializer: another thread would have to wait for it to end.
/// </summary>
internal static class WriterProcess
{
    private const string Order = "TABLES_WRITER";
    private const string Target = "TABLES_WRITER_STORE";
    private const string Place = "TABLES_WRITER_PARTITION";
    private const string Name = "TABLES_WRITER_NAME";
    private const int InFlight = 8;

    /// <summary>Starts a writer that says <c>ack N</c> once batch N (rows <c>name!N!a</c> and <c>name!N!b</c>) is acknowledged, until it is killed.</summary>
    internal static Process StartAppending(string store, Key partition, string name) => Start("append", store, partition, name);

    /// <summary>Starts a writer that adds one to the row <c>counter</c> as often as asked, reading again whenever it was too late, and ends.</summary>
    internal static Process StartCounting(string store, Key partition, int times) =>
        Start("count", store, partition, times.ToString(CultureInfo.InvariantCulture));

    internal static IDocumentStore Open(string store) => store.Contains('=')
        ? new AzureDocumentStore(AzureConnection.Open(new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = store }))
        : new SqliteDocumentStore(store, TimeSpan.FromSeconds(30));

    [ModuleInitializer]
    internal static void WriteWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Order) is not { } order)
        {
            return;
        }

        var store = Open(Environment.GetEnvironmentVariable(Target)!);
        var partition = Key.FromStored(Environment.GetEnvironmentVariable(Place)!);
        var name = Environment.GetEnvironmentVariable(Name)!;
        if (order == "append")
        {
            Append(store, partition, name);
        }
        else
        {
            Count(store, partition, int.Parse(name, CultureInfo.InvariantCulture));
        }

        Environment.Exit(0);
    }

    private static Process Start(string order, string store, Key partition, string name)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Integration.Tests.exe" : "Integration.Tests"))
        {
            RedirectStandardOutput = true,
            Environment = { [Order] = order, [Target] = store, [Place] = partition.Value, [Name] = name },
        };
        return Process.Start(start)!;
    }

    private static void Append(IDocumentStore store, Key partition, string name)
    {
        var running = new Queue<Task<CommitResult>>();
        for (var started = 0; ; started++)
        {
            var batch = new Batch(partition);
            foreach (var half in (string[])["a", "b"])
            {
                batch.Insert(Key.Of(name, $"{started}", half), Encoding.UTF8.GetBytes(new string('x', 500)));
            }

            running.Enqueue(store.CommitAsync(batch, CancellationToken.None));
            if (running.Count == InFlight)
            {
                if (!running.Dequeue().GetAwaiter().GetResult().Committed)
                {
                    throw new InvalidOperationException("An insert of a new row was refused.");
                }

                Console.WriteLine($"ack {started - InFlight + 1}");
            }
        }
    }

    private static void Count(IDocumentStore store, Key partition, int times)
    {
        var row = Key.Of("counter");
        for (var done = 0; done < times;)
        {
            var found = store.FindAsync(partition, row, CancellationToken.None).GetAwaiter().GetResult()!;
            var next = int.Parse(Encoding.UTF8.GetString(found.Json.Span), CultureInfo.InvariantCulture) + 1;
            var written = store.ReplaceAsync(partition, row, Encoding.UTF8.GetBytes($"{next}"), found.Revision, CancellationToken.None);
            done += written.GetAwaiter().GetResult() is null ? 0 : 1;
        }
    }
}
