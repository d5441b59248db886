using System.Collections.Concurrent;
using Integration.Learning.Documents;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Launches.Log;

/// <summary>The launch log at rest: a partition per platform and day, in pages of many lines.</summary>
public sealed class LaunchLogStore(IDocumentStore store, TimeProvider clock)
{
    /// <summary>How many days are kept, today not counted.</summary>
    public const int Days = 30;

    private readonly ConcurrentDictionary<Key, DateTimeOffset> announced = new();

    /// <summary>Reads the newest lines that a query asks for.</summary>
    public async Task<LaunchLogReading> ReadAsync(RegistrationId platform, LaunchLogQuery asked, CancellationToken ct)
    {
        var found = new Gathered(asked);
        var today = DayOf(clock.GetUtcNow());
        var oldest = DayOf(asked.Since) < today.AddDays(-Days) ? today.AddDays(-Days) : DayOf(asked.Since);
        for (var day = today; day >= oldest && !found.IsDone; day = day.AddDays(-1))
        {
            await foreach (var page in store.ReadAllAsync(LaunchLogDocuments.Page, LaunchLogKeys.Pages(platform, day), KeyRange.All, ct))
            {
                found.Add(page.Value);
                if (found.IsFull)
                {
                    break;
                }
            }
        }

        return found.ToReading();
    }

    internal async Task WriteAsync(RegistrationId platform, DateTimeOffset at, Key row, LaunchLogPage page, CancellationToken ct)
    {
        await AnnounceAsync(platform, at, ct);

        // There already: the answer to the first try was lost, and the page was not.
        await store.CommitAsync(new Batch(LaunchLogKeys.Pages(platform, at)).Insert(LaunchLogDocuments.Page, row, page), ct);
    }

    internal static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    // Once per day, platform and process: the day's row comes before its first page, so the purge never misses a partition.
    private async Task AnnounceAsync(RegistrationId platform, DateTimeOffset at, CancellationToken ct)
    {
        var row = LaunchLogKeys.Day(at, platform);
        if (announced.ContainsKey(row))
        {
            return;
        }

        await store.CommitAsync(new Batch(LaunchLogKeys.Days).Upsert(LaunchLogDocuments.Day, row, new LaunchLogDay { Platform = platform.Value }), ct);
        foreach (var past in announced.Where(entry => entry.Value < DayOf(clock.GetUtcNow())))
        {
            announced.TryRemove(past);
        }

        announced[row] = DayOf(at);
    }

    private sealed class Gathered(LaunchLogQuery asked)
    {
        // What one reader waits for at most, however much a district launches.
        private const int MostPages = 2000;

        private readonly List<LaunchLine> lines = [];
        private readonly HashSet<string> ended = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> counted = new(StringComparer.Ordinal);
        private int lost;
        private int pages;

        internal bool IsFull => lines.Count >= asked.Most || pages >= MostPages;

        // Both halves of a launch that went by platform storage lie near each other, so a reference is not looked for beyond the day it was found in.
        internal bool IsDone => IsFull || (asked.Reference is not null && lines.Count > 0);

        internal void Add(LaunchLogPage page)
        {
            pages++;
            lost += page.Lost;
            foreach (var (code, number) in page.Counted ?? new Dictionary<string, int>())
            {
                counted[code] = counted.GetValueOrDefault(code) + number;
            }

            foreach (var line in page.Lines.Reverse())
            {
                // Read from the newest: what came of a launch is met before the half that began it.
                var isBegun = line.Outcome is LaunchOutcome.AskedStorage && ended.Contains(line.Reference);
                ended.Add(line.Reference);
                if (!isBegun && asked.Wants(line))
                {
                    lines.Add(line);
                }
            }
        }

        internal LaunchLogReading ToReading() => new([.. lines.OrderByDescending(line => line.At).Take(asked.Most)], counted, lost, IsFull);
    }
}

/// <summary>Which lines are asked for.</summary>
/// <param name="Since">None from before.</param>
/// <param name="Most">How many at most, the newest.</param>
public sealed record LaunchLogQuery(DateTimeOffset Since, int Most)
{
    /// <summary>Refusals only.</summary>
    public bool RefusedOnly { get; init; }

    /// <summary>The reference of a page that somebody saw; null for any.</summary>
    public string? Reference { get; init; }

    /// <summary>The deployment; null for any, and for lines whose deployment never became known.</summary>
    public string? Deployment { get; init; }

    /// <summary>True for a line that is asked for.</summary>
    public bool Wants(LaunchLine line)
        => line.At >= Since
            && (!RefusedOnly || line.Outcome is LaunchOutcome.Refused)
            && (Reference is null || string.Equals(line.Reference, Reference, StringComparison.OrdinalIgnoreCase))
            && (Deployment is null || line.DeploymentId == Deployment);
}

/// <summary>What was found.</summary>
/// <param name="Lines">The lines, newest first.</param>
/// <param name="Counted">Refusals that were counted and not kept, by code, on the pages that were read.</param>
/// <param name="Lost">Lines that a store which did not answer cost.</param>
/// <param name="IsCut">True when there may be more.</param>
public sealed record LaunchLogReading(IReadOnlyList<LaunchLine> Lines, IReadOnlyDictionary<string, int> Counted, int Lost, bool IsCut);
