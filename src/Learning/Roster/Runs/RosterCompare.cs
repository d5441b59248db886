using Integration.Learning.Roster.Applying;
using Integration.Learning.Roster.Comparing;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Staging;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>
/// Compares what was staged with what is stored, bucket by bucket: once to count (and to brake), once to write. Both times it is the same comparison, so there
/// is no plan to keep: a worker killed while writing compares that bucket again and finds only what is still missing. The first run of all has nothing to
/// brake for and does both at once.
/// </summary>
internal sealed class RosterCompare(RosterSession session, DateTimeOffset stopAt, IProgress<RosterProgress>? progress)
{
    private const int Buckets = RosterKeys.CatalogueBuckets + RosterKeys.Buckets;
    private const int WithDerived = Buckets + RosterKeys.Buckets;
    private const int SmallAtOnce = 8;
    private const int LargeAtOnce = 2;
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(20);

    // What counting found to be written, where this very session counted everything and it is little.
    private KeptWrites? kept;

    /// <summary>Counts, until all is counted (true) or the deadline (false).</summary>
    internal async Task<bool> CountAsync(CancellationToken ct)
    {
        var at = session.Progress;
        if (IsFirst && !at.Preview && at.Bucket == 0)
        {
            await session.SaveAsync(at with { State = RosterRunState.Applying, CountsAsItWrites = true }, ct);
            return true;
        }

        var stage = new StageReader(session.Store, session.Roster, at, ct);
        var known = await KnownAsync(stage, ct);
        var atOnce = stage.IsSmall ? SmallAtOnce : LargeAtOnce;
        kept = stage.IsSmall && at.Bucket == 0 ? new KeptWrites(Buckets) : null;
        while (at.Bucket < Buckets)
        {
            if (session.Now >= stopAt)
            {
                return false;
            }

            var some = Enumerable.Range(at.Bucket, Math.Min(atOnce, Buckets - at.Bucket)).ToList();
            var tallies = await Task.WhenAll(some.Select(bucket => Task.Run(() => CountAsync(stage, known, bucket, ct), ct)));
            foreach (var tally in tallies)
            {
                at = Counted(at, tally);
            }

            // Where enrolments have moved, what is left of them is found by comparing again with all of those known.
            kept = kept is { HasAll: true } && at.Moved.Count == 0 ? kept : null;

            at = at with { Bucket = at.Bucket + some.Count };
            progress?.Report(new RosterProgress(RosterRunState.Comparing, null, at.Bucket, Buckets));
            await session.SaveAsync(at, ct);
        }

        var holds = BrakeRules.Judge(at.Collections, at.Brake, at.Preview);
        if (holds.Count > 0)
        {
            await RunEnds.WaitAsync(session, holds, ct);
        }
        else
        {
            await session.SaveAsync(at with { State = RosterRunState.Applying, Bucket = 0 }, ct);
        }

        return true;
    }

    /// <summary>Writes, until all is written (true) or the deadline (false).</summary>
    internal async Task<bool> ApplyAsync(CancellationToken ct)
    {
        if (!await (IsFirst ? WriteFirstAsync(ct) : WriteChangesAsync(ct)))
        {
            return false;
        }

        await RunEnds.ApplyAsync(session, ct);
        return true;
    }

    private async Task<bool> WriteFirstAsync(CancellationToken ct)
    {
        var store = new LeasedStore(session);
        await using var spool = new DerivedSpool(store, session.Roster, session.Progress.Run, session.State.Epoch);
        await using var writer = new OrderedWriter(store, ct);
        return await WriteComparedAsync(new FirstWrites(spool, writer), DrainAsync, ct) && await WriteDerivedAsync(spool, writer, ct);

        async Task DrainAsync()
        {
            await writer.DrainAsync();
            await spool.DrainAsync(ct);
        }
    }

    private async Task<bool> WriteDerivedAsync(DerivedSpool spool, OrderedWriter writer, CancellationToken ct)
    {
        await using var ahead = new Ahead<SpooledRows>(step => spool.ReadAsync(step - Buckets, ct), WithDerived);
        return await StepAsync(
            WithDerived,
            async at =>
            {
                using var spooled = await ahead.TakeAsync(at.Bucket);
                foreach (var (partition, row) in spooled.Rows)
                {
                    writer.Add(partition, row);
                    await writer.SendAsync();
                }

                return at;
            },
            writer.DrainAsync,
            ct);
    }

