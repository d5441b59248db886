using System.Net;
using Integration.Functions;
using Integration.Learning.Platforms;
using Integration.Learning.Sealing;
using Integration.Tests.Learning;

namespace Integration.Tests.Certification;

/// <summary>The whole tool, as the executable puts it together, with platforms that sign whatever a test asks them to.</summary>
public sealed class WholeTool : IToolUnderTest, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("tool-").FullName;
    private WebApplication keys = null!;
    private RunningTool tool = null!;

    internal PlatformUnderTest Platform { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public TimeProvider Time => TimeProvider.System;

    public string Origin => tool.Address.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
    {
        var unregistered = new PlatformUnderTest("whole", "https://lms.example.test", "client-whole");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        keys = builder.Build();
        keys.MapGet("/jwks", () => Results.Text(unregistered.Jwks(), "application/json"));
        await keys.StartAsync();
        tool = await ToolHost.StartAsync(new ToolStart(LearningTool.Settings(folder, MasterKey.NewValue()), []), CancellationToken.None);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = tool.Address };
        Platform = await AddAsync("https://lms.example.test/auth?tenant=7");
    }

    /// <summary>One more platform, which sends people to sign in at the address given.</summary>
    internal async Task<PlatformUnderTest> AddAsync(string authorizationEndpoint, params string[] frameOrigins)
    {
        var platform = new PlatformUnderTest("whole", "https://lms.example.test", $"client-{Guid.NewGuid():N}");
        var added = await tool.Services.GetRequiredService<PlatformSetup>().AddAsync(
            new NewPlatform
            {
                Issuer = platform.Registration.Issuer,
                ClientId = platform.Registration.ClientId,
                AuthorizationEndpoint = authorizationEndpoint,
                TokenEndpoint = platform.Registration.TokenEndpoint.AbsoluteUri,
                JwksUri = new Uri(new Uri(keys.Urls.Single()), "/jwks").AbsoluteUri,
                DeploymentIds = ["d-1"],
                FrameOrigins = frameOrigins,
            },
            update: false,
            CancellationToken.None);
        var record = Assert.IsType<PlatformRecord>(added.Value);
        return new PlatformUnderTest("whole", record.Issuer, record.ClientId) { Registration = record.ToRegistration() };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await tool.DisposeAsync();
        await keys.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
