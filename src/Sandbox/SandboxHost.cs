using System.Net;
using System.Net.Sockets;
using Integration.Functions;
using Integration.Sandbox.Lti;
using Integration.Sandbox.Personalities;
using Integration.Sandbox.Settings;
using Integration.Sandbox.Sis;
using Microsoft.AspNetCore.Connections;

namespace Integration.Sandbox;

/// <summary>The practice district while it runs: an LMS of its own, and the tool beside it.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private const int MostTries = 5;

    private readonly WebApplication _lms;
    private readonly RunningTool? _tool;

    private SandboxHost(WebApplication lms, RunningTool? tool, Addresses addresses)
    {
        _lms = lms;
        _tool = tool;
        Lms = addresses.Lms;
        Tool = addresses.Tool;
    }

    /// <summary>Where the LMS answers; also its issuer.</summary>
    public Uri Lms { get; }

    /// <summary>Where the tool answers.</summary>
    public Uri Tool { get; }

    /// <summary>The district's SIS.</summary>
    public PracticeSis Sis => _lms.Services.GetRequiredService<PracticeSis>();

    /// <summary>Which LMS is played.</summary>
    internal PlayedLms Played => _lms.Services.GetRequiredService<PlayedLms>();

    /// <summary>The tool that was started beside the LMS; null when one was named.</summary>
    internal RunningTool? Running => _tool;

    /// <summary>Starts the LMS and, unless one is named, the tool.</summary>
    /// <exception cref="PortInUseException">A wanted port is taken.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken ct)
    {
        var folder = new DataFolder(options.DataDirectory);
        if (options.Reset)
        {
            folder.Clear();
        }

        // Somebody may take the port that was found free before the tool does; then another is found.
        for (var tries = 1; ; tries++)
        {
            var tool = options.Tool ?? new Uri($"http://localhost:{(options.ToolPort == 0 ? options.FindPort() : options.ToolPort)}");
            try
            {
                return await StartAsync(options, folder, new Addresses(tool), ct);
            }
            catch (PortInUseException taken) when (taken.Port == tool.Port && options is { Tool: null, ToolPort: 0 } && tries < MostTries)
            {
            }
        }
    }

    private static async Task<SandboxHost> StartAsync(SandboxOptions options, DataFolder folder, Addresses addresses, CancellationToken ct)
    {
        var lms = LmsApp.Build(options, folder, addresses);
        try
        {
            if (Personality.Find(options.Personality) is { } wanted)
            {
                lms.Services.GetRequiredService<PlayedLms>().Become(wanted);
            }

            await StartOnAsync(options.Port, () => lms.StartAsync(ct));
            addresses.Lms = new Uri(lms.Urls.First());
            var running = options.Tool is null ? await StartToolAsync(lms.Services, folder, addresses, ct) : null;
            return new SandboxHost(lms, running, addresses);
        }
        catch
        {
            await lms.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_tool is not null)
        {
            await _tool.DisposeAsync();
        }

        await _lms.DisposeAsync();
    }

    private static async Task<RunningTool> StartToolAsync(IServiceProvider services, DataFolder folder, Addresses addresses, CancellationToken ct)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Sqlite",
            ["Storage:Sqlite"] = folder.ToolDatabase,
            ["Public:Url"] = addresses.ToolOrigin,
            ["Secrets:MasterKey"] = folder.MasterKey(),
        };
        var switches = services.GetRequiredService<Switches>();
        var start = new ToolStart(settings, [.. Personality.All.Select(played => Registration.AsSeenByTheTool(addresses, played))], app => app.Use((context, next) => CookieDropper.RunAsync(switches, context, next)));

        RunningTool? tool = null;
        await StartOnAsync(addresses.Tool.Port, async () => tool = await ToolHost.StartAsync(start, ct));
        return tool!;
    }

    private static async Task StartOnAsync(int port, Func<Task> start)
    {
        try
        {
            await start();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new PortInUseException(port, e);
        }
    }

    // The tool must know its public address before it listens, so a free port is found first and bound a moment later.
    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>A wanted port is taken by another program.</summary>
public sealed class PortInUseException(int port, Exception inner)
    : Exception($"Port {port} is in use by another program: stop that program, or choose another port (0 takes any free one).", inner)
{
    /// <summary>The port that is taken.</summary>
    public int Port { get; } = port;
}
