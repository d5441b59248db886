using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>How runs begin, wait and end, as changes of the state; and what the report of a run says.</summary>
internal static class RunEnds
{
    /// <summary>A server stamps a record before it can be read, and clocks differ: the next run asks from a little earlier.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly RosterCollection[] People = [RosterCollection.Classes, RosterCollection.Users, RosterCollection.Enrollments];

    /// <summary>From when on a new run asks for changes; null for everything.</summary>
    internal static DateTimeOffset? Since(RosterState state, RosterRunRequest request, DateTimeOffset now) =>
        request.Full || state.FullNext || state.LastFullAt is not { } full || now - full >= request.FullEvery ? null : state.Cursor;

    /// <summary>The report of a run as it stands.</summary>
    internal static RosterRun Report(RunProgress progress, RosterRunState state, DateTimeOffset? endedAt, RunFault? fault = null) => new()
    {
        Id = progress.Run,
        Trigger = progress.Trigger,
        State = state,
        StartedAt = progress.StartedAt,
        EndedAt = endedAt,
        Since = progress.Since,
        Version = progress.Version,
        Collections = progress.Collections,
        Warnings = progress.Warnings,
        Holds = progress.Holds,
        Decision = progress.Decision,
        Fault = fault,
        Calls = progress.Calls,
        Bytes = progress.Bytes,
        Transactions = progress.Transactions,
        WorkSeconds = progress.WorkSeconds,
    };

    /// <summary>Everything is written: the roster is what this run read.</summary>
    internal static Task ApplyAsync(RosterSession session, CancellationToken ct)
    {
        var (state, progress) = (session.State, session.Settle(session.Progress));
        var isFull = People.All(collection => progress.Modes.GetValueOrDefault(collection, ReadMode.Absent) is ReadMode.Complete);
        var active = new Dictionary<RosterCollection, long>(state.Active);
        foreach (var report in progress.Collections)
        {
            active[report.Collection] = report.ActiveBefore + report.Added - report.Ended;
        }

        var next = state with
        {
            Current = null,
            Waiting = null,
            AppliedRun = progress.Run,
            Cursor = (progress.ServerTime ?? progress.StartedAt) - Overlap,
            LastFullAt = isFull ? progress.StartedAt : state.LastFullAt,
            FullNext = false,
            Revision = progress.Revision,
            Covered = isFull ? [.. progress.Collections.Where(report => report.Mode is ReadMode.Complete).Select(report => report.Collection)] : state.Covered,
            Active = active,
        };
        return EndAsync(session, next, Report(progress, RosterRunState.Applied, session.Now), keepWaiting: false, ct);
    }

    /// <summary>The run waits for a person, in place of any that waited before.</summary>
    internal static Task WaitAsync(RosterSession session, IReadOnlyList<HoldReason> holds, CancellationToken ct)
    {
        var isPreview = holds.All(hold => hold.Code == RosterCodes.Preview.Code);
        var waits = isPreview ? RosterRunState.Previewed : RosterRunState.Held;
        var progress = session.Settle(session.Progress) with { Holds = holds, State = waits, BasedOn = session.State.AppliedRun };
        var report = Report(progress, waits, session.Now);
        var reports = new List<RosterRun> { report };
        var next = session.State with { Current = null, Waiting = progress };
        if (session.State.Waiting is { } before)
        {
            reports.Add(Report(before, RosterRunState.Superseded, session.Now));
            next = next with { Leftovers = [.. next.Leftovers, before.Run] };
        }

        return session.SaveAsync(next, reports, ct);
    }

    /// <summary>The source could not be read: nothing of it is applied, and the next run reads everything.</summary>
    internal static Task FailAsync(RosterSession session, RunFault fault, CancellationToken ct)
    {
        var next = session.State with { Current = null, FullNext = true };
        return EndAsync(session, next, Report(session.Settle(session.Progress), RosterRunState.Failed, session.Now, fault), keepWaiting: true, ct);
    }

    private static Task EndAsync(RosterSession session, RosterState next, RosterRun report, bool keepWaiting, CancellationToken ct)
    {
        var reports = new List<RosterRun> { report };
        next = next with { Leftovers = [.. next.Leftovers, report.Id] };
        if (!keepWaiting && session.State.Waiting is { } before)
        {
            // What waited was compared with a roster that is no more.
            reports.Add(Report(before, RosterRunState.Superseded, session.Now));
            next = next with { Leftovers = [.. next.Leftovers, before.Run] };
        }

        return session.SaveAsync(next, reports, ct);
    }
}
