using System.Text.RegularExpressions;
using Integration.Tables.AzureTables;

namespace Integration.Tables;

/// <summary>Which store holds the documents, and where it is.</summary>
public sealed partial record TablesOptions
{
    /// <summary>The store to use (<c>Storage__Provider</c>).</summary>
    public TablesProvider Provider { get; init; } = TablesProvider.Sqlite;

    /// <summary>The database file of the embedded store (<c>Storage__Sqlite</c>); it and its directory are made when missing.</summary>
    public string? Sqlite { get; init; }

    /// <summary>
    /// A connection string, or the https endpoint of the table service, in which case the managed identity is used (<c>Storage__AzureTables</c>).
    /// </summary>
    public string? AzureTables { get; init; }

    /// <summary>The table in Azure; made when missing (<c>Storage__Table</c>).</summary>
    public string Table { get; init; } = "integration";

    /// <summary>The client id of a user-assigned identity; without one, Azure's default chain decides (<c>Storage__ClientId</c>).</summary>
    public string? ClientId { get; init; }

    /// <summary>The endpoint, when <see cref="AzureTables"/> is one and not a connection string.</summary>
    internal Uri? Endpoint =>
        AzureTables?.Contains("://", StringComparison.Ordinal) == true && !AzureTables.Contains(';', StringComparison.Ordinal)
            && Uri.TryCreate(AzureTables, UriKind.Absolute, out var endpoint) ? endpoint : null;

    /// <summary>What is wrong, a sentence each that names the setting; empty when all is well. No sentence repeats a secret.</summary>
    public IReadOnlyList<string> Problems() => Provider switch
    {
        TablesProvider.Sqlite => string.IsNullOrWhiteSpace(Sqlite)
            ? ["Storage__Sqlite is missing: set it to the path of the database file, or set Storage__Provider to AzureTables."]
            : [],
        TablesProvider.AzureTables => [.. AzureProblems()],
        _ => [$"Storage__Provider is '{Provider}': set it to Sqlite or AzureTables."],
    };

    private IEnumerable<string> AzureProblems()
    {
        if (string.IsNullOrWhiteSpace(AzureTables))
        {
            yield return "Storage__AzureTables is missing: set it to a connection string or to the https endpoint of the table service.";
        }
        else if (Endpoint is { } endpoint)
        {
            if (endpoint.Scheme != Uri.UriSchemeHttps)
            {
                yield return "Storage__AzureTables is an endpoint without https: an identity's token is sent over https only.";
            }
            else if (endpoint.Query.Length > 0)
            {
                yield return "Storage__AzureTables is an endpoint with a query: put a shared access signature into a connection string.";
            }
        }
        else if (!AzureConnection.IsConnectionString(AzureTables))
        {
            yield return "Storage__AzureTables is neither a connection string nor an https endpoint.";
        }

        if (!TableName().IsMatch(Table))
        {
            yield return "Storage__Table is not a table name: 3 to 63 letters and digits, a letter first.";
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}\\z")]
    private static partial Regex TableName();
}

/// <summary>The two stores.</summary>
public enum TablesProvider
{
    /// <summary>One file on this machine.</summary>
    Sqlite,

    /// <summary>Azure Table storage, or its emulator.</summary>
    AzureTables,
}