    private async Task<bool> WriteChangesAsync(CancellationToken ct)
    {
        if (session.Progress.Collections.All(report => report.Added + report.Changed + report.Ended == 0))
        {
            return true;
        }

        await using var writer = new RosterWriter(new LeasedStore(session), ct);
        return await (kept is not null ? WriteKeptAsync(kept, writer, ct) : WriteComparedAsync(writer, () => writer.DrainAsync(ct), ct));
    }

    private Task<bool> WriteKeptAsync(KeptWrites all, RosterWriter writer, CancellationToken ct) => StepAsync(
        Buckets,
        async at =>
        {
            await all.SayAsync(at.Bucket, writer, ct);
            return at;
        },
        () => writer.DrainAsync(ct),
        ct);

    private async Task<bool> WriteComparedAsync(IRosterWrites writes, Func<Task> drain, CancellationToken ct)
    {
        var stage = new StageReader(session.Store, session.Roster, session.Progress, ct);
        var counts = session.Progress.CountsAsItWrites;
        var known = counts ? await KnownAsync(stage, ct) : null;
        await using var ahead = new Ahead<StagedBucket>(step => ReadAsync(stage, step, ct), Buckets);
        return await StepAsync(
            Buckets,
            async at =>
            {
                using var staged = await ahead.TakeAsync(at.Bucket);
                var tally = new Tally(counts);
                await CompareAsync(staged, at.Bucket, tally, writes, known, ct);
                return counts ? Counted(at, tally) : at;
            },
            drain,
            ct);
    }

    /// <summary>Does step after step, with a checkpoint once in a while, until the last is done (true) or the deadline (false).</summary>
    private async Task<bool> StepAsync(int end, Func<RunProgress, Task<RunProgress>> step, Func<Task> drain, CancellationToken ct)
    {
        var (at, saved) = (session.Progress, session.Now);
        while (at.Bucket < end)
        {
            var isLate = session.Now >= stopAt;
            if (isLate || session.Now - saved >= BetweenCheckpoints)
            {
                await drain();
                await session.SaveAsync(at, ct);
                saved = session.Now;
            }

            if (isLate)
            {
                return false;
            }

            at = await step(at) with { Bucket = at.Bucket + 1 };
            progress?.Report(new RosterProgress(RosterRunState.Applying, null, at.Bucket, IsFirst ? WithDerived : Buckets));
        }

        await drain();
        await session.SaveAsync(at, ct);
        return true;
    }

    // What was staged and never applied does not show; what ended is still there, so the number of active rows alone would not tell.
    private bool IsFirst => session.State is { AppliedRun: null, LastFullAt: null } && session.State.Active.Values.All(active => active == 0);

    private Task<KnownIds> KnownAsync(StageReader stage, CancellationToken ct) =>
        KnownIds.ReadAsync(session.Store, session.Roster, session.Progress, session.State.Active, stage, ct);

    private static RunProgress Counted(RunProgress at, Tally tally)
    {
        var warnings = new WarningBook(at.Warnings);
        warnings.Add(tally.Warnings.ToReports());
        return at with { Collections = tally.AddTo(at.Collections), Moved = [.. at.Moved, .. tally.Moved], Warnings = warnings.ToReports() };
    }

    private async Task<Tally> CountAsync(StageReader stage, KnownIds known, int bucket, CancellationToken ct)
    {
        var tally = new Tally();
        using var staged = await ReadAsync(stage, bucket, ct);
        await CompareAsync(staged, bucket, tally, kept?.Of(bucket) ?? NoWrites.Instance, known, ct);
        return tally;
    }

    // The catalogue first, then the people.
    private static Task<StagedBucket> ReadAsync(StageReader stage, int step, CancellationToken ct) => step >= RosterKeys.CatalogueBuckets
        ? stage.ReadAsync(ofPeople: true, step - RosterKeys.CatalogueBuckets, ct)
        : stage.ReadAsync(ofPeople: false, step, ct);

    private async Task CompareAsync(StagedBucket staged, int step, Tally tally, IRosterWrites writes, KnownIds? known, CancellationToken ct)
    {
        var at = session.Progress;
        var comparison = new Comparison(session.Store, session.Roster, at.Modes, RowEnvelope.Moment(at.StartedAt), tally, writes, known)
        {
            IsFirst = IsFirst,
            Torn = at.Torn,
            Moved = known is null ? at.Moved : [],
            HadUsers = session.State.Active.GetValueOrDefault(RosterCollection.Users) > 0,
        };
        await (step >= RosterKeys.CatalogueBuckets
            ? new PeopleBucket(comparison, step - RosterKeys.CatalogueBuckets).CompareAsync(staged.Records, ct)
            : new CatalogueBucket(comparison, step).CompareAsync(staged.Records, ct));
    }
}
