using Integration.Tables;
using Integration.Tables.AzureTables;
using Integration.Tests.RealParts;

namespace Integration.Tests.Tables;

/// <summary>The contract on Azure Table storage's emulator, each test in a partition of its own.</summary>
public sealed class AzureContractTests(Azurite azurite) : DocumentStoreContract
{
    protected override async Task<IDocumentStore> OpenAsync() => new AzureDocumentStore(AzureConnection.Open(
        new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = await azurite.ConnectionStringAsync() }));

    protected override Task CloseAsync() => Task.CompletedTask;
}
