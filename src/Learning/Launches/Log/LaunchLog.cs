using System.Threading.Channels;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Learning.Launches.Log;

/// <summary>
/// Lines that wait in memory to be written a few seconds later, so that no launch waits for the store because of its line. Bounded in both ways a flood can come:
/// what did not come in (a signed launch can be posted again and again until it does) is kept line by line up to a number of each kind an hour and counted beyond it,
/// and what the store does not take is kept up to a number and then lost, counted.
/// </summary>
internal sealed class LaunchLog(TimeProvider clock) : ILaunchLog
{
    /// <summary>How many refusals of one platform a process keeps line by line in one hour, and as many launches of each kind that are still on their way.</summary>
    internal const int MostOfAKindAnHour = 200;

    /// <summary>How many lines of one platform wait for the store.</summary>
    internal const int MostWaiting = 2000;

    /// <summary>How many lines one document holds: far below the size that a store refuses.</summary>
    internal const int LinesOnAPage = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<RegistrationId, Waiting> platforms = [];
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Note(RegistrationId registration, LaunchLine line)
    {
        lock (gate)
        {
            if (!platforms.TryGetValue(registration, out var waiting))
            {
                platforms.Add(registration, waiting = new Waiting());
            }

            waiting.Add(line, clock.GetUtcNow());
        }

        Raise();
    }

    /// <summary>Wakes whoever waits in <see cref="WaitAsync"/>.</summary>
    internal void Raise() => signal.Writer.TryWrite(true);

    /// <summary>Ends when there may be something to write.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken ct) => signal.Reader.ReadAsync(ct);

    /// <summary>Takes everything that waits, in pages.</summary>
    internal IReadOnlyList<(RegistrationId Platform, LaunchLogPage Page)> Take()
    {
        lock (gate)
        {
            return [.. platforms.SelectMany(platform => platform.Value.Take().Select(page => (platform.Key, page)))];
        }
    }

    private sealed class Waiting
    {
        private List<LaunchLine> lines = [];
        private Dictionary<string, int> counted = [];
        private int lost;
        private readonly Dictionary<LaunchOutcome, int> thisHour = [];
        private long hour;

        // Where the lines of launches wait that only asked the browser for its storage: what becomes of one takes its place.
        private readonly Dictionary<string, int> begun = new(StringComparer.Ordinal);

        internal void Add(LaunchLine line, DateTimeOffset now)
        {
            if (line.Outcome is not LaunchOutcome.Admitted && !MayKeep(line.Outcome, now.UtcTicks / TimeSpan.TicksPerHour))
            {
                var kind = line.Code ?? line.Outcome.ToString();
                counted[kind] = counted.GetValueOrDefault(kind) + 1;
            }
            else
            {
                Keep(line);
            }
        }

        internal IEnumerable<LaunchLogPage> Take()
        {
            if (lines.Count == 0 && counted.Count == 0 && lost == 0)
            {
                return [];
            }

            var chunks = lines.Count == 0 ? [[]] : lines.Chunk(LinesOnAPage).ToList();
            var pages = chunks.Select((chunk, index) => index > 0
                ? new LaunchLogPage { Lines = chunk }
                : new LaunchLogPage { Lines = chunk, Counted = counted.Count == 0 ? null : counted, Lost = lost }).ToList();
            (lines, counted, lost) = ([], [], 0);
            begun.Clear();
            return pages;
        }

        private void Keep(LaunchLine line)
        {
            var at = begun.Remove(line.Reference, out var there) ? there : lines.Count;
            if (at == MostWaiting)
            {
                lost++;
                return;
            }

            if (at < lines.Count)
            {
                lines[at] = line;
            }
            else
            {
                lines.Add(line);
            }

            if (line.Outcome is LaunchOutcome.AskedStorage)
            {
                begun[line.Reference] = at;
            }
        }

        private bool MayKeep(LaunchOutcome outcome, long now)
        {
            if (hour != now)
            {
                hour = now;
                thisHour.Clear();
            }

            return (thisHour[outcome] = thisHour.GetValueOrDefault(outcome) + 1) <= MostOfAKindAnHour;
        }
    }
}
