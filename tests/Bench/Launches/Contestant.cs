using Integration.Bench.Servers;

namespace Integration.Bench.Launches;

/// <summary>A server, launches at it, and what they cost so far.</summary>
internal sealed class Contestant(ServerProcess server, Launcher launcher, TimeProvider clock) : IAsyncDisposable
{
    private readonly List<TimeSpan> times = [];
    private TimeSpan wall;
    private TimeSpan cpu;

    internal int PageLength { get; private set; }

    /// <summary>Launches until nobody is new and the code is compiled; counts nothing.</summary>
    internal async Task WarmUpAsync(int atLeast, TimeSpan duration, int parallel, CancellationToken ct)
    {
        var done = 0;
        while (done < atLeast)
        {
            done += (await RunAsync(duration, parallel, ct)).Count;
        }
    }

    /// <summary>One round that counts.</summary>
    internal async Task MeasureAsync(TimeSpan duration, int parallel, CancellationToken ct)
    {
        var (cpuBefore, began) = (server.Cpu, clock.GetTimestamp());
        times.AddRange(await RunAsync(duration, parallel, ct));
        wall += clock.GetElapsedTime(began);
        cpu += server.Cpu - cpuBefore;
    }

    internal LaunchFigures Figures()
    {
        times.Sort();
        return new LaunchFigures(
            times.Count,
            times.Count / wall.TotalSeconds,
            cpu.TotalMilliseconds / times.Count,
            times[times.Count / 2].TotalMilliseconds,
            times[times.Count * 99 / 100].TotalMilliseconds,
            server.PeakBytes / (1024.0 * 1024.0));
    }

    public ValueTask DisposeAsync()
    {
        launcher.Dispose();
        return server.DisposeAsync();
    }

    private async Task<List<TimeSpan>> RunAsync(TimeSpan duration, int parallel, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var lanes = await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(
            async () =>
            {
                var lane = new List<TimeSpan>();
                while (clock.GetElapsedTime(began) < duration)
                {
                    var launched = await launcher.LaunchAsync(ct);
                    PageLength = launched.PageLength;
                    lane.Add(launched.Time);
                }

                return lane;
            },
            ct)));
        return [.. lanes.SelectMany(lane => lane)];
    }
}

/// <summary>What a server did and what it cost it.</summary>
internal sealed record LaunchFigures(int Launches, double PerSecond, double CpuMs, double P50Ms, double P99Ms, double PeakMb);
