using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Staging;
using Integration.OneRoster;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>
/// Reads the source to its end and stages what it says; nothing is applied before everything was read. What is staged counts once a checkpoint names the flush
/// and the position after it, so a worker killed in between reads those pages again.
/// </summary>
internal sealed class RosterPull(RosterSession session, OpenRoster open, DateTimeOffset stopAt, IProgress<RosterProgress>? progress)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);
    private static readonly int Collections = Enum.GetValues<RosterCollection>().Length;

    private readonly StageWriter stage = new(session.Store, session.Roster, session.Progress.Run);
    private RunProgress at = session.Progress;
    private Task saving = Task.CompletedTask;
    private int flushes;

    /// <summary>Works until everything is staged (true), or until the deadline or a fault (false).</summary>
    internal async Task<bool> RunAsync(CancellationToken ct)
    {
        if (session.Now - at.StartedAt > Longest)
        {
            await FailAsync(new RunFault(RosterCodes.TooLong.Code, RosterCodes.TooLong.Sentence, at.LastFault), ct);
            return false;
        }

        try
        {
            if (!(await open(ct)).TryGetValue(out var reader, out var fault))
            {
                await FaultAsync(fault, null, ct);
                return false;
            }

            await using (reader)
            {
                return await OpenAsync(reader, ct) && await ReadAllAsync(reader, ct) && await IsStillTheSameAsync(reader, ct) && await EndAsync(ct);
            }
        }
        finally
        {
            // A flush on its way is not left behind: the session must be at rest before the lease is given back.
            await saving.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<bool> OpenAsync(IRosterReader reader, CancellationToken ct)
    {
        if (!(await reader.OpenAsync(at.Since, ct)).TryGetValue(out var offer, out var fault))
        {
            await FaultAsync(fault, null, ct);
            return false;
        }

        if (at.Version is not null)
        {
            return IsSame(offer) || await FailAsync(new RunFault(RosterCodes.SourceChanged.Code, RosterCodes.SourceChanged.Sentence), ct);
        }

        if (at.Since is not null && offer.Modes.Any(mode => mode.Value is ReadMode.Changes && !session.State.Covered.Contains(mode.Key)))
        {
            // A collection we have never seen whole: changes of it would leave out all the rest.
            at = at with { Since = null };
            return await OpenAsync(reader, ct);
        }

        if (offer.Modes.Values.All(mode => mode is ReadMode.Absent))
        {
            return await FailAsync(new RunFault(RosterCodes.NothingGranted.Code, RosterCodes.NothingGranted.Sentence), ct);
        }

        var warnings = new WarningBook();
        offer.Warnings.ToList().ForEach(warnings.Add);
        var isUnchanged = at.Since is not null && offer.Revision is not null && offer.Revision == session.State.Revision;
        at = at with
        {
            Version = offer.Version,
            ServerTime = offer.ServerTime,
            Revision = offer.Revision,
            Modes = offer.Modes,
            Offered = offer.Modes,
            Reading = isUnchanged ? Collections : 0,
            Warnings = warnings.ToReports(),
            Collections = [.. Enum.GetValues<RosterCollection>().Where(collection => ModeOf(offer.Modes, collection) is not ReadMode.Absent)
                .Select(collection => new CollectionReport(
                    collection, ModeOf(offer.Modes, collection), 0, 0, 0, 0, 0, ModeOf(offer.Modes, collection) is ReadMode.Complete ? 0 : session.State.Active.GetValueOrDefault(collection), new ChangeExamples([], [], [])))],
        };
        if (isUnchanged)
        {
            at = at with { Modes = offer.Modes.ToDictionary(mode => mode.Key, _ => ReadMode.Absent), Collections = [] };
        }

        await session.SaveAsync(at, ct);
        return true;
    }

    private async Task<bool> ReadAllAsync(IRosterReader reader, CancellationToken ct)
    {
        while (at.Reading < Collections)
        {
            var collection = (RosterCollection)at.Reading;
            if (ModeOf(at.Modes, collection) is not ReadMode.Absent && !await ReadAsync(reader, collection, ct))
            {
                return false;
            }

            at = at with { Reading = at.Reading + 1, Position = null, Attempts = 0 };
            await FlushAsync(collection, ct);
        }

        await saving;
        return true;
    }

    private async Task<bool> ReadAsync(IRosterReader reader, RosterCollection collection, CancellationToken ct)
    {
        // The reader is told to stop a little early, so that what it gave is put away before the process may be ended.
        using var early = new CancellationTokenSource(Positive(stopAt - session.Now), session.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, early.Token);
        var since = ModeOf(at.Modes, collection) is ReadMode.Changes ? at.Since : null;
        try
        {
            await foreach (var page in reader.ReadAsync(collection, since, at.Position, stop.Token).OneAheadAsync(stop.Token))
            {
                if (!page.TryGetValue(out var read, out var fault))
                {
                    return await StopAsync(collection, fault, ct);
                }

                Stage(collection, read);
                progress?.Report(new RosterProgress(RosterRunState.Reading, collection, at.Collections.First(one => one.Collection == collection).Read, null));
                if (stage.Gathered >= StageWriter.FlushBytes)
                {
                    await FlushAsync(collection, ct);
                }
                else if (saving.IsCompleted)
                {
                    await saving;
                    await session.KeepAsync(ct);
                }

                if (session.Now >= stopAt)
                {
                    await FlushAsync(collection, ct);
                    await saving;
                    return false;
                }
            }

            return true;
        }
        catch (OperationCanceledException) when (early.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await FlushAsync(collection, ct);
            await saving;
            return false;
        }
    }

    private void Stage(RosterCollection collection, RosterPage page)
    {
        var warnings = page.Warnings.Count > 0 ? new WarningBook(at.Warnings) : null;
        var isTorn = false;
        foreach (var warning in page.Warnings)
        {
            warnings!.Add(warning);
            isTorn |= warning.MayHideRecords;
        }

        foreach (var record in page.Records)
        {
            var isUsable = RosterIds.IsUsable(record.SourcedId.Value) && (StageFormat.HasPlace(record) || record.ToBeDeleted);
            var code = !isUsable ? RosterCodes.Unusable : stage.Add(record) ? null : RosterCodes.TooLarge;
            if (code is not null)
            {
                isTorn = true;
                (warnings ??= new WarningBook(at.Warnings)).Add(code, collection, RosterIds.IsUsable(record.SourcedId.Value) ? record.SourcedId.Value : null);
            }
        }

        if (isTorn && !at.Torn.Contains(collection))
        {
            (warnings ??= new WarningBook(at.Warnings)).Add(RosterCodes.Torn, collection, null);
            at = at with { Torn = [.. at.Torn, collection] };
        }

        at = at with
        {
            Position = page.Position,
            Attempts = 0,
            Calls = at.Calls + page.Calls,
            Bytes = at.Bytes + page.Bytes,
            Warnings = warnings?.ToReports() ?? at.Warnings,
            Collections = [.. at.Collections.Select(report => report.Collection == collection ? report with { Read = report.Read + page.Records.Count } : report)],
        };
    }

    // Puts away what was gathered and then, behind it, the checkpoint that makes it count. The next pages are read meanwhile.
    private async Task FlushAsync(RosterCollection collection, CancellationToken ct)
    {
        await saving;
        var gathered = stage.Gathered;
        if (gathered == 0)
        {
            saving = session.SaveAsync(at, ct);
            return;
        }

        var (flush, done) = stage.BeginFlush(collection, session.State.Epoch, ++flushes, at.Flushes, ct);
        at = at with { Flushes = [.. at.Flushes, flush], Staged = at.Staged + gathered };
        saving = SaveAfterAsync(done, at, ct);
    }

    private async Task SaveAfterAsync(Task flush, RunProgress checkpoint, CancellationToken ct)
    {
        await flush;
        await session.SaveAsync(checkpoint, ct);
    }

    private async Task<bool> StopAsync(RosterCollection collection, OneRosterFault fault, CancellationToken ct)
    {
        var isRefused = fault.HttpStatus is 403 or 404 && at.Position is null;
        if (!isRefused)
        {
            await FlushAsync(collection, ct);
            await saving;
            await FaultAsync(fault, collection, ct);
            return false;
        }

        // Not ours to read is not the same as empty: nothing of it ends.
        var warnings = new WarningBook(at.Warnings);
        warnings.Add(RosterCodes.NotGranted, collection, null);
        at = at with
        {
            Warnings = warnings.ToReports(),
            Modes = new Dictionary<RosterCollection, ReadMode>(at.Modes) { [collection] = ReadMode.Absent },
            Collections = [.. at.Collections.Where(report => report.Collection != collection)],
        };
        return at.Modes.Values.Any(mode => mode is not ReadMode.Absent)
            || await FailAsync(new RunFault(RosterCodes.NothingGranted.Code, RosterCodes.NothingGranted.Sentence, fault.Detail, collection), ct);
    }

    private async Task FaultAsync(OneRosterFault fault, RosterCollection? collection, CancellationToken ct)
    {
        if (!fault.Kind.Temporary)
        {
            await FailAsync(new RunFault(fault.Kind.Code, fault.Kind.Sentence, fault.Detail, collection), ct);
            return;
        }

        var attempts = at.Attempts + 1;
        var wait = fault.RetryAfter ?? TimeSpan.FromSeconds(15 * Math.Pow(2, Math.Min(attempts - 1, 10)));
        at = at with
        {
            Attempts = attempts,
            NotBefore = session.Now + (wait < LongestWait ? wait : LongestWait),
            LastFault = $"{fault.Kind.Code} {fault.Detail}".TrimEnd(),
        };
        await session.SaveAsync(at, ct);
    }

    private async Task<bool> FailAsync(RunFault fault, CancellationToken ct)
    {
        await saving;
        await session.SaveAsync(at, ct);
        await RunEnds.FailAsync(session, fault, ct);
        return false;
    }

    private async Task<bool> IsStillTheSameAsync(IRosterReader reader, CancellationToken ct)
    {
        if (at.Revision is null)
        {
            return true;
        }

        if (!(await reader.OpenAsync(at.Since, ct)).TryGetValue(out var offer, out var fault))
        {
            await FaultAsync(fault, null, ct);
            return false;
        }

        return IsSame(offer) || await FailAsync(new RunFault(RosterCodes.SourceChanged.Code, RosterCodes.SourceChanged.Sentence), ct);
    }

    private async Task<bool> EndAsync(CancellationToken ct)
    {
        at = at with { State = RosterRunState.Comparing, Bucket = 0, NotBefore = null };
        await session.SaveAsync(at, ct);
        return true;
    }

    private bool IsSame(RosterOffer offer) => offer.Version == at.Version && offer.Revision == at.Revision
        && Enum.GetValues<RosterCollection>().All(collection => ModeOf(offer.Modes, collection) == ModeOf(at.Offered, collection));

    private static ReadMode ModeOf(IReadOnlyDictionary<RosterCollection, ReadMode> modes, RosterCollection collection) =>
        modes.GetValueOrDefault(collection, ReadMode.Absent);

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
