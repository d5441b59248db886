using System.Collections.Concurrent;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Sealing;
using Integration.Lti;
using Integration.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Learning.Roster.Sources;

/// <summary>The sources of each district. What an admin sets up is refused with a sentence; secrets are sealed before anything is written.</summary>
public sealed class RosterSourceStore(IDocumentStore store, IDataProtectionProvider sealing, LtiToolOptions tool, TimeProvider clock)
{
    private const int MaxWriteTries = 10;
    private const int MaxSources = 50;
    private const int MaxPath = 1000;
    private static readonly TimeSpan CacheAge = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<DistrictId, (bool Any, DateTimeOffset At)> hasRoster = new();

    /// <summary>The sources of a district by id.</summary>
    public async Task<IReadOnlyList<RosterSource>> ListAsync(DistrictId district, CancellationToken ct)
        => await ReadAsync(RosterSourceDocuments.Of(district), ct);

    /// <summary>Every source there is, by district.</summary>
    public async Task<IReadOnlyList<RosterSource>> ListAllAsync(CancellationToken ct) => await ReadAsync(RosterSourceDocuments.Everywhere, ct);

    /// <summary>True when the district has a source; at most a minute old, so that a class view without any roster costs nothing.</summary>
    public async ValueTask<bool> AnyAsync(DistrictId district, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (hasRoster.TryGetValue(district, out var known) && now - known.At < CacheAge)
        {
            return known.Any;
        }

        var page = await store.ReadAsync(RosterSourceDocuments.Partition, RosterSourceDocuments.Of(district), 1, null, ct);
        hasRoster[district] = (page.Documents.Count > 0, now);
        return page.Documents.Count > 0;
    }

    /// <summary>One source.</summary>
    public async Task<SetupResult<RosterSource>> FindAsync(DistrictId district, string id, CancellationToken ct)
        => RefOf(district, id) is { } source && await FindStoredAsync(source, ct) is { } found ? found.Value : await UnknownAsync(district, id, ct);

    /// <summary>The source an admin meant: the named one, else the only one of the district.</summary>
    public async Task<SetupResult<RosterSource>> ResolveAsync(DistrictId district, string? named, CancellationToken ct)
        => named is not null
            ? await FindAsync(district, named, ct)
            : await ListAsync(district, ct) switch
            {
                [] => new SetupRefusal("SET3013", $"District '{district}' has no roster source yet. Add one with roster source add, or import a package with roster import."),
                [var only] => only,
                var several => new SetupRefusal("SET3014", $"District '{district}' has several roster sources: name one. There are: {Names(several)}."),
            };

    /// <summary>Adds a source, or brings a known one up to date when <paramref name="update"/> is set: what is not said stays.</summary>
    public async Task<SetupResult<RosterSource>> AddAsync(DistrictId district, NewRosterSource asked, bool update, CancellationToken ct)
    {
        if (RefOf(district, asked.Id) is not { } id)
        {
            return new SetupRefusal("SET3001", $"'{asked.Id}' is no id for a roster source: use 1 to 40 lower-case letters, digits and hyphens.");
        }

        if (RosterSourceRules.Problem(asked) is { } problem)
        {
            return problem;
        }

        for (var tries = 0; tries < MaxWriteTries; tries++)
        {
            var known = await FindStoredAsync(id, ct);
            if (known is not null && !update)
            {
                return new SetupRefusal("SET3015", $"District '{district}' has a roster source '{id.Source}' already. To change it, add --update.");
            }

            if (known is null && (await ListAsync(district, ct)).Count >= MaxSources)
            {
                return new SetupRefusal("SET3016", $"A district has at most {MaxSources} roster sources.");
            }

            if (!Build(id, asked, known?.Value).TryGetValue(out var source, out var refusal))
            {
                return refusal;
            }

            var written = await store.CommitAsync(
                new Batch(RosterSourceDocuments.Partition).Put(RosterSourceDocuments.Source, RosterSourceDocuments.Row(id), known, source), ct);
            if (written.Committed)
            {
                hasRoster.TryRemove(district, out _);
                return source;
            }
        }

        throw new StoreBusyException("A roster source kept changing while it was being written.", null);
    }

