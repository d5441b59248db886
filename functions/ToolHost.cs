using System.Net;
using System.Net.Sockets;
using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Learning.Districts;
using Integration.Learning.Platforms;

namespace Integration.Functions;

/// <summary>Starts the whole tool inside the calling process: the one way in for the Sandbox and the tests.</summary>
public static class ToolHost
{
    /// <summary>Builds, starts and returns the tool, listening on the address of <c>Public__Url</c>.</summary>
    /// <param name="start">Settings, platforms to add, and what stands in front.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">A setting or a platform is refused; the message says which and why.</exception>
    public static async Task<RunningTool> StartAsync(ToolStart start, CancellationToken ct)
    {
        WebApplication? app = null;
        try
        {
            var settings = WithPort(ToolSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(start.Settings).Build()));
            app = ToolApp.Build(settings, ToolHome.InProcess, start.InFront);
            await app.Services.PrepareAsync(ct);
            foreach (var platform in start.Platforms)
            {
                await AddAsync(app.Services, platform, ct);
            }

            await app.StartAsync(ct);
            return new RunningTool(app, settings.PublicUrl);
        }
        catch (Exception fault)
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            if (fault is BadSettingsException)
            {
                throw new InvalidOperationException(fault.Message, fault);
            }

            throw;
        }
    }

    // Our own address is part of what is sealed and signed, so a free port (0) is chosen before anything is built.
    private static ToolSettings WithPort(ToolSettings settings)
    {
        if (settings.PublicUrl.Port != 0)
        {
            return settings;
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return settings with { PublicUrl = new UriBuilder(settings.PublicUrl) { Port = ((IPEndPoint)probe.LocalEndpoint).Port }.Uri };
    }

    private static async Task AddAsync(IServiceProvider services, PlatformToAdd platform, CancellationToken ct)
    {
        // A district that the caller names and that is not there yet is made, as the command line's user would have done first.
        if (platform.District is { } district)
        {
            await services.GetRequiredService<DistrictStore>().AddAsync(new NewDistrict(district), ct);
        }

        var added = await services.GetRequiredService<PlatformSetup>().AddAsync(platform.ToNewPlatform(), update: true, ct);
        if (added.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}");
        }
    }
}

/// <summary>What the caller of <see cref="ToolHost"/> decides.</summary>
/// <param name="Settings">The same settings as the executable reads (<c>Storage:Provider</c>, <c>Storage:Sqlite</c>, <c>Public:Url</c>, <c>Secrets:MasterKey</c> ...).</param>
/// <param name="Platforms">Platforms added (or brought up to date) before the first request, as <c>platform add</c> would.</param>
/// <param name="InFront">Middleware that runs before the tool's own, for a caller who plays the browser or the network; null for none.</param>
public sealed record ToolStart(
    IReadOnlyDictionary<string, string?> Settings,
    IReadOnlyList<PlatformToAdd> Platforms,
    Action<IApplicationBuilder>? InFront = null);

/// <summary>One platform (an LMS) as an admin registers it.</summary>
public sealed record PlatformToAdd(
    string Name,
    string Issuer,
    string ClientId,
    Uri AuthorizationEndpoint,
    Uri TokenEndpoint,
    Uri JwksUri,
    IReadOnlyList<string> DeploymentIds,
    string? TokenAudience = null,
    string? District = null,
    IReadOnlyList<string>? FrameOrigins = null,
    IReadOnlyList<string>? ServiceHosts = null)
{
    internal NewPlatform ToNewPlatform() => new()
    {
        Name = Name,
        Issuer = Issuer,
        ClientId = ClientId,
        AuthorizationEndpoint = AuthorizationEndpoint.AbsoluteUri,
        TokenEndpoint = TokenEndpoint.AbsoluteUri,
        JwksUri = JwksUri.AbsoluteUri,
        TokenAudience = TokenAudience,
        District = District,
        DeploymentIds = DeploymentIds,
        FrameOrigins = FrameOrigins ?? [],
        ServiceHosts = ServiceHosts ?? [],
    };
}

/// <summary>A tool that runs until it is disposed.</summary>
public sealed class RunningTool(WebApplication app, Uri address) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The tool's public address.</summary>
    public Uri Address { get; } = address;

    internal IServiceProvider Services => app.Services;

    /// <summary>Ends the requests that are under way, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }
}
