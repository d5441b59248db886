using Integration.Learning.Districts;
using Integration.Learning.Jobs;
using Integration.Learning.Roster.Runs;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Roster.Sources;

/// <summary>
/// Begins the runs whose time has come or that a person asked for, and works on all that are under way, in turns, so that a large district lets the others
/// have their night too. Whoever else works on the same run, such as an admin's command line, is no harm: a run has one worker at a time.
/// </summary>
internal sealed partial class ReadDueRosters(RosterSourceStore sources, DistrictStore districts, RosterWork work, TimeProvider clock, ILogger<ReadDueRosters> log) : IJob
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    // The engine puts its checkpoint away within this before the job is cancelled.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(3);

    public string Name => "read-rosters";

    public async Task RunAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        var end = deadline - Reserve;
        var all = await sources.ListAllAsync(ct);
        var waiting = new Queue<RosterSource>(FromMinute(all));
        foreach (var source in all)
        {
            await GuardAsync(source, () => BeginIfDueAsync(source, ct), ct);
        }

        // A source without a run costs one read and is done; one with a run comes round again until the time is over.
        while (waiting.TryDequeue(out var source) && clock.GetUtcNow() < end)
        {
            var turn = clock.GetUtcNow() + Turn;
            var step = await GuardAsync(source, async () => await work.StepAsync(source, turn < end ? turn : end, null, ct), ct);
            if (step is { Outcome: RosterStepOutcome.Unfinished })
            {
                waiting.Enqueue(source);
            }
        }
    }

    private async Task<RosterStep?> BeginIfDueAsync(RosterSource source, CancellationToken ct)
    {
        if (await districts.FindAsync(DistrictId.Parse(source.District), ct) is not { } district)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var known = await sources.FindClockAsync(source.Ref, ct);
        var wanted = known?.Value.Wanted;
        var isDue = RosterSchedule.NextOf(source, district.TimeZone, known?.Value.ServedUntil ?? source.AddedAt) <= now;
        if (wanted is null && !isDue)
        {
            return null;
        }

        // First the run, then the note that it was begun: killed in between, the next tick finds the run under way, or begins one too many.
        var begun = await work.BeginAsync(source, wanted is null ? RosterTrigger.Schedule : RosterTrigger.Person, preview: false, wanted is { Full: true }, ct);

        // While a run is under way a time of the schedule is served by it; what a person asked for waits for its end.
        await sources.PutClockAsync(
            source.Ref, known, new RosterSourceClock { ServedUntil = now, Wanted = begun.Refusal is null ? null : wanted }, ct);
        return null;
    }

    // One source's trouble is not another's.
    private async Task<RosterStep?> GuardAsync(RosterSource source, Func<Task<RosterStep?>> action, CancellationToken ct)
    {
        try
        {
            return await action();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogFailed(source.District, source.Id, fault);
            return null;
        }
    }

    // Where there are more sources than a tick has time for, each minute begins with another one.
    private IEnumerable<RosterSource> FromMinute(IReadOnlyList<RosterSource> all)
    {
        var first = all.Count == 0 ? 0 : (int)(clock.GetUtcNow().ToUnixTimeSeconds() / 60 % all.Count);
        return all.Skip(first).Concat(all.Take(first));
    }

    [LoggerMessage(7003, LogLevel.Error, "Roster source {District}/{Source} failed; the next tick tries again.")]
    private partial void LogFailed(string district, string source, Exception fault);
}
