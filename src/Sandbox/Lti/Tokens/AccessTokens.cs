using Integration.Sandbox.Database;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>Bearer tokens for the services: random, good for an hour, kept as hashes.</summary>
internal sealed class AccessTokens(LmsDatabase database, TimeProvider clock)
{
    public const int Seconds = 3600;

    public string Issue(IReadOnlyList<string> scopes)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var token = Secret.Make();
        database.ExecuteAll(
        [
            ("DELETE FROM tokens WHERE expires < $now", [("now", now)]),
            (
                "INSERT INTO tokens (hash, scopes, expires) VALUES ($hash, $scopes, $expires)",
                [("hash", Secret.Hash(token)), ("scopes", string.Join(' ', scopes)), ("expires", now + Seconds)]),
        ]);
        return token;
    }

    /// <summary>The scopes of a token that is good now; null for any other.</summary>
    public IReadOnlyList<string>? ScopesOf(string token) => database.Query(
        "SELECT scopes FROM tokens WHERE hash = $hash AND expires > $now",
        r => r.GetString(0).Split(' '),
        ("hash", Secret.Hash(token)),
        ("now", clock.GetUtcNow().ToUnixTimeSeconds())).FirstOrDefault();
}
