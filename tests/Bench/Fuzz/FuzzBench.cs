using System.CommandLine;
using System.Text.Json;
using Integration.Bench.Launches;
using Integration.Bench.Servers;

namespace Integration.Bench.Fuzz;

/// <summary><c>fuzz</c>: mutated tokens and forms at the real executable; a forgery that gets in, or an answer of 5xx, ends it with 1.</summary>
internal static class FuzzBench
{
    internal static Command Build()
    {
        var tokens = new Option<int>("--tokens") { Description = "Mutated id_tokens to post.", DefaultValueFactory = _ => 1_000_000 };
        var forms = new Option<int>("--forms") { Description = "Mutated logins, launches and bindings to send.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<int>("--seed") { Description = "The same seed sends the same mutants.", DefaultValueFactory = _ => 1 };
        var parallel = new Option<int>("--parallel") { Description = "Requests under way at any time.", DefaultValueFactory = _ => 8 };
        var command = new Command("fuzz", "Mutated launches at the real executable: none may get in and none may break it.") { tokens, forms, seed, parallel };
        command.SetAction((given, ct) => RunAsync(given.GetValue(tokens), given.GetValue(forms), given.GetValue(seed), given.GetValue(parallel), ct));
        return command;
    }

    private static async Task<int> RunAsync(int tokens, int forms, int seed, int parallel, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            await using var platform = await PracticePlatform.StartAsync(ct);
            var address = ServerProcess.FreeAddress();
            var (server, login) = await ToolUnderMeasurement.StartAsync(ToolUnderMeasurement.BuiltExecutable, folder.FullName, address, platform, ct);
            await using (server)
            {
                var began = clock.GetTimestamp();
                var lanes = await Task.WhenAll(Enumerable.Range(0, parallel).Select(lane => Task.Run(
                    async () =>
                    {
                        using var attacker = new Attacker(platform, login, address, clock, (seed * 1_000) + lane);
                        await attacker.SendTokensAsync(Share(tokens, parallel, lane), ct);
                        await attacker.SendFormsAsync(Share(forms, parallel, lane), ct);
                        return attacker.Tally;
                    },
                    ct)));
                return Print(FuzzReport.Of(Machine.This, seed, clock.GetElapsedTime(began), lanes));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Share(int all, int lanes, int lane) => (all / lanes) + (lane < all % lanes ? 1 : 0);

    private static int Print(FuzzReport report)
    {
        Console.WriteLine(FormattableString.Invariant($"{report.Machine}; seed {report.Seed}, {report.Seconds:0} s"));
        Console.WriteLine(FormattableString.Invariant($"forgeries and broken rules  {report.Forged,10}  refused {report.Refused}, let in {report.LetIn}"));
        Console.WriteLine(FormattableString.Invariant($"signed, with odd extras     {report.Odd,10}  admitted {report.OddAdmitted}, refused {report.OddRefused}"));
        Console.WriteLine(FormattableString.Invariant($"odd forms and queries       {report.Forms,10}"));
        Console.WriteLine(FormattableString.Invariant($"answers of 5xx, or none     {report.Broken,10}"));
        foreach (var finding in report.Findings)
        {
            Console.WriteLine(finding);
        }

        Console.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
        return report.LetIn == 0 && report.Broken == 0 ? 0 : 1;
    }
}

/// <summary>The figures of one run; its JSON is the last line.</summary>
internal sealed record FuzzReport(
    Machine Machine, int Seed, double Seconds, long Forged, long Refused, long LetIn, long Odd, long OddAdmitted, long OddRefused, long Forms, long Broken, IReadOnlyList<string> Findings)
{
    private const int MaxFindings = 20;

    internal static FuzzReport Of(Machine machine, int seed, TimeSpan time, IReadOnlyList<FuzzTally> lanes) => new(
        machine,
        seed,
        time.TotalSeconds,
        lanes.Sum(lane => lane.Refused + lane.LetIn),
        lanes.Sum(lane => lane.Refused),
        lanes.Sum(lane => lane.LetIn),
        lanes.Sum(lane => lane.OddAdmitted + lane.OddRefused),
        lanes.Sum(lane => lane.OddAdmitted),
        lanes.Sum(lane => lane.OddRefused),
        lanes.Sum(lane => lane.Forms),
        lanes.Sum(lane => lane.Broken),
        [.. lanes.SelectMany(lane => lane.Findings).Take(MaxFindings)]);
}
