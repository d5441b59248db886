using System.Diagnostics;

namespace Integration.Bench.Servers;

/// <summary>A program that runs to its end, and what it took.</summary>
/// <param name="Output">What it printed.</param>
/// <param name="Wall">From start to end.</param>
/// <param name="Cpu">User and kernel time, all threads.</param>
/// <param name="PeakBytes">Its largest working set.</param>
internal sealed record MeasuredProcess(string Output, TimeSpan Wall, TimeSpan Cpu, long PeakBytes)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a program and looks at it while it runs: the operating system forgets the figures of a process that has ended.</summary>
    internal static async Task<MeasuredProcess> RunAsync(
        string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var start = new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        await SettleAsync(ct);
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{executable} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        using var looking = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var looks = Task.Run(
            async () =>
            {
                using var timer = new PeriodicTimer(Look);
                while (await timer.WaitForNextTickAsync(looking.Token))
                {
                    process.Refresh();
                    (cpu, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
                }
            },
            CancellationToken.None);
        await process.WaitForExitAsync(ct);
        var wall = Stopwatch.GetElapsedTime(began);
        await looking.CancelAsync();
        await looks.ContinueWith(static _ => { }, TaskScheduler.Default);
        return process.ExitCode == 0
            ? new MeasuredProcess(await output, wall, cpu, peak)
            : throw new InvalidOperationException($"{executable} ended with {process.ExitCode}: {await errors}");
    }

    // What the program before has left to the operating system to write is on the disk, and in nobody's way.
    private static async Task SettleAsync(CancellationToken ct)
    {
        using var sync = Process.Start("sync");
        await sync.WaitForExitAsync(ct);
    }
}
