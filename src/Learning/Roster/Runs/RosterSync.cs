using System.Collections.Concurrent;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Rows;
using Integration.Tables;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Roster.Runs;

/// <summary>The runs of every roster, worked on in steps under a lease.</summary>
internal sealed partial class RosterSync(IDocumentStore store, TimeProvider clock, ILogger<RosterSync> log) : IRosterSync
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly string holder = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<RosterRef, bool> working = new();

    public async Task<SetupResult<RosterRunId>> BeginAsync(RosterRef roster, RosterRunRequest request, CancellationToken ct)
    {
        var found = await ReadAsync(roster, ct);
        if (found?.Value.Current is not null)
        {
            return Refusal(RosterCodes.UnderWay);
        }

        var (now, state) = (clock.GetUtcNow(), found?.Value ?? new RosterState());
        var run = RosterRunId.New(now);
        var progress = new RunProgress
        {
            Run = run.Value,
            Trigger = request.Trigger,
            Preview = request.Preview,
            Brake = request.Brake,
            State = RosterRunState.Reading,
            StartedAt = now,
            Since = RunEnds.Since(state, request, now),
        };
        var batch = new Batch(RosterKeys.Source(roster))
            .Put(RunDocuments.State, RunDocuments.StateRow, found, state with { Current = progress })
            .Insert(RunDocuments.Run, RunDocuments.RunRow(run), RunEnds.Report(progress, RosterRunState.Reading, null));
        return (await store.CommitAsync(batch, ct)).Committed ? run : Refusal(RosterCodes.UnderWay);
    }

    public async Task<RosterStep> StepAsync(
        RosterRef roster, OpenRoster open, DateTimeOffset deadline, IProgress<RosterProgress>? progress, CancellationToken ct)
    {
        // The lease tells processes apart; two callers in one process have the same, so they are told apart here.
        if (!working.TryAdd(roster, true))
        {
            return new RosterStep(RosterStepOutcome.Busy);
        }

        try
        {
            var found = await ReadAsync(roster, ct);
            if (found is null || found.Value is { Current: null, Leftovers: [] })
            {
                return new RosterStep(RosterStepOutcome.Idle);
            }

            if (found.Value.Current?.NotBefore is { } notBefore && notBefore > clock.GetUtcNow())
            {
                return new RosterStep(RosterStepOutcome.Later, Now(found.Value), notBefore);
            }

            var session = await RosterSession.TakeAsync(new MeteredStore(store), roster, holder, clock, found, ct);
            return session is null ? new RosterStep(RosterStepOutcome.Busy, Now(found.Value)) : await WorkAsync(session, open, deadline, progress, ct);
        }
        finally
        {
            working.TryRemove(roster, out _);
        }
    }

    public async Task<SetupResult<RosterRunId>> ApplyHeldAsync(RosterRef roster, RosterRunId run, RosterDecider by, CancellationToken ct)
    {
        var found = await ReadAsync(roster, ct);
        if (found?.Value.Waiting is not { } waiting || waiting.Run != run.Value)
        {
            return Refusal(await IsOvertakenAsync(roster, run, ct) ? RosterCodes.Overtaken : RosterCodes.NotWaiting);
        }

        if (found.Value.Current is not null)
        {
            return Refusal(RosterCodes.UnderWay);
        }

        if (waiting.BasedOn != found.Value.AppliedRun)
        {
            return Refusal(RosterCodes.Overtaken);
        }

        var progress = waiting with { State = RosterRunState.Applying, Bucket = 0, Decision = new RosterDecision(by, Applied: true, clock.GetUtcNow()) };
        return await PutAsync(roster, found, found.Value with { Waiting = null, Current = progress }, RunEnds.Report(progress, RosterRunState.Applying, null), ct)
            ? run
            : Refusal(RosterCodes.UnderWay);
    }

    public async Task<SetupResult<RosterRunId>> DropHeldAsync(RosterRef roster, RosterRunId run, RosterDecider by, CancellationToken ct)
    {
        var found = await ReadAsync(roster, ct);
        if (found?.Value.Waiting is not { } waiting || waiting.Run != run.Value)
        {
            return Refusal(RosterCodes.NotWaiting);
        }

        var now = clock.GetUtcNow();
        var next = found.Value with { Waiting = null, Leftovers = [.. found.Value.Leftovers, waiting.Run] };
        var dropped = waiting with { Decision = new RosterDecision(by, Applied: false, now) };
        return await PutAsync(roster, found, next, RunEnds.Report(dropped, RosterRunState.Dropped, now), ct)
            ? run
            : Refusal(RosterCodes.UnderWay);
    }

    public async Task<RosterStatus> StatusAsync(RosterRef roster, CancellationToken ct)
    {
        var state = (await ReadAsync(roster, ct))?.Value ?? new RosterState();
        return new RosterStatus(
            RosterRunId.TryParse(state.Current?.Run),
            RosterRunId.TryParse(state.Waiting?.Run),
            RosterRunId.TryParse(state.AppliedRun),
            state.Cursor,
            state.LastFullAt,
            state.Current?.NotBefore,
            state.Active);
    }

    public async Task<RosterRunPage> ListAsync(RosterRef roster, int limit, string? continuation, CancellationToken ct)
    {
        var page = await store.ReadAsync(RosterKeys.Source(roster), RunDocuments.Runs, limit, continuation, ct);
        return new RosterRunPage([.. page.Documents.Select(document => RunDocuments.Run.Read(document.Json))], page.Continuation);
    }

    public async Task<RosterRun?> FindAsync(RosterRef roster, RosterRunId run, CancellationToken ct)
    {
        // While it works the checkpoint knows more than the report.
        var state = (await ReadAsync(roster, ct))?.Value;
        return state?.Current?.Run == run.Value
            ? Now(state)
            : (await store.FindAsync(RunDocuments.Run, RosterKeys.Source(roster), RunDocuments.RunRow(run), ct))?.Value;
    }

    private async Task<RosterStep> WorkAsync(
        RosterSession session, OpenRoster open, DateTimeOffset deadline, IProgress<RosterProgress>? progress, CancellationToken ct)
    {
        var run = session.State.Current?.Run;
        var left = deadline - clock.GetUtcNow();
        var stopAt = deadline - (left / 4 < Margin ? left / 4 : Margin);
        try
        {
            var isDone = await WorkUntilAsync(session, open, stopAt, progress, ct);
            var report = run is null ? null : session.State.Current is null
                ? (await session.Store.FindAsync(RunDocuments.Run, RosterKeys.Source(session.Roster), RunDocuments.RunRow(RosterRunId.Parse(run)), ct))?.Value
                : Now(session.State);
            await session.ReleaseAsync(ct);
            LogStep(session.Roster, run ?? "-", report?.State.ToString() ?? "-");
            return session.State.Current?.NotBefore is { } notBefore && notBefore > clock.GetUtcNow()
                ? new RosterStep(RosterStepOutcome.Later, report, notBefore)
                : new RosterStep(isDone ? RosterStepOutcome.Finished : RosterStepOutcome.Unfinished, report);
        }
        catch (RosterLeaseLostException)
        {
            // Somebody wrote the state meanwhile: another worker, or a person who began, applied or dropped a run. Whoever works next finds out what is left.
            await TryYieldAsync(session.Roster);
            return new RosterStep(RosterStepOutcome.Unfinished);
        }
        catch (StoreBusyException busy)
        {
            await TryReleaseAsync(session);
            return new RosterStep(RosterStepOutcome.Later, Now(session.State), clock.GetUtcNow() + (busy.RetryAfter ?? Margin));
        }
        catch
        {
            // Given back if that is still possible, so that the next step need not wait for the lease to end. The reason itself goes to the caller.
            await TryReleaseAsync(session);
            throw;
        }
    }

    private static async Task<bool> WorkUntilAsync(
        RosterSession session, OpenRoster open, DateTimeOffset stopAt, IProgress<RosterProgress>? progress, CancellationToken ct)
    {
        var compare = new RosterCompare(session, stopAt, progress);
        while (session.State.Current is { } current)
        {
            var goesOn = current.State switch
            {
                RosterRunState.Reading => await new RosterPull(session, open, stopAt, progress).RunAsync(ct),
                RosterRunState.Comparing => await compare.CountAsync(ct),
                RosterRunState.Applying => await compare.ApplyAsync(ct),
                var other => throw new InvalidOperationException($"A run under way cannot be {other}."),
            };
            if (!goesOn && session.State.Current is not null)
            {
                return false;
            }
        }

        return await new RosterClear(session, stopAt).RunAsync(ct);
    }

    // The lease may still carry our name after somebody else wrote the rest.
    private async Task TryYieldAsync(RosterRef roster)
    {
        if (await ReadAsync(roster, CancellationToken.None) is { Value.Lease: { } lease } found && lease.Holder == holder)
        {
            await store.CommitAsync(
                new Batch(RosterKeys.Source(roster)).Replace(RunDocuments.State, found, found.Value with { Lease = null }), CancellationToken.None);
        }
    }

    private static async Task TryReleaseAsync(RosterSession session)
    {
        try
        {
            await session.ReleaseAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever broke is on its way to the caller already; the lease ends by itself.
        }
    }

    private async Task<bool> IsOvertakenAsync(RosterRef roster, RosterRunId run, CancellationToken ct) =>
        (await store.FindAsync(RunDocuments.Run, RosterKeys.Source(roster), RunDocuments.RunRow(run), ct))?.Value.State is RosterRunState.Superseded;

    private Task<Stored<RosterState>?> ReadAsync(RosterRef roster, CancellationToken ct) =>
        store.FindAsync(RunDocuments.State, RosterKeys.Source(roster), RunDocuments.StateRow, ct);

    private async Task<bool> PutAsync(RosterRef roster, Stored<RosterState> found, RosterState next, RosterRun report, CancellationToken ct) =>
        (await store.CommitAsync(
            new Batch(RosterKeys.Source(roster))
                .Replace(RunDocuments.State, found, next)
                .Upsert(RunDocuments.Run, RunDocuments.RunRow(RosterRunId.Parse(report.Id)), report),
            ct)).Committed;

    private static RosterRun? Now(RosterState state) => state.Current is { } current ? RunEnds.Report(current, current.State, null) : null;

    private static SetupRefusal Refusal(RosterCode code) => new(code.Code, code.Sentence);

    [LoggerMessage(7101, LogLevel.Information, "Roster {Roster}: run {Run} is {State}.")]
    private partial void LogStep(RosterRef roster, string run, string state);
}
