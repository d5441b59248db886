using System.Collections.Concurrent;
using System.Security.Cryptography;
using Integration.Lti;
using Integration.Lti.Keys;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Lti.Services;

/// <summary>The services as the tool registers them, a platform to talk to, and a clock that stands still.</summary>
internal sealed class ServiceWorld : IAsyncDisposable
{
    public const string Deployment = "dep-1";
    private readonly ServiceProvider _provider;

    private ServiceWorld(PracticePlatform platform, ServiceLimits limits)
    {
        Platform = platform;
        Registration = Some.Registration(platform.Address);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(limits);
        services.AddSingleton(new LtiToolOptions { PublicUrl = new Uri("http://localhost:5070") });
        services.AddSingleton<IToolKeys>(new OneKey());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddHttpClient("lti-platform").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddLtiServices();
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public PracticePlatform Platform { get; }

    public Registration Registration { get; private set; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 13, 37, 0, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public AgsClient Ags => _provider.GetRequiredService<AgsClient>();

    public NrpsClient Nrps => _provider.GetRequiredService<NrpsClient>();

    public AccessTokens Tokens => _provider.GetRequiredService<AccessTokens>();

    public static async Task<ServiceWorld> StartAsync(ServiceLimits? limits = null)
        => new(await PracticePlatform.StartAsync(), (limits ?? new ServiceLimits()) with { ReadRetryDelay = TimeSpan.Zero });

    /// <summary>The platform is of this product.</summary>
    public ServiceWorld As(string family)
    {
        Registration = Registration with { ProductFamily = family };
        return this;
    }

    public Task<LtiResult<bool>> PostAsync(Score score, string lineItem = "/item?type_id=1", CancellationToken ct = default)
        => Ags.PostScoreAsync(Registration, Deployment, Platform.At(lineItem), score, ct);

    public Task<LtiResult<LineItem?>> FindAsync(string lineItems = "/items?type_id=1", string link = "1", string? resourceId = null)
        => Ags.FindLineItemAsync(Registration, Deployment, Platform.At(lineItems), link, resourceId, default);

    public Task<LtiResult<IReadOnlyList<Member>>> ReadMembersAsync(string memberships = "/members", CancellationToken ct = default)
        => Nrps.ReadMembersAsync(Registration, Deployment, Platform.At(memberships), ct);

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Platform.DisposeAsync();
    }

    private sealed class OneKey : IToolKeys
    {
        private readonly SigningCredentials _credentials = new(new RsaSecurityKey(The.Key) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256);

        public ValueTask<SigningCredentials> GetSigningCredentialsAsync(CancellationToken ct) => ValueTask.FromResult(_credentials);

        public ValueTask<IReadOnlyList<JsonWebKey>> GetPublicKeysAsync(CancellationToken ct) => throw new NotSupportedException();
    }

}

/// <summary>Values that never change.</summary>
internal static class The
{
    public static RSA Key { get; } = RSA.Create(2048);

    public static Score Score { get; } = new(
        "5", new DateTimeOffset(2026, 11, 23, 14, 37, 28, 543, TimeSpan.FromHours(1)), ActivityProgress.Completed, GradingProgress.FullyGraded, 13.5m, 20);
}

/// <summary>Values with variations.</summary>
internal static class Some
{
    public static Registration Registration(Uri platform) => new()
    {
        Id = new RegistrationId("reg-1"),
        Issuer = platform.AbsoluteUri,
        ClientId = "client-1",
        AuthorizationEndpoint = new Uri(platform, "/auth"),
        TokenEndpoint = new Uri(platform, "/token"),
        JwksUri = new Uri(platform, "/jwks"),
        TokenAudience = "https://lms.example/token-audience",
    };
}

/// <summary>Every line any category logged, values included.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
