using Azure.Identity;
using Integration.Tables;
using Integration.Tables.AzureTables;

namespace Integration.Tests.Tables;

public sealed class TablesOptionsTests
{
    private const string Endpoint = "https://school.table.example.test/";

    [Theory]
    [InlineData(TablesProvider.Sqlite, null, null, "Storage__Sqlite")]
    [InlineData(TablesProvider.Sqlite, " ", Endpoint, "Storage__Sqlite")]
    [InlineData(TablesProvider.AzureTables, "x.db", null, "Storage__AzureTables")]
    [InlineData(TablesProvider.AzureTables, null, "http://school.table.example.test/", "Storage__AzureTables")]
    [InlineData(TablesProvider.AzureTables, null, Endpoint + "?sv=1&sig=secret", "Storage__AzureTables")]
    [InlineData(TablesProvider.AzureTables, null, "nonsense", "Storage__AzureTables")]
    [InlineData((TablesProvider)7, null, null, "Storage__Provider")]
    public void A_wrong_setting_is_named(TablesProvider provider, string? sqlite, string? azure, string setting)
    {
        var options = new TablesOptions { Provider = provider, Sqlite = sqlite, AzureTables = azure };

        var problem = Assert.Single(options.Problems());

        Assert.StartsWith(setting, problem);
        Assert.DoesNotContain("secret", problem);
        Assert.Contains(setting, Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddTables(options)).Message);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1table")]
    [InlineData("my-table")]
    [InlineData("table\n")]
    public void A_table_name_Azure_would_refuse_is_named(string table)
    {
        var options = new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = Endpoint, Table = table };

        Assert.StartsWith("Storage__Table", Assert.Single(options.Problems()));
    }

    [Fact]
    public void A_broken_connection_string_is_named_and_its_key_is_not_repeated()
    {
        var options = new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = "AccountKey=c2VjcmV0;nonsense" };

        var problem = Assert.Single(options.Problems());

        Assert.StartsWith("Storage__AzureTables", problem);
        Assert.DoesNotContain("c2VjcmV0", problem);
    }

    [Fact]
    public void An_endpoint_is_opened_with_an_identity_and_never_with_a_key()
    {
        var options = new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = Endpoint };

        var client = AzureConnection.Open(options);

        Assert.Empty(options.Problems());
        Assert.Equal("school.table.example.test", client.Uri.Host);
        Assert.IsType<DefaultAzureCredential>(AzureConnection.CredentialFor(options));
        Assert.IsType<ManagedIdentityCredential>(AzureConnection.CredentialFor(options with { ClientId = "7c8f5b1e-0000-4000-8000-000000000000" }));
    }

    [Fact]
    public void The_emulators_short_name_is_a_connection_string()
    {
        var options = new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = "UseDevelopmentStorage=true" };

        Assert.Empty(options.Problems());
        Assert.True(AzureConnection.Open(options).Uri.IsLoopback);
    }

    [Fact]
    public async Task The_container_opens_one_store_and_closes_it()
    {
        using var file = new ThrowAwayFile();
        var services = new ServiceCollection().AddTables(new TablesOptions { Sqlite = file.Path }).BuildServiceProvider();
        var store = services.GetRequiredService<IDocumentStore>();

        Assert.Same(store, services.GetRequiredService<IDocumentStore>());
        await services.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.InsertAsync(Key.Of("p"), Key.Of("r"), Some.Document(), CancellationToken.None));
    }

    [Fact]
    public void Every_provider_can_be_made_by_the_container()
    {
        var options = new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = Endpoint };
        using var services = new ServiceCollection().AddTables(options).BuildServiceProvider();

        Assert.IsType<AzureDocumentStore>(services.GetRequiredService<IDocumentStore>());
    }
}
