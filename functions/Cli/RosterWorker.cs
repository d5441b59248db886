using Integration.Learning;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;

namespace Integration.Functions.Cli;

/// <summary>Works on a run while a person waits. Stopped or killed, the run goes on with the next tick of a server, or with <c>roster sync</c>.</summary>
internal sealed class RosterWorker(RosterWork work, IRosterSync sync, TimeProvider clock, RosterBars bars, TextWriter errors)
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    // A SIS that wants to be left alone for longer than this is for the timer, not for a person at a terminal.
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(2);

    // Whoever runs the command: the account is what this machine knows of a person.
    private static RosterDecider Person => new(RosterDesk.CommandLine, Environment.UserName);

    /// <summary>Begins a run, or takes up the one that is under way, and works until it has ended or waits.</summary>
    internal async Task<SetupResult<FinishedRun>> RunAsync(RosterSource source, bool preview, bool full, CancellationToken ct)
    {
        if ((await sync.StatusAsync(source.Ref, ct)).Current is { } current)
        {
            await errors.WriteLineAsync($"Run {current} is under way; going on with it.");
            return await FinishAsync(source, current, ct);
        }

        return (await work.BeginAsync(source, RosterTrigger.Person, preview, full, ct)).TryGetValue(out var run, out var refusal)
            ? await FinishAsync(source, run, ct)
            : refusal;
    }

    /// <summary>Lets a run that waits go on, and works until it is applied.</summary>
    internal async Task<SetupResult<FinishedRun>> ApplyHeldAsync(RosterSource source, RosterRunId run, CancellationToken ct) =>
        (await sync.ApplyHeldAsync(source.Ref, run, Person, ct)).TryGetValue(out _, out var refusal) ? await FinishAsync(source, run, ct) : refusal;

    /// <summary>Drops a run that waits.</summary>
    internal async Task<SetupResult<FinishedRun>> DropHeldAsync(RosterSource source, RosterRunId run, CancellationToken ct) =>
        (await sync.DropHeldAsync(source.Ref, run, Person, ct)).TryGetValue(out _, out var refusal) ? await FinishAsync(source, run, ct) : refusal;

    /// <summary>The report of a run.</summary>
    internal async Task<SetupResult<FinishedRun>> ReportAsync(RosterSource source, RosterRunId run, CancellationToken ct) =>
        await sync.FindAsync(source.Ref, run, ct) is { } report
            ? new FinishedRun(source, report)
            : throw new InvalidOperationException($"There is no report of run {run}.");

    private async Task<SetupResult<FinishedRun>> FinishAsync(RosterSource source, RosterRunId run, CancellationToken ct)
    {
        var given = await bars.ShowAsync(progress => StepAsync(source, progress, ct));
        if (given is { } until)
        {
            await errors.WriteLineAsync($"The source can't be read before {until:u}. The run is kept: a server goes on with it, and so does roster sync {source.Id}.");
        }

        return await ReportAsync(source, run, ct);
    }

    // The time from which on the source may be asked again, when that is too long to wait; null when the run came to its end.
    private async Task<DateTimeOffset?> StepAsync(RosterSource source, IProgress<RosterProgress>? progress, CancellationToken ct)
    {
        var patienceEnds = clock.GetUtcNow() + MostPatience;
        while (true)
        {
            var step = await work.StepAsync(source, clock.GetUtcNow() + Turn, progress, ct);
            switch (step.Outcome)
            {
                case RosterStepOutcome.Finished or RosterStepOutcome.Idle:
                    return null;
                case RosterStepOutcome.Busy:
                    await Task.Delay(BusyPause, clock, ct);
                    break;
                case RosterStepOutcome.Later:
                    var until = step.NotBefore ?? clock.GetUtcNow() + BusyPause;
                    if (until > patienceEnds)
                    {
                        return until;
                    }

                    var pause = until - clock.GetUtcNow();
                    await Task.Delay(pause > TimeSpan.Zero ? pause : BusyPause, clock, ct);
                    break;
                case RosterStepOutcome.Unfinished:
                    patienceEnds = clock.GetUtcNow() + MostPatience;
                    break;
                default:
                    throw new InvalidOperationException($"Nothing is known of {step.Outcome}.");
            }
        }
    }
}
