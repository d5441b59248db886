using System.Security.Cryptography;
using System.Text;
using Integration.Sandbox.Sis.Districts;
using Integration.Sandbox.Sis.Rest;
using Integration.Sandbox.Sis.Security;

namespace Integration.Sandbox.Sis;

/// <summary>The practice district's SIS: where it answers, who may ask, which day it is there, and how it misbehaves.</summary>
public sealed class PracticeSis
{
    private readonly Lock _turning = new();
    private readonly SandboxOptions _options;
    private readonly Addresses _addresses;
    private readonly SisState _state;
    private readonly string _days;
    private volatile Selections _today;
    private volatile SisSky _sky;

    internal PracticeSis(SandboxOptions options, Addresses addresses, SisState state)
    {
        (_options, _addresses, _state) = (options, addresses, state);
        _days = options.SisRows is { } rows ? $"{rows}-{options.SisSeed}" : "classroom";
        ClientSecret = state.ClientSecret();
        _sky = new SisSky(state.Weather);
        _today = On(state.Days(_days));
    }

    /// <summary>Base address of OneRoster 1.1.</summary>
    public Uri Rostering11 => new(_addresses.At("/ims/oneroster/v1p1"));

    /// <summary>Base address of OneRoster 1.2 rostering.</summary>
    public Uri Rostering12 => new(_addresses.At("/ims/oneroster/rostering/v1p2"));

    /// <summary>Where client credentials become a token.</summary>
    public Uri Token => new(_addresses.At(SisTokenEndpoints.Path));

    /// <summary>The client's id, and the consumer key of signed requests.</summary>
    public string ClientId => "practice-sis";

    /// <summary>Its secret: made once for this data folder.</summary>
    public string ClientSecret { get; }

    /// <summary>The district as it is now.</summary>
    public ISisDistrict District => _today.District;

    /// <summary>How many next days there have been.</summary>
    public int Day => Days.Count;

    /// <summary>How it misbehaves; survives a restart.</summary>
    public SisWeather Weather
    {
        get => _sky.Weather;
        set
        {
            _state.Weather = value;
            _sky = new SisSky(value);
        }
    }

    /// <summary>What it saw of its clients.</summary>
    public SisLedger Ledger { get; } = new();

    internal Selections Today => _today;

    internal SisSky Sky => _sky;

    /// <summary>The moments of the next days so far.</summary>
    internal IReadOnlyList<DateTimeOffset> Days => _state.Days(_days);

    /// <summary>About 1 % of the district is added, changed or ended.</summary>
    public void NextDay()
    {
        lock (_turning)
        {
            var days = _state.Days(_days);
            var now = _options.Clock.GetUtcNow();
            // Two days within a millisecond would be one on the wire.
            var moment = days is [.., var last] && now < last.AddMilliseconds(1) ? last.AddMilliseconds(1) : now;
            days = [.. days, moment];
            _state.SetDays(_days, days);
            _today = On(days);
        }
    }

    internal bool Knows(string? id, string? secret) =>
        id == ClientId && secret is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(ClientSecret));

    private Selections On(IReadOnlyList<DateTimeOffset> days) =>
        new(_options.SisRows is { } rows ? new GeneratedDistrict(rows, _options.SisSeed, days) : new ClassroomDistrict(days));
}
