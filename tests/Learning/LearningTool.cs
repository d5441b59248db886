using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Tables;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning;

/// <summary>The rooms composed as the executable does, on a throw-away SQLite file and a clock that stands still.</summary>
internal sealed class LearningTool : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly bool ownsFolder;

    private readonly TablesOptions tables;

    private LearningTool(string folder, string masterKey, FakeTimeProvider clock, bool ownsFolder, TablesOptions? tables = null)
    {
        (Folder, MasterKey, Clock, this.ownsFolder) = (folder, masterKey, clock, ownsFolder);
        this.tables = tables ?? new TablesOptions { Sqlite = Path.Combine(folder, "tool.db") };
        Store = new CountingStore(new ServiceCollection().AddTables(this.tables).BuildServiceProvider());
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton<IDocumentStore>(Store);
        collection.AddTool(ToolSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(Settings(folder, masterKey)).Build()));
        services = collection.BuildServiceProvider();
    }

    internal string Folder { get; }

    internal string MasterKey { get; }

    internal FakeTimeProvider Clock { get; }

    internal CountingStore Store { get; }

    internal IServiceProvider Services => services;

    internal static LearningTool Start(string? masterKey = null) => Start(masterKey, null);

    /// <summary>On Azure Table storage's emulator, in a table of its own.</summary>
    internal static LearningTool StartOn(string azurite) => Start(
        null, new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = azurite, Table = $"t{Guid.NewGuid():N}" });

    private static LearningTool Start(string? masterKey, TablesOptions? tables) => new(
        Directory.CreateTempSubdirectory("tool-").FullName,
        masterKey ?? Integration.Learning.Sealing.MasterKey.NewValue(),
        new FakeTimeProvider(new DateTimeOffset(2026, 9, 14, 8, 30, 0, TimeSpan.Zero)),
        ownsFolder: true,
        tables);

    internal static Dictionary<string, string?> Settings(string folder, string masterKey) => new()
    {
        ["Public:Url"] = "http://localhost:0",
        ["Storage:Provider"] = "Sqlite",
        ["Storage:Sqlite"] = Path.Combine(folder, "tool.db"),
        ["Secrets:MasterKey"] = masterKey,
    };

    /// <summary>A second process on the same store.</summary>
    internal LearningTool Another(string? masterKey = null) => new(Folder, masterKey ?? MasterKey, Clock, ownsFolder: false, tables);

    internal T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
        if (ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>The real store, counting what is asked of it.</summary>
internal sealed class CountingStore(ServiceProvider tables) : IDocumentStore, IAsyncDisposable
{
    private readonly IDocumentStore store = tables.GetRequiredService<IDocumentStore>();
    private int reads;

    internal int Reads => Volatile.Read(ref reads);

    public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct)
    {
        Interlocked.Increment(ref reads);
        return store.FindAsync(partition, row, ct);
    }

    public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct)
    {
        Interlocked.Increment(ref reads);
        return store.ReadAsync(partition, range, limit, continuation, ct);
    }

    public Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct) => store.CommitAsync(batch, ct);

    public ValueTask DisposeAsync() => tables.DisposeAsync();
}
