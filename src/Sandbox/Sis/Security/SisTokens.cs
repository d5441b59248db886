using System.Collections.Concurrent;
using Integration.Sandbox.Database;

namespace Integration.Sandbox.Sis.Security;

/// <summary>Bearer tokens of the SIS, in memory: a restart ends them, which a client must bear anyway.</summary>
internal sealed class SisTokens(TimeProvider clock)
{
    public const int Seconds = 3600;

    private readonly ConcurrentDictionary<string, Grant> _grants = new(StringComparer.Ordinal);

    public string Issue(IReadOnlyList<string> scopes)
    {
        var now = clock.GetUtcNow();
        foreach (var (hash, _) in _grants.Where(g => g.Value.Expires < now))
        {
            _grants.TryRemove(hash, out _);
        }

        var token = Secret.Make();
        _grants[Secret.Hash(token)] = new Grant(scopes, now.AddSeconds(Seconds));
        return token;
    }

    /// <summary>The scopes of a token that is good now, counting the call; null for any other.</summary>
    /// <param name="token">What the client sent.</param>
    /// <param name="mostCalls">The SIS takes it no oftener, whatever it said about its life; 0 for no such limit.</param>
    public IReadOnlyList<string>? Use(string token, int mostCalls) =>
        _grants.TryGetValue(Secret.Hash(token), out var grant) && grant.Expires > clock.GetUtcNow() && (grant.Count() <= mostCalls || mostCalls == 0)
            ? grant.Scopes
            : null;

    private sealed class Grant(IReadOnlyList<string> scopes, DateTimeOffset expires)
    {
        private int _calls;

        public IReadOnlyList<string> Scopes => scopes;

        public DateTimeOffset Expires => expires;

        public int Count() => Interlocked.Increment(ref _calls);
    }
}
