using System.Diagnostics;
using System.Globalization;
using Integration.Learning.Roster;
using Integration.Learning.Roster.Runs;
using Integration.Tables;
using Integration.Tests.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning.Roster;

/// <summary>
/// A second process that works on a roster until it is done or until it kills itself in the middle of a write. It is this test program itself, started with
/// a start-up hook that makes it sync instead of running tests: a module initializer would hold up every thread but its own.
/// </summary>
internal static class SyncProcess
{
    private const string Order = "ROSTER_SYNC";

    /// <summary>What the process said when it came to the end of a run.</summary>
    internal const string Done = "done";

    /// <summary>The clock every process starts from, so that what is written does not depend on the day the test runs.</summary>
    internal static readonly DateTimeOffset Start = new(2026, 9, 14, 8, 30, 0, TimeSpan.Zero);

    /// <summary>Works on a day of a roster until it is done (true) or killed at its <paramref name="killAt"/>th write (false).</summary>
    internal static async Task<bool> RunAsync(string store, RosterRef roster, int day, int process, int killAt, CancellationToken ct)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Integration.Tests.exe" : "Integration.Tests");
        using var started = Process.Start(new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_STARTUP_HOOKS"] = typeof(SyncProcess).Assembly.Location, [Order] = string.Join('|', store, roster.Source.Value, day, process, killAt) },
        })!;
        var errors = started.StandardError.ReadToEndAsync(ct);
        var said = await started.StandardOutput.ReadToEndAsync(ct);
        await started.WaitForExitAsync(ct);
        var isDone = said.Contains(Done, StringComparison.Ordinal);
        Assert.True(isDone || started.ExitCode != 0, $"The process ended without a word: {await errors}");
        Assert.DoesNotContain("Exception", await errors);
        return isDone;
    }

    /// <summary>The district on a day.</summary>
    internal static SmallDistrict On(int day)
    {
        var district = SmallDistrict.Of(77, users: 40, classes: 10, enrollments: 120);
        for (var i = 0; i < day; i++)
        {
            district = district.Next(i, changes: 40);
        }

        return district;
    }

    internal static void SyncWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Order) is not { } order)
        {
            return;
        }

        var words = order.Split('|');
        var (day, process, killAt) = (Number(words[2]), Number(words[3]), Number(words[4]));

        // Each process lives four minutes after the one before: the lease that one left has run out.
        var clock = new FakeTimeProvider(Start.AddDays(day).AddMinutes(4 * process));
        var store = new SuicidalStore(WriterProcess.Open(words[0]), killAt);
        var roster = RosterWorld.Named(words[1]);
        WorkAsync(new RosterSync(store, clock, NullLogger<RosterSync>.Instance), roster, day, clock).GetAwaiter().GetResult();
        Console.WriteLine(Done);
        Environment.Exit(0);
    }

    private static async Task WorkAsync(RosterSync sync, RosterRef roster, int day, FakeTimeProvider clock)
    {
        var status = await sync.StatusAsync(roster, default);
        if (status.Current is null && status.AppliedRun?.Value[..8] != Start.AddDays(day).ToString("yyyyMMdd", CultureInfo.InvariantCulture))
        {
            await sync.BeginAsync(roster, RosterWorld.Unbraked with { Full = true }, default);
        }

        var told = new ToldRoster(On(day).Records) { PageSize = 25 };
        RosterStep step;
        do
        {
            step = await sync.StepAsync(roster, told.OpenAsync, clock.GetUtcNow().AddHours(1), null, default);
        }
        while (step.Outcome is not (RosterStepOutcome.Finished or RosterStepOutcome.Idle));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Kills the process while its <paramref name="killAt"/>th write is on its way, so that nobody knows whether it arrived.</summary>
    private sealed class SuicidalStore(IDocumentStore store, int killAt) : IDocumentStore
    {
        private int writes;

        public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct) => store.FindAsync(partition, row, ct);

        public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct) =>
            store.ReadAsync(partition, range, limit, continuation, ct);

        public Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
        {
            var committing = store.CommitAsync(batch, ct);
            if (Interlocked.Increment(ref writes) == killAt)
            {
                Thread.SpinWait(killAt % 5 * 20_000);
                Process.GetCurrentProcess().Kill();
            }

            return committing;
        }
    }
}
