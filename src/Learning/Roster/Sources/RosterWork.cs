using Integration.Learning.Districts;
using Integration.Learning.Roster.Runs;

namespace Integration.Learning.Roster.Sources;

/// <summary>Runs of configured sources, for whoever ticks or waits.</summary>
public sealed class RosterWork
{
    private readonly IRosterSync sync;
    private readonly RosterReaders readers;
    private readonly RosterSourceStore sources;

    internal RosterWork(IRosterSync sync, RosterReaders readers, RosterSourceStore sources)
        => (this.sync, this.readers, this.sources) = (sync, readers, sources);

    /// <summary>Begins a run of a source, or refuses because one is under way.</summary>
    /// <param name="source">The source.</param>
    /// <param name="trigger">Who wants it.</param>
    /// <param name="preview">True to stop before anything is applied.</param>
    /// <param name="full">True to read everything.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SetupResult<RosterRunId>> BeginAsync(RosterSource source, RosterTrigger trigger, bool preview, bool full, CancellationToken ct)
        => sync.BeginAsync(
            source.Ref,
            new RosterRunRequest(trigger, preview, full, new RosterBrake(source.HoldShare / 100.0, source.HoldLeast)) { FullEvery = TimeSpan.FromDays(source.FullEveryDays) },
            ct);

    /// <summary>Works on the source's run until it has ended or waits, or until the deadline.</summary>
    public Task<RosterStep> StepAsync(RosterSource source, DateTimeOffset deadline, IProgress<RosterProgress>? progress, CancellationToken ct)
        => sync.StepAsync(source.Ref, readers.Of(source), deadline, progress, ct);

    /// <summary>Removes a source that nothing works on. The roster it filled stays as it is, and no student's work is touched.</summary>
    public async Task<SetupResult<RosterSource>> RemoveAsync(DistrictId district, string id, CancellationToken ct)
    {
        if (!(await sources.FindAsync(district, id, ct)).TryGetValue(out var source, out var refusal))
        {
            return refusal;
        }

        return (await sync.StatusAsync(source.Ref, ct)).Current is { } run
            ? new SetupRefusal("SET3022", $"Run {run} of this source is under way. Let it end, then remove the source.")
            : await sources.RemoveAsync(district, id, ct);
    }
}
