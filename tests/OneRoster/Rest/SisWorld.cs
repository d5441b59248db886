using Integration.OneRoster;
using Integration.OneRoster.Http;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Rostering;
using Integration.OneRoster.Security;
using Integration.Tests.Lti.Services;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>The room as it registers itself, a SIS to talk to, and a clock that stands still.</summary>
internal sealed class SisWorld : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private SisWorld(ScriptedSis sis, SisLimits limits, OneRosterOptions options)
    {
        Sis = sis;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(limits);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddOneRoster(options);
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public ScriptedSis Sis { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 13, 37, 0, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public RestRosters Rosters => _provider.GetRequiredService<RestRosters>();

    public AccessTokens Tokens => _provider.GetRequiredService<AccessTokens>();

    /// <summary>A connection with a bearer that never changes.</summary>
    public OneRosterConnection Connection => new()
    {
        BaseAddress = new Uri(Sis.Address, ScriptedSis.Base).AbsoluteUri,
        Version = "1.2",
        Auth = new BearerCredentials { Token = "district-token" },
        PageSize = 100,
    };

    /// <summary>Client credentials at the token address of this SIS.</summary>
    public OAuth2Credentials OAuth2 => new() { TokenAddress = new Uri(Sis.Address, "/token").AbsoluteUri, ClientId = "client-1", ClientSecret = "secret-1" };

    public static async Task<SisWorld> StartAsync(SisLimits? limits = null, OneRosterOptions? options = null) => new(
        await ScriptedSis.StartAsync(),
        limits ?? new SisLimits { RetryDelay = TimeSpan.Zero },
        options ?? new OneRosterOptions { AllowPrivateAddresses = true });

    public RestRosterReader Open(OneRosterConnection? connection = null)
        => Rosters.Open(connection ?? Connection) is { Value: { } reader } ? reader : throw new InvalidOperationException("The connection was refused.");

    /// <summary>Reads a collection to its end or its fault.</summary>
    public Task<SisRead> ReadAsync(RosterCollection collection = RosterCollection.Users, DateTimeOffset? since = null, string? position = null)
        => ReadAsync(Open(), collection, since, position);

    public static async Task<SisRead> ReadAsync(RestRosterReader reader, RosterCollection collection, DateTimeOffset? since = null, string? position = null)
    {
        var read = new SisRead();
        await foreach (var page in reader.ReadAsync(collection, since, position, TestContext.Current.CancellationToken))
        {
            if (page.TryGetValue(out var value, out var fault))
            {
                read.Pages.Add(value);
            }
            else
            {
                read.Fault = fault;
            }
        }

        return read;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Sis.DisposeAsync();
    }
}

/// <summary>What a read came to.</summary>
internal sealed class SisRead
{
    public List<RosterPage> Pages { get; } = [];

    public OneRosterFault? Fault { get; set; }

    public string? Code => Fault?.Kind.Code;

    public IEnumerable<RosterRecord> Records => Pages.SelectMany(page => page.Records);

    public IEnumerable<string> Ids => Records.Select(record => record.SourcedId.Value);

    public IEnumerable<string> Warnings => Pages.SelectMany(page => page.Warnings).Select(warning => warning.Code);
}

/// <summary>Invented records, as JSON.</summary>
internal static class Json
{
    public static string User(int number) => User($"u{number}");

    public static string User(string id)
        => $$$"""{"sourcedId":"{{{id}}}","status":"active","dateLastModified":"2026-11-01T00:00:00.000Z","enabledUser":"true","givenName":"Given","familyName":"Family","roles":[{"roleType":"primary","role":"student","org":{"href":"x","sourcedId":"s1","type":"org"}}]}""";

    public static List<string> Users(int count) => [.. Enumerable.Range(1, count).Select(User)];

    public static IEnumerable<string> Ids(int count, int from = 1) => Enumerable.Range(from, count).Select(number => $"u{number}");
}
