using System.Threading.Channels;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Learning.Launches.Log;

/// <summary>
/// Lines that wait in memory to be written a few seconds later, so that no launch waits for the store because of its line. Bounded in both ways a flood can come:
/// a platform's refusals are kept line by line up to a number an hour and counted beyond it, and what the store does not take is kept up to a number and then lost, counted.
/// </summary>
internal sealed class LaunchLog(TimeProvider clock) : ILaunchLog
{
    /// <summary>How many refusals of one platform a process keeps line by line in one hour.</summary>
    internal const int MostRefusalsAnHour = 200;

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
        private long hour;
        private int refusedThisHour;

        internal void Add(LaunchLine line, DateTimeOffset now)
        {
            if (line is { Outcome: LaunchOutcome.Refused, Code: { } code } && !MayKeepRefusal(now.UtcTicks / TimeSpan.TicksPerHour))
            {
                counted[code] = counted.GetValueOrDefault(code) + 1;
            }
            else if (lines.FindIndex(waiting => waiting.Outcome is LaunchOutcome.AskedStorage && waiting.Reference == line.Reference) is >= 0 and var asked)
            {
                lines[asked] = line;
            }
            else if (lines.Count < MostWaiting)
            {
                lines.Add(line);
            }
            else
            {
                lost++;
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
            return pages;
        }

        private bool MayKeepRefusal(long thisHour)
        {
            if (hour != thisHour)
            {
                (hour, refusedThisHour) = (thisHour, 0);
            }

            return ++refusedThisHour <= MostRefusalsAnHour;
        }
    }
}
