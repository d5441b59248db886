using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;

namespace Integration.Tables.AzureTables;

/// <summary>Builds the table client from the settings: an endpoint means a managed identity, anything else is a connection string.</summary>
internal static class AzureConnection
{
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(20);

    internal static TableClient Open(TablesOptions options, Action<TableClientOptions>? adjust = null)
    {
        var clientOptions = new TableClientOptions { RetryPolicy = new ShortRetryPolicy() };
        clientOptions.Retry.NetworkTimeout = NetworkTimeout;
        adjust?.Invoke(clientOptions);

        return options.Endpoint is { } endpoint
            ? new TableClient(endpoint, options.Table, CredentialFor(options), clientOptions)
            : new TableClient(options.AzureTables, options.Table, clientOptions);
    }

    /// <summary>Whether the SDK can make sense of the text; its reason is dropped because it may quote the key.</summary>
    internal static bool IsConnectionString(string text)
    {
        try
        {
            _ = new TableServiceClient(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A named identity is asked alone; otherwise the default chain finds the system's in Azure and a developer's own login elsewhere.</summary>
    internal static TokenCredential CredentialFor(TablesOptions options) => options.ClientId is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
