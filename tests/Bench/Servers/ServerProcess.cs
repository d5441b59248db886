using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Integration.Bench.Servers;

/// <summary>A server under measurement: a process of its own, so that its CPU time is its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    internal Uri Address { get; }

    /// <summary>User and kernel time since its start, all threads.</summary>
    internal TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    internal long PeakBytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts the executable and waits until it answers HTTP.</summary>
    internal static async Task<ServerProcess> StartAsync(
        string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, Uri address, CancellationToken ct)
    {
        var process = Process.Start(StartInfo(executable, arguments, settings)) ?? throw new InvalidOperationException($"{executable} did not start.");

        // Its log is read, as whoever runs it would, and not kept.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var server = new ServerProcess(process, address);
        try
        {
            await server.AnswersAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the executable to its end and gives what it printed.</summary>
    internal static async Task<string> RunAsync(
        string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        using var process = Process.Start(StartInfo(executable, arguments, settings)) ?? throw new InvalidOperationException($"{executable} did not start.");
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{executable} ended with {process.ExitCode}.");
    }

    internal static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new UriBuilder("http", IPAddress.Loopback.ToString(), ((IPEndPoint)probe.LocalEndpoint).Port).Uri;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task AnswersAsync(CancellationToken ct)
    {
        using var http = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/health"), ct);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && Stopwatch.GetElapsedTime(began) < StartLimit)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
