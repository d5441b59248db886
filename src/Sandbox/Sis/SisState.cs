using System.Text.Json;
using Integration.Sandbox.Database;

namespace Integration.Sandbox.Sis;

/// <summary>What the SIS keeps in the Sandbox's database: its client's secret, the next days so far, and the weather.</summary>
internal sealed class SisState(LmsDatabase database)
{
    private const string SecretName = "sis-secret";
    private const string WeatherName = "sis-weather";

    public string ClientSecret()
    {
        if (Read(SecretName) is { } kept)
        {
            return kept;
        }

        var secret = Secret.Make();
        Write(SecretName, secret);
        return secret;
    }

    public SisWeather Weather
    {
        get => Read(WeatherName) is { } kept ? JsonSerializer.Deserialize<SisWeather>(kept)! : new SisWeather();
        set => Write(WeatherName, JsonSerializer.Serialize(value));
    }

    public IReadOnlyList<DateTimeOffset> Days(string district) =>
        Read($"sis-days-{district}") is { } kept ? JsonSerializer.Deserialize<DateTimeOffset[]>(kept)! : [];

    public void SetDays(string district, IReadOnlyList<DateTimeOffset> days) => Write($"sis-days-{district}", JsonSerializer.Serialize(days));

    private string? Read(string name) =>
        database.Query("SELECT value FROM settings WHERE name = $name", r => r.GetString(0), ("name", name)).FirstOrDefault();

    private void Write(string name, string value) =>
        database.Execute(
            "INSERT INTO settings (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("name", name), ("value", value));
}
