using System.Collections.Concurrent;

namespace Integration.Sandbox.Sis;

/// <summary>The weather with what it must remember between two calls; a change of weather forgets it.</summary>
internal sealed class SisSky(SisWeather weather)
{
    private readonly ConcurrentDictionary<string, int> _reads = new(StringComparer.Ordinal);
    private int _calls;

    public SisWeather Weather => weather;

    /// <summary>True for the third and fourth of every five calls while there are bursts: a client that tries twice more gets through.</summary>
    public bool FailsNow() => weather.Burst != SisBurst.None && Interlocked.Increment(ref _calls) % 5 is 3 or 4;

    /// <summary>Counts the beginning of a full read; true when this one must be empty.</summary>
    public bool BeginsEmpty(string collection) =>
        collection == weather.EmptySecondRead && _reads.AddOrUpdate(collection, 1, (_, n) => n + 1) > 1;
}
