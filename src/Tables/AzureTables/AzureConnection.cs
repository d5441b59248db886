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

        if (options.Endpoint is { } endpoint)
        {
            return new TableClient(endpoint, options.Table, CredentialFor(options), clientOptions);
        }

        try
        {
            return new TableClient(options.AzureTables, options.Table, clientOptions);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // The reason is not repeated: it may quote the key.
            throw new InvalidOperationException("Storage__AzureTables is neither a connection string nor an https endpoint.");
        }
    }

    /// <summary>A named identity is asked alone; otherwise the default chain finds the system's identity in Azure and a developer's own login elsewhere.</summary>
    internal static TokenCredential CredentialFor(TablesOptions options) => options.ClientId is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
