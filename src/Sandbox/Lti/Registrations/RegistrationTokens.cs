using Integration.Sandbox.Database;

namespace Integration.Sandbox.Lti.Registrations;

/// <summary>The bearer that lets one tool register itself once, within the hour.</summary>
internal sealed class RegistrationTokens(LmsDatabase database, TimeProvider clock)
{
    private const string Scope = "registration";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public string Issue()
    {
        var token = Secret.Make();
        database.Execute(
            "INSERT INTO tokens (hash, scopes, expires) VALUES ($hash, $scopes, $expires)",
            ("hash", Secret.Hash(token)),
            ("scopes", Scope),
            ("expires", (clock.GetUtcNow() + Life).ToUnixTimeSeconds()));
        return token;
    }

    /// <summary>True the first time only.</summary>
    public bool TryUse(string token) => database.Execute(
        "DELETE FROM tokens WHERE hash = $hash AND scopes = $scopes AND expires >= $now",
        ("hash", Secret.Hash(token)),
        ("scopes", Scope),
        ("now", clock.GetUtcNow().ToUnixTimeSeconds())) == 1;
}
