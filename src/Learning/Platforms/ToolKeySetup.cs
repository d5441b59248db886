using Integration.Learning.Documents;
using Integration.Learning.Jobs;

namespace Integration.Learning.Platforms;

/// <summary>Changes the tool's signing key in good time, by itself on the timer or when an admin asks.</summary>
public sealed class ToolKeySetup : IJob
{
    private readonly ToolKeyStore store;
    private readonly TimeProvider clock;

    internal ToolKeySetup(ToolKeyStore store, TimeProvider clock) => (this.store, this.clock) = (store, clock);

    /// <inheritdoc/>
    public string Name => "rotate-tool-keys";

    /// <summary>Makes the next key when it is due, and deletes those whose overlap is past.</summary>
    public async Task RunAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        var keys = await store.ReadAsync(ct);
        var now = clock.GetUtcNow();
        if (keys.Count > 0 && KeySchedule.NextIsDue(Records(keys)) <= now)
        {
            await store.AddAsync(keys, now + KeySchedule.Ahead, ct);
        }

        foreach (var past in keys.Where(key => KeySchedule.ServedUntil(Records(keys), key.Value) <= now))
        {
            await store.RemoveAsync(past, ct);
        }
    }

    /// <summary>Every key, the oldest first.</summary>
    public async Task<SetupResult<ToolKeyStates>> ListAsync(CancellationToken ct)
    {
        var (keys, now) = (Records(await store.ReadAsync(ct)), clock.GetUtcNow());
        return new ToolKeyStates([.. keys.Select(key => StateOf(keys, key, now))]);
    }

    /// <summary>
    /// Begins a change of keys: the next one is published now and signs in two days, or, in a hurry, in two hours. A key that waits already is not doubled;
    /// in a hurry its time is brought forward.
    /// </summary>
    public async Task<SetupResult<ToolKeyStates>> RotateAsync(bool hurry, CancellationToken ct)
    {
        var (keys, now) = (await store.ReadAsync(ct), clock.GetUtcNow());
        if (keys.Count > 0 && KeySchedule.Next(Records(keys), now) is { } next)
        {
            var soonest = next.MadeAt + KeySchedule.AheadInAHurry;
            if (!hurry || next.SignsFrom <= soonest)
            {
                return new SetupRefusal("SET8001", $"The next key is published already and signs from {next.SignsFrom.UtcDateTime:yyyy-MM-dd HH:mm} UTC. With --soon it signs two hours after it was made.");
            }

            await store.BringForwardAsync(keys.First(key => key.Value.Kid == next.Kid), soonest > now ? soonest : now, ct);
        }
        else
        {
            await store.AddAsync(keys, keys.Count == 0 ? now : now + (hurry ? KeySchedule.AheadInAHurry : KeySchedule.Ahead), ct);
        }

        return await ListAsync(ct);
    }

    private static IReadOnlyList<ToolKeyRecord> Records(IReadOnlyList<Stored<ToolKeyRecord>> keys) => [.. keys.Select(key => key.Value)];

    private static ToolKeyState StateOf(IReadOnlyList<ToolKeyRecord> keys, ToolKeyRecord key, DateTimeOffset now)
    {
        var signing = KeySchedule.Signing(keys, now);
        var state = key.Kid == signing.Kid ? "signs" : KeySchedule.Begins(key) > now ? "next" : "served";
        return new ToolKeyState(key.Kid, state, KeySchedule.Begins(key), KeySchedule.ServedUntil(keys, key));
    }
}

/// <summary>The keys as an admin sees them, the oldest first.</summary>
public sealed record ToolKeyStates(IReadOnlyList<ToolKeyState> Keys);

/// <summary>One key as an admin sees it.</summary>
/// <param name="Kid">Its id.</param>
/// <param name="State"><c>next</c>, <c>signs</c> or <c>served</c>.</param>
/// <param name="SignsFrom">When it begins (or began) to sign.</param>
/// <param name="ServedUntil">When it leaves the key set; null while nothing follows it.</param>
public sealed record ToolKeyState(string Kid, string State, DateTimeOffset SignsFrom, DateTimeOffset? ServedUntil);
