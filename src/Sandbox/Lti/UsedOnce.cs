using Integration.Sandbox.Database;

namespace Integration.Sandbox.Lti;

/// <summary>Remembers nonces and token ids until they expire, so that nothing signed works twice.</summary>
internal sealed class UsedOnce(LmsDatabase database, TimeProvider clock)
{
    /// <summary>True the first time only; call it after the signature held, or strangers could fill the table.</summary>
    public bool TryUse(string kind, string value, DateTimeOffset expires)
    {
        database.Execute("DELETE FROM used_once WHERE expires < $now", ("now", clock.GetUtcNow().ToUnixTimeSeconds()));
        return database.Execute(
            "INSERT OR IGNORE INTO used_once (value, expires) VALUES ($value, $expires)",
            ("value", kind + ":" + value),
            ("expires", expires.ToUnixTimeSeconds())) == 1;
    }
}
