using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Integration.Tests.Functions;

/// <summary>The executable as a process of its own: published (<c>PUBLISHED_TOOL</c>) or, on a plain test run, as built.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;

    private ToolProcess(Process process, Uri address)
    {
        this.process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = Patience };
    }

    internal HttpClient Http { get; }

    internal static string Folder =>
        Environment.GetEnvironmentVariable("PUBLISHED_TOOL") is { Length: > 0 } published ? published : BuildOutput();

    /// <summary>Starts it as the Functions host does: port variable, an inherited address that must lose, probing <c>GET /</c> until any answer.</summary>
    internal static async Task<ToolProcess> StartUnderFunctionsAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct, int? atPort = null)
    {
        var port = atPort ?? FreePort();
        var process = Launch([], new Dictionary<string, string?>(settings)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}",
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:1",
        });
        return await ProbedAsync(new ToolProcess(process, new Uri($"http://127.0.0.1:{port}")), ct);
    }

    internal static async Task<ToolProcess> StartStandaloneAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        var url = new Uri($"http://localhost:{FreePort()}");
        return await ProbedAsync(new ToolProcess(Launch([], new Dictionary<string, string?>(settings) { ["Public__Url"] = url.AbsoluteUri }), url), ct);
    }

    /// <summary>Runs it to its end.</summary>
    internal static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyDictionary<string, string?> settings, CancellationToken ct, params string[] arguments)
    {
        using var process = Launch(arguments, settings);
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>As the Functions host stops it: SIGKILL.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<ToolProcess> ProbedAsync(ToolProcess tool, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await tool.Http.GetAsync("/", ct);
                return tool;
            }
            catch (HttpRequestException) when (!tool.process.HasExited && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(25, ct);
            }
        }
    }

    private static Process Launch(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, "Integration.Functions"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        if (arguments.Count == 0 && settings.ContainsKey("Storage__Provider"))
        {
            // A server's lines are nobody's business here, but an unread pipe would stop it.
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
        }

        return process;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.StartsWith("FUNCTIONS_", StringComparison.Ordinal)
        || name.StartsWith("Public__", StringComparison.Ordinal)
        || name.StartsWith("Storage__", StringComparison.Ordinal)
        || name.StartsWith("Secrets__", StringComparison.Ordinal);

    private static string BuildOutput()
    {
        // tests/bin/<configuration>/<framework>/ -> functions/bin/<configuration>/<framework>/
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Repo.Root, "functions", "bin", here.Parent!.Name, here.Name);
    }
}
