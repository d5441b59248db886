using Integration.Tables.AzureTables;
using Integration.Tables.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integration.Tables;

/// <summary>Registers this room.</summary>
public static class TablesRegistration
{
    /// <summary>Registers the one <see cref="IDocumentStore"/>. Disposing the container commits what is waiting and closes it.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it.</exception>
    public static IServiceCollection AddTables(this IServiceCollection services, TablesOptions options)
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new InvalidOperationException(string.Join(' ', problems));
        }

        services.TryAddSingleton<IDocumentStore>(_ => options.Provider is TablesProvider.Sqlite
            ? new SqliteDocumentStore(options.Sqlite!)
            : new AzureDocumentStore(AzureConnection.Open(options)));
        return services;
    }
}
