using System.Text.Json;

namespace Integration.Functions.Settings;

/// <summary>Where the executable's settings come from: the environment, and under it the file that the Functions tools read on a developer's machine.</summary>
internal static class SettingsSources
{
    private const string LocalFile = "local.settings.json";

    internal static IConfiguration Read() => new ConfigurationBuilder()
        .AddInMemoryCollection(ReadLocalFile())
        .AddEnvironmentVariables()
        .Build();

    private static Dictionary<string, string?> ReadLocalFile()
    {
        if (!File.Exists(LocalFile))
        {
            return [];
        }

        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(LocalFile), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return file.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(
                value => value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
                value => value.Value.GetString());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            throw new BadSettingsException([$"{LocalFile} is not in the form of local.settings.sample.json."]);
        }
    }
}