    /// <summary>Stops or takes up again the reading by itself.</summary>
    public Task<SetupResult<RosterSource>> PauseAsync(DistrictId district, string id, bool paused, CancellationToken ct)
        => ChangeAsync(district, id, source => source with { Paused = paused }, ct);

    /// <summary>Removes a source. The roster it filled stays as it is, and no student's work is touched.</summary>
    public async Task<SetupResult<RosterSource>> RemoveAsync(DistrictId district, string id, CancellationToken ct)
    {
        for (var tries = 0; tries < MaxWriteTries; tries++)
        {
            if (RefOf(district, id) is not { } named || await FindStoredAsync(named, ct) is not { } known)
            {
                return await UnknownAsync(district, id, ct);
            }

            var batch = new Batch(RosterSourceDocuments.Partition).Delete(known.Row, known.Revision);
            if (await store.FindAsync(RosterSourceDocuments.Clock, RosterSourceDocuments.Partition, RosterSourceDocuments.ClockRow(named), ct) is { } ticking)
            {
                batch.Delete(ticking.Row, ticking.Revision);
            }

            if ((await store.CommitAsync(batch, ct)).Committed)
            {
                hasRoster.TryRemove(district, out _);
                return known.Value;
            }
        }

        throw new StoreBusyException("A roster source kept changing while it was being removed.", null);
    }

    /// <summary>Asks the timer for a run, as soon as it comes.</summary>
    public async Task<SetupResult<RosterSource>> WantAsync(DistrictId district, string id, bool full, CancellationToken ct)
    {
        if (!(await FindAsync(district, id, ct)).TryGetValue(out var source, out var refusal))
        {
            return refusal;
        }

        for (var tries = 0; tries < MaxWriteTries; tries++)
        {
            var known = await FindClockAsync(source.Ref, ct);
            var wanting = (known?.Value ?? new RosterSourceClock { ServedUntil = source.AddedAt }) with { Wanted = new WantedRun(full, clock.GetUtcNow()) };
            if (await PutClockAsync(source.Ref, known, wanting, ct))
            {
                return source;
            }
        }

        throw new StoreBusyException("A roster source's clock kept changing while it was being written.", null);
    }

    internal Task<Stored<RosterSourceClock>?> FindClockAsync(RosterRef id, CancellationToken ct)
        => store.FindAsync(RosterSourceDocuments.Clock, RosterSourceDocuments.Partition, RosterSourceDocuments.ClockRow(id), ct);

    internal async Task<bool> PutClockAsync(RosterRef id, Stored<RosterSourceClock>? known, RosterSourceClock value, CancellationToken ct)
        => (await store.CommitAsync(
            new Batch(RosterSourceDocuments.Partition).Put(RosterSourceDocuments.Clock, RosterSourceDocuments.ClockRow(id), known, value), ct)).Committed;

    /// <summary>Opens the secret of a REST source.</summary>
    internal string SecretOf(RosterSource source)
        => SealerOf(source.District, source.Id).Unprotect((source.Rest ?? throw new InvalidOperationException("A package has no secret.")).SealedSecret);

    internal Task<Stored<RosterSource>?> FindStoredAsync(RosterRef id, CancellationToken ct)
        => store.FindAsync(RosterSourceDocuments.Source, RosterSourceDocuments.Partition, RosterSourceDocuments.Row(id), ct);

