using System.Security.Cryptography;
using Integration.Lti.Registrations;
using Integration.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Launches.Log;

/// <summary>Writes what waits. A page keeps its key until the store has it, so that one whose answer was lost is not written twice.</summary>
internal sealed class LaunchLogWriter(LaunchLog log, LaunchLogStore store, TimeProvider clock)
{
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Queue<(RegistrationId Platform, DateTimeOffset At, Key Row, LaunchLogPage Page)> pending = [];

    /// <summary>Writes everything that waits; what the store does not take stays for the next time.</summary>
    internal async Task WriteAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            // While older pages can't be written the lines stay where they are bounded and counted.
            await WritePendingAsync(ct);
            foreach (var (platform, page) in log.Take())
            {
                var at = clock.GetUtcNow();
                var newest = page.Lines.Count > 0 ? page.Lines[^1].At : at;
                pending.Enqueue((platform, at, LaunchLogKeys.Page(newest, RandomNumberGenerator.GetHexString(8, lowercase: true)), page));
            }

            await WritePendingAsync(ct);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task WritePendingAsync(CancellationToken ct)
    {
        while (pending.TryPeek(out var next))
        {
            await store.WriteAsync(next.Platform, next.At, next.Row, next.Page, ct);
            pending.Dequeue();
        }
    }
}

/// <summary>Writes some seconds after the first line came, in whichever home the tool runs. A process that is killed takes those seconds with it; the ordinary log has them.</summary>
internal sealed partial class WriteLaunchLog(LaunchLog log, LaunchLogWriter writer, TimeProvider clock, ILogger<WriteLaunchLog> logger) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await log.WaitAsync(stoppingToken);
            await Task.Delay(Gather, clock, stoppingToken);
            if (!await TryWriteAsync(stoppingToken))
            {
                await Task.Delay(Pause, clock, stoppingToken);
                log.Raise();
            }
        }
    }

    private async Task<bool> TryWriteAsync(CancellationToken ct)
    {
        try
        {
            await writer.WriteAsync(ct);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault);
            return false;
        }
    }

    [LoggerMessage(7003, LogLevel.Warning, "The launch log could not be written; its lines wait.")]
    private partial void LogFailed(Exception fault);
}
