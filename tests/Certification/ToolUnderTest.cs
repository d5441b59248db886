using System.Collections.Concurrent;
using System.Net;
using Integration.Lti;
using Integration.Lti.Keys;
using Integration.Lti.Launch;
using Integration.Lti.Notices;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Certification;

/// <summary>The real LTI room behind real HTTP, with ports in memory and three platforms: two share an issuer, all share a <c>kid</c>.</summary>
public sealed class ToolUnderTest : IAsyncLifetime, IToolUnderTest, IPlatformRegistry, IUsedNonces, ILaunchHandler, ILaunchLog, INoticeHandler, ILtiPages, IToolKeys
{
    public const string Public = "https://tool.example.test";

    private static readonly RsaSecurityKey ToolKey = new(System.Security.Cryptography.RSA.Create(2048)) { KeyId = "tool-1" };

    private readonly ConcurrentDictionary<string, bool> nonces = new();
    private readonly ConcurrentDictionary<string, bool> removed = new();
    private WebApplication? app;

    internal PlatformUnderTest North { get; } = new(
        "north", "https://lms.example.test", "client-north", ("d-1", DeploymentStatus.Approved), ("d-waiting", DeploymentStatus.Pending));

    internal PlatformUnderTest South { get; } = new("south", "https://lms.example.test", "client-south", ("d-south", DeploymentStatus.Approved));

    internal PlatformUnderTest West { get; } = new("west", "https://west.example.test", "client-west", ("d-1", DeploymentStatus.Approved));

    /// <summary>The certification suite, under its own addresses.</summary>
    internal PlatformUnderTest Suite { get; } = SuiteBaseline.Platform();