    private async Task<SetupResult<RosterSource>> ChangeAsync(DistrictId district, string id, Func<RosterSource, RosterSource> change, CancellationToken ct)
    {
        for (var tries = 0; tries < MaxWriteTries; tries++)
        {
            if (RefOf(district, id) is not { } named || await FindStoredAsync(named, ct) is not { } known)
            {
                return await UnknownAsync(district, id, ct);
            }

            var changed = change(known.Value);
            if (changed == known.Value
                || (await store.CommitAsync(new Batch(RosterSourceDocuments.Partition).Replace(RosterSourceDocuments.Source, known, changed), ct)).Committed)
            {
                return changed;
            }
        }

        throw new StoreBusyException("A roster source kept changing while it was being written.", null);
    }

    private SetupResult<RosterSource> Build(RosterRef id, NewRosterSource asked, RosterSource? known)
    {
        var source = new RosterSource
        {
            Id = id.Source.Value,
            District = id.District.Value,
            Name = string.IsNullOrWhiteSpace(asked.Name) ? known?.Name ?? id.Source.Value : asked.Name.Trim(),
            Rest = known?.Rest,
            Package = known?.Package,
            Schedule = asked.Schedule switch
            {
                NewRosterSource.ByHand => null,
                null => known is null ? RosterSourceRules.NightlyScheduleOf(id) : known.Schedule,
                var said => said,
            },
            Paused = known?.Paused ?? false,
            HoldShare = asked.HoldShare ?? known?.HoldShare ?? RosterSourceRules.DefaultHoldShare,
            HoldLeast = asked.HoldLeast ?? known?.HoldLeast ?? RosterSourceRules.DefaultHoldLeast,
            FullEveryDays = asked.FullEveryDays ?? known?.FullEveryDays ?? RosterSourceRules.DefaultFullEveryDays,
            AddedAt = known?.AddedAt ?? clock.GetUtcNow(),
        };
        if ((asked.Package ?? (asked.IsRest ? null : known?.Package)) is { } package)
        {
            // The server reads it later, from wherever it was started: a relative path would mean another file there.
            return package.Length <= MaxPath && !package.Any(char.IsControl) && Path.IsPathFullyQualified(package)
                ? source with { Package = package, Rest = null }
                : new SetupRefusal("SET3017", $"--package must be the full path of a zip or folder; got '{package}'.");
        }

        var kept = asked.Secret is null && known is { Rest: not null } ? SecretOf(known) : null;
        var secret = asked.Secret ?? kept;
        if (!RosterRest.Build(asked, known?.Rest, secret, tool.IsDevelopment).TryGetValue(out var rest, out var refusal))
        {
            return refusal;
        }

        return kept is not null && RosterRest.GoesElsewhere(known!.Rest!, rest, kept)
            ? new SetupRefusal(
                "SET3032", "The secret was given for another host and does not go to a new one by itself: give it again with --client-secret-file or in ROSTER_CLIENT_SECRET.")
            : source with { Package = null, Rest = rest with { SealedSecret = SealerOf(source.District, source.Id).Protect(secret!) } };
    }

    private async Task<List<RosterSource>> ReadAsync(KeyRange range, CancellationToken ct)
    {
        var sources = new List<RosterSource>();
        await foreach (var source in store.ReadAllAsync(RosterSourceDocuments.Source, RosterSourceDocuments.Partition, range, ct))
        {
            sources.Add(source.Value);
        }

        return sources;
    }

    private async Task<SetupRefusal> UnknownAsync(DistrictId district, string id, CancellationToken ct)
        => new("SET3018", await ListAsync(district, ct) is { Count: > 0 } known
            ? $"District '{district}' has no roster source '{id}'. There are: {Names(known)}."
            : $"District '{district}' has no roster source '{id}', nor any other yet.");

    private static RosterRef? RefOf(DistrictId district, string id) => RosterSourceId.TryParse(id) is { } source ? new RosterRef(district, source) : null;

    private static string Names(IEnumerable<RosterSource> sources) => string.Join(", ", sources.Select(source => source.Id));

    // District and id are part of the purpose, so one source's secret copied into another's row does not open.
    private IDataProtector SealerOf(string district, string id) => sealing.CreateProtector(SealingPurposes.RosterSecret, district, id);
}
