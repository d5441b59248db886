using System.CommandLine;
using System.Text.Json;
using Integration.Bench.Servers;

namespace Integration.Bench.Launches;

/// <summary><c>launch</c>: the tool and the bare handler in turn, on the same machine in the same minute.</summary>
internal static class LaunchBench
{
    // The code settles into its final form after about ten thousand launches.
    private const int WarmUpLaunches = 10_000;

    internal static Command Build()
    {
        var seconds = new Option<int>("--seconds") { Description = "Measured time per server.", DefaultValueFactory = _ => 20 };
        var parallel = new Option<int>("--parallel") { Description = "Launches under way at any time.", DefaultValueFactory = _ => 8 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds the measured time is split into.", DefaultValueFactory = _ => 4 };
        var tool = new Option<FileInfo>("--tool")
        {
            Description = "The executable to measure, such as a published one.",
            DefaultValueFactory = _ => new FileInfo(ToolUnderMeasurement.BuiltExecutable),
        };
        var beside = new Option<FileInfo>("--beside") { Description = "Another build of the executable, to be measured in turn with the first." };
        var command = new Command("launch", "Login and launch against the real executable, and against a bare handler.") { seconds, parallel, rounds, tool, beside };
        command.SetAction((given, ct) => RunAsync(
            TimeSpan.FromSeconds((double)given.GetValue(seconds) / given.GetValue(rounds)),
            given.GetValue(rounds),
            given.GetValue(parallel),
            given.GetRequiredValue(tool).FullName,
            given.GetValue(beside)?.FullName,
            ct));
        return command;
    }

    private static async Task<int> RunAsync(TimeSpan round, int rounds, int parallel, string executable, string? other, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("bench-");
        try
        {
            await using var platform = await PracticePlatform.StartAsync(ct);
            await using var tool = await StartToolAsync(executable, folder.FullName, platform, clock, ct);
            await tool.WarmUpAsync(Math.Max(WarmUpLaunches, Audience.Everyone), round, parallel, ct);
            await using var beside = other is null ? null : await StartToolAsync(other, folder.CreateSubdirectory("beside").FullName, platform, clock, ct);
            if (beside is not null)
            {
                await beside.WarmUpAsync(Math.Max(WarmUpLaunches, Audience.Everyone), round, parallel, ct);
            }

            await using var bare = await StartBareAsync(folder.FullName, platform, tool.PageLength, clock, ct);
            await bare.WarmUpAsync(WarmUpLaunches, round, parallel, ct);

            Contestant[] inTurn = beside is null ? [tool, bare] : [tool, beside, bare];
            for (var i = 0; i < rounds; i++)
            {
                foreach (var contestant in inTurn)
                {
                    await contestant.MeasureAsync(round, parallel, ct);
                }
            }

            Print(new LaunchReport(Machine.This, parallel, tool.PageLength, tool.Figures(), bare.Figures(), beside?.Figures()));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Contestant> StartToolAsync(string executable, string folder, PracticePlatform platform, TimeProvider clock, CancellationToken ct)
    {
        var address = ServerProcess.FreeAddress();
        var server = await ToolUnderMeasurement.StartAsync(executable, folder, address, platform, ct);
        var target = new LaunchTarget(
            "The tool",
            server.Login,
            new Uri(address, "/lti/launch"),
            (student, page) => student.Language != "en" || page.Contains("Exit check", StringComparison.Ordinal));
        return new Contestant(server.Process, new Launcher(target, new Audience(PracticePlatform.Issuer, address, platform.Address, clock), platform, clock), clock);
    }

    private static async Task<Contestant> StartBareAsync(string folder, PracticePlatform platform, int pageBytes, TimeProvider clock, CancellationToken ct)
    {
        var address = ServerProcess.FreeAddress();
        var server = await ServerProcess.StartAsync(
            Environment.ProcessPath!,
            BareServer.Arguments(address, Path.Combine(folder, "bare.db"), platform.PublicKey, pageBytes),
            new Dictionary<string, string>(),
            address,
            ct);
        var target = new LaunchTarget("The bare handler", new Uri(address, "/login"), new Uri(address, "/launch"), (_, _) => true);
        return new Contestant(server, new Launcher(target, new Audience(PracticePlatform.Issuer, address, platform.Address, clock), platform, clock), clock);
    }

    private static void Print(LaunchReport report)
    {
        Console.WriteLine(FormattableString.Invariant($"{report.Machine}; {report.Parallel} at a time, page of {report.PageLength} characters"));
        Console.WriteLine("                launches  launches/s  CPU ms/launch   p50 ms   p99 ms  peak MB");
        Line("tool", report.Tool);
        Line("bare", report.Bare);
        if (report.Beside is { } beside)
        {
            Line("beside", beside);
        }

        Console.WriteLine(FormattableString.Invariant($"The tool takes {report.Ratio:0.00} times the CPU of the bare handler."));
        if (report.ToBeside is { } toBeside)
        {
            Console.WriteLine(FormattableString.Invariant($"It takes {toBeside:0.00} times the CPU of the build beside it."));
        }

        Console.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));

        static void Line(string name, LaunchFigures figures) => Console.WriteLine(FormattableString.Invariant(
            $"{name,-12}{figures.Launches,12}{figures.PerSecond,12:0}{figures.CpuMs,15:0.000}{figures.P50Ms,9:0.0}{figures.P99Ms,9:0.0}{figures.PeakMb,9:0}"));
    }
}

/// <summary>The figures of one run; its JSON is the last line.</summary>
internal sealed record LaunchReport(Machine Machine, int Parallel, int PageLength, LaunchFigures Tool, LaunchFigures Bare, LaunchFigures? Beside)
{
    public double Ratio => Tool.CpuMs / Bare.CpuMs;

    public double? ToBeside => Tool.CpuMs / Beside?.CpuMs;
}
