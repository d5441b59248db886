namespace Integration.Sandbox.Sis;

/// <summary>How the SIS misbehaves. All of it has been met in real ones.</summary>
public sealed record SisWeather
{
    /// <summary>A token is refused after so many calls, although it claimed to live longer; 0: it lives as long as it says.</summary>
    public int TokenCalls { get; init; }
}