    /// <summary>Where the suite's services are played; null while a test needs none.</summary>
    public Uri? SuiteServices { get; set; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

    public HttpClient Http { get; private set; } = null!;

    TimeProvider IToolUnderTest.Time => Clock;

    string IToolUnderTest.Origin => Public;

    public ConcurrentQueue<LtiLaunch> Admitted { get; } = new();

    public ConcurrentQueue<string> Reported { get; } = new();

    /// <summary>The copied courses it was told of.</summary>
    public ConcurrentQueue<ContextCopyNotice> Copied { get; } = new();

    /// <summary>What it noted of launches whose registration is known.</summary>
    public ConcurrentQueue<(string Registration, LaunchLine Line)> Noted { get; } = new();

    /// <summary>What the LTI room logged.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public int NoncesKept => nonces.Count;

    /// <summary>What the tool answers to a launch; by default a word.</summary>
    internal Func<LtiLaunch, Task<IResult>> Answers { get; set; } = _ => Task.FromResult(Results.Text("admitted"));

    internal T Part<T>()
        where T : notnull
        => app!.Services.GetRequiredService<T>();

    public bool PlatformIsDown { get; set; }

    /// <summary>Forgets what earlier tests of the class left behind.</summary>
    public void Forget()
    {
        Admitted.Clear();
        Reported.Clear();
        Copied.Clear();
        nonces.Clear();
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddProvider(new LogLines(Log));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddLti(new LtiToolOptions { PublicUrl = new Uri(Public) });
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddHttpClient("lti-platform").ConfigurePrimaryHttpMessageHandler(() => new KeyServer(this));
        builder.Services.AddSingleton<IPlatformRegistry>(this);
        builder.Services.AddSingleton<IUsedNonces>(this);
        builder.Services.AddSingleton<ILaunchHandler>(this);
        builder.Services.AddSingleton<ILaunchLog>(this);
        builder.Services.AddSingleton<INoticeHandler>(this);
        builder.Services.AddSingleton<ILtiPages>(this);
        builder.Services.AddSingleton<IToolKeys>(this);
        builder.Host.UseDefaultServiceProvider(container => container.ValidateOnBuild = container.ValidateScopes = true);
        app = builder.Build();
        app.MapLti();
        await app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app!.DisposeAsync();
    }

    internal void Remove(PlatformUnderTest platform) => removed[platform.Registration.Id.Value] = true;

    internal void PutBack(PlatformUnderTest platform) => removed.TryRemove(platform.Registration.Id.Value, out _);

    ValueTask<Registration?> IPlatformRegistry.FindAsync(RegistrationId id, CancellationToken ct) => new(Present().FirstOrDefault(found => found.Id == id));

    ValueTask<IReadOnlyList<Registration>> IPlatformRegistry.FindByIssuerAsync(string issuer, string? clientId, CancellationToken ct)
        => new([.. Present().Where(found => found.Issuer == issuer && (clientId is null || found.ClientId == clientId))]);

    Task IPlatformRegistry.ReportUnknownDeploymentAsync(Registration registration, string deploymentId, CancellationToken ct)
    {
        Reported.Enqueue($"{registration.Id}/{deploymentId}");
        return Task.CompletedTask;
    }

    Task IPlatformRegistry.ReportProductFamilyAsync(Registration registration, string productFamily, CancellationToken ct)
    {
        Reported.Enqueue($"{registration.Id} is {productFamily}");
        return Task.CompletedTask;
    }

    Task<bool> IUsedNonces.TryUseAsync(RegistrationId registration, string nonce, DateTimeOffset keepUntil, CancellationToken ct)
        => Task.FromResult(nonces.TryAdd($"{registration}/{nonce}", true));

    Task<IResult> ILaunchHandler.HandleAsync(LtiLaunch launch, HttpContext http, CancellationToken ct)
    {
        Admitted.Enqueue(launch);
        return Answers(launch);
    }

    Task INoticeHandler.HandleAsync(ContextCopyNotice notice, CancellationToken ct)
    {
        Copied.Enqueue(notice);
        return Task.CompletedTask;
    }

    void ILaunchLog.Note(RegistrationId registration, LaunchLine line) => Noted.Enqueue((registration.Value, line));

    IResult ILtiPages.Refused(HttpContext http, LtiFault fault, RefusalFacts facts) => Results.Text(fault.Kind.Code, statusCode: fault.Kind.Status);

    IResult ILtiPages.StoreBinding(HttpContext http, StoreBindingStep step) => Results.Json(step);

    IResult ILtiPages.AskStorage(HttpContext http, AskStorageStep step) => Results.Json(step);

    IResult ILtiPages.OpenInNewWindow(HttpContext http, Uri? loginAgain, RefusalFacts facts)
        => Results.Text($"new window {loginAgain?.AbsoluteUri}", statusCode: StatusCodes.Status403Forbidden);

    ValueTask<SigningCredentials> IToolKeys.GetSigningCredentialsAsync(CancellationToken ct) => new(new SigningCredentials(ToolKey, SecurityAlgorithms.RsaSha256));

    ValueTask<IReadOnlyList<JsonWebKey>> IToolKeys.GetPublicKeysAsync(CancellationToken ct) => new([JsonWebKeyConverter.ConvertFromRSASecurityKey(ToolKey)]);

    private IEnumerable<Registration> Present()
        => new[] { North, South, West, Suite }.Select(platform => platform.Registration).Where(found => !removed.ContainsKey(found.Id.Value));

    /// <summary>Stands where the platforms' key addresses would be, and leads calls of the suite's services to wherever they are played.</summary>
    private sealed class KeyServer(ToolUnderTest tool) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var platform = new[] { tool.North, tool.South, tool.West, tool.Suite }.FirstOrDefault(known => known.Registration.JwksUri == request.RequestUri);
            if (platform is null && tool.SuiteServices is { } services && request.RequestUri!.Host == SuiteBaseline.Host)
            {
                request.RequestUri = new Uri(services, request.RequestUri.PathAndQuery);
                return base.SendAsync(request, cancellationToken);
            }

            return Task.FromResult(platform is null || tool.PlatformIsDown
                ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(platform.Jwks()) });
        }
    }

    private sealed class LogLines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        private static readonly ILogger Nowhere = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Integration.Lti", StringComparison.Ordinal) ? this : Nowhere;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
