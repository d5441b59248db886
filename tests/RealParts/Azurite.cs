using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Integration.Tests.RealParts;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Integration.Tests.RealParts;

/// <summary>
/// Azure Table storage's emulator: started by the first test that asks, once per run, and stopped at the end. Take it as a constructor argument.
/// It keeps everything in memory; tests use a table or partition of their own.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    // The account and key every Azurite has; they are published with it and open nothing else.
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim starting = new(1);
    private Process? process;
    private string? connectionString;

    /// <summary>The connection string of the running emulator; skips the test (or fails it) when there is none on this machine.</summary>
    public async Task<string> ConnectionStringAsync()
    {
        var executable = RealPart.Azurite();
        await starting.WaitAsync();
        try
        {
            return connectionString ??= await StartAsync(executable);
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        starting.Dispose();
    }

    private async Task<string> StartAsync(string executable)
    {
        var port = FreePort();
        process = Process.Start(new ProcessStartInfo(executable)
        {
            ArgumentList =
            {
                "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
                "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
            },
            RedirectStandardOutput = true,
        })!;

        using var limit = new CancellationTokenSource(StartTime);
        var said = "";
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            said += line + '\n';
            if (line.Contains("successfully", StringComparison.OrdinalIgnoreCase))
            {
                // Read on, or a full pipe would stop it.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return $"DefaultEndpointsProtocol=http;{Account};TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";
            }
        }

        throw new InvalidOperationException($"Azurite ended before it listened: {said}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
