using Integration.Learning.Jobs;

namespace Integration.Functions.Triggers;

/// <summary>Ticks the same jobs once a minute where no Functions host does.</summary>
internal sealed partial class StandaloneTicker(IJobs jobs, TimeProvider clock, ILogger<StandaloneTicker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TickTime = TimeSpan.FromSeconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping is the one way this ends.
        }
    }

    private async Task TickAsync(CancellationToken ct)
    {
        try
        {
            await jobs.TickAsync(clock.GetUtcNow() + TickTime, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(9003, LogLevel.Error, "A tick failed; the next one tries again.")]
    private partial void LogFailed(Exception fault);
}
