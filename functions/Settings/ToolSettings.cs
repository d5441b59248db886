using Integration.Learning.Sealing;
using Integration.Tables;

namespace Integration.Functions.Settings;

/// <summary>The tool's settings, checked. Names in sentences are the environment form, which is how every home sets them.</summary>
internal sealed record ToolSettings(Uri PublicUrl, TablesOptions Tables, MasterKey MasterKey, int? FunctionsPort, string? Urls)
{
    private const string DevelopmentUrl = "http://localhost:5070";
    private const string DevelopmentFile = ".data/tool.db";

    /// <summary>Reads and checks everything at once, so that an admin sees all that is wrong in one start.</summary>
    /// <exception cref="BadSettingsException">Something is missing or wrong; each sentence names its setting.</exception>
    public static ToolSettings Read(IConfiguration settings)
    {
        // Only places are given a default, and only for a developer's own start; there is no default key.
        var development = settings["ASPNETCORE_ENVIRONMENT"] == "Development";
        var problems = new List<string>();
        var publicUrl = ReadPublicUrl(settings["Public:Url"] ?? (development ? DevelopmentUrl : null), problems);
        var tables = ReadTables(settings, development, problems);
        if (!MasterKey.TryParse(settings["Secrets:MasterKey"], out var masterKey, out var problem))
        {
            problems.Add($"Secrets__MasterKey {problem}: set it to 32 random bytes as base64, such as this value made just now: {MasterKey.NewValue()}");
        }

        var port = ReadPort(settings["FUNCTIONS_CUSTOMHANDLER_PORT"], problems);
        return problems.Count == 0
            ? new ToolSettings(publicUrl!, tables!, masterKey!, port, settings["ASPNETCORE_URLS"])
            : throw new BadSettingsException(problems);
    }

    private static Uri? ReadPublicUrl(string? text, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add("Public__Url is missing: set it to the address that browsers reach this tool at, such as https://reflect.example.org.");
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.PathAndQuery != "/"
            || url.Fragment.Length > 0
            || url.UserInfo.Length > 0)
        {
            problems.Add("Public__Url must be an origin such as https://reflect.example.org, without path, query or user name.");
            return null;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            problems.Add("Public__Url must be https: plain http is taken for a loopback address only.");
            return null;
        }

        return url;
    }

    private static TablesOptions? ReadTables(IConfiguration settings, bool development, List<string> problems)
    {
        var name = settings["Storage:Provider"] ?? (development ? nameof(TablesProvider.Sqlite) : null);
        var provider = name switch
        {
            nameof(TablesProvider.Sqlite) => TablesProvider.Sqlite,
            nameof(TablesProvider.AzureTables) => TablesProvider.AzureTables,
            _ => (TablesProvider?)null,
        };
        if (provider is null)
        {
            problems.Add(string.IsNullOrEmpty(name)
                ? "Storage__Provider is missing: set it to Sqlite or AzureTables."
                : "Storage__Provider must be Sqlite or AzureTables.");
            return null;
        }

        var options = new TablesOptions
        {
            Provider = provider.Value,
            Sqlite = settings["Storage:Sqlite"] ?? (development ? DevelopmentFile : null),
            AzureTables = settings["Storage:AzureTables"],
            ClientId = settings["Storage:ClientId"],
        };
        if (settings["Storage:Table"] is { Length: > 0 } table)
        {
            options = options with { Table = table };
        }

        problems.AddRange(options.Problems());
        return options;
    }

    private static int? ReadPort(string? text, List<string> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (ushort.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var port) && port > 0)
        {
            return port;
        }

        problems.Add("FUNCTIONS_CUSTOMHANDLER_PORT is set by the Functions host and must be a port from 1 to 65535.");
        return null;
    }
}

/// <summary>The settings stop the start: one sentence per problem, none of which repeats a secret.</summary>
internal sealed class BadSettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems));
