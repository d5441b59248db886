using System.Collections.Concurrent;
using Integration.Lti.Faults;
using Integration.Lti.Registrations;

namespace Integration.Lti.Keys;

/// <summary>
/// The platforms' public keys, cached per registration: a <c>kid</c> of one registration never verifies a token of another. Some platforms rotate hourly, some are
/// slow or down at the start of a school day; so keys over an hour old are renewed in the background, an unknown <c>kid</c> renews them at once (single flight, once
/// a minute at most), and when the platform does not answer the last keys serve for another 24 hours.
/// </summary>
internal sealed class PlatformKeys(KeyFetch fetch, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(RegistrationId Registration, Uri Address), Entry> entries = new();

    /// <summary>The key with exactly this <c>kid</c>.</summary>
    public async ValueTask<LtiResult<PlatformKey>> FindAsync(Registration registration, string kid, CancellationToken ct)
    {
        // Keyed by address too: a registration whose key address was corrected must not go on with the old keys.
        var entry = entries.GetOrAdd((registration.Id, registration.JwksUri), static (id, keys) => new Entry(id.Address, keys.fetch, keys.clock), (fetch, clock));
        var held = entry.Current;
        if (held?.IsFresh is true && held.Keys.TryGetValue(kid, out var key))
        {
            if (held.IsDueForRenewal)
            {
                _ = entry.RenewAsync();
            }

            return key;
        }

        await entry.RenewAsync().WaitAsync(ct);
        return entry.Current is not { IsUsable: true } current
            ? new LtiFault(LaunchFaults.KeysUnavailable, $"no keys from {registration.JwksUri.Host}")
            : current.Keys.TryGetValue(kid, out key)
                ? key
                : new LtiFault(LaunchFaults.KidUnknown, $"{current.Keys.Count} keys held from {registration.JwksUri.Host}, fetched {current.FetchedAt:u}");
    }

    /// <summary>The keys of one registration and the rules for asking again.</summary>
    private sealed class Entry(Uri address, KeyFetch fetch, TimeProvider clock)
    {
        private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(1);

        // With no keys at all a whole class stands before the door: ask again sooner, but still not on every launch.
        private static readonly TimeSpan BetweenFirstFetches = TimeSpan.FromSeconds(5);

        private readonly Lock gate = new();
        private Task? inFlight;
        private DateTimeOffset notBefore = DateTimeOffset.MinValue;

        public Held? Current { get; private set; }

        /// <summary>Joins the fetch under way, begins one, or (asked too soon) does nothing.</summary>
        public Task RenewAsync()
        {
            lock (gate)
            {
                if (inFlight is { IsCompleted: false })
                {
                    return inFlight;
                }

                if (clock.GetUtcNow() < notBefore)
                {
                    return Task.CompletedTask;
                }

                // Not tied to the first caller: if that browser goes away, the others still get their keys.
                return inFlight = Task.Run(FetchAsync);
            }
        }

        private async Task FetchAsync()
        {
            var fetched = await fetch.FetchAsync(address);
            lock (gate)
            {
                var now = clock.GetUtcNow();
                if (fetched is not null)
                {
                    Current = new Held(fetched.Keys, now, fetched.Lifetime, clock);
                }

                notBefore = now + (Current is { IsUsable: true } ? BetweenFetches : BetweenFirstFetches);
            }
        }
    }

    private sealed record Held(Dictionary<string, PlatformKey> Keys, DateTimeOffset FetchedAt, TimeSpan Lifetime, TimeProvider Clock)
    {
        private static readonly TimeSpan RenewAfter = TimeSpan.FromHours(1);
        private static readonly TimeSpan StaleFor = TimeSpan.FromHours(24);

        public bool IsFresh => Age < Lifetime;

        public bool IsDueForRenewal => Age >= RenewAfter;

        public bool IsUsable => Age < Lifetime + StaleFor;

        private TimeSpan Age => Clock.GetUtcNow() - FetchedAt;
    }
}
