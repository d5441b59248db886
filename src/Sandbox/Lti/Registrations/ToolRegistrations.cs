using Integration.Sandbox.Database;
using Integration.Sandbox.Personalities;
using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Lti.Registrations;

/// <summary>The tools of this LMS: the one it comes with, and those that registered themselves. Launches go to the one in use.</summary>
internal sealed class ToolRegistrations(LmsDatabase database, Addresses addresses, PlayedLms played, TimeProvider clock)
{
    public const string InUse = "tool-in-use";

    // The client id remembers whom the tool was told to make its requests out to.
    private const string AudienceApart = "brightspace-client-";
    private const string Columns = "SELECT client, deployment, name, login, launch, keys, scopes FROM tools";

    /// <summary>The tool this LMS was started with, as the LMS it plays now knows it.</summary>
    public ToolRegistration BuiltIn => BuiltInOf(played.Current);

    /// <summary>The tool that activities and the picker open.</summary>
    public ToolRegistration Current =>
        database.Query("SELECT value FROM settings WHERE name = $name", r => r.GetString(0), ("name", InUse)).FirstOrDefault() is { } client && Find(client) is { } chosen
            ? chosen
            : BuiltIn;

    public IReadOnlyList<ToolRegistration> All => [BuiltIn, .. database.Query(Columns + " ORDER BY added", Read)];

    /// <summary>The tool of a client id, or null.</summary>
    public ToolRegistration? Find(string? clientId) => Personality.All.FirstOrDefault(one => one.ClientId == clientId) is { } lms
        ? BuiltInOf(lms)
        : database.Query(Columns + " WHERE client = $client", Read, ("client", clientId)).FirstOrDefault();

    /// <summary>A client id for a tool that registers now.</summary>
    public string NewClientId() => (played.Current is Brightspace ? AudienceApart : "practice-client-") + Guid.NewGuid().ToString("N");

    /// <summary>Keeps a tool that registered itself; an admin puts it to use.</summary>
    public void Add(ToolRegistration tool) => database.Execute(
        "INSERT INTO tools (client, deployment, name, login, launch, keys, scopes, added) VALUES ($client, $deployment, $name, $login, $launch, $keys, $scopes, $added)",
        ("client", tool.ClientId),
        ("deployment", tool.DeploymentId),
        ("name", tool.Name),
        ("login", tool.LoginUri),
        ("launch", tool.LaunchUri),
        ("keys", tool.KeysUri),
        ("scopes", string.Join(' ', tool.Scopes)),
        ("added", clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>From now on launches go to this tool.</summary>
    public void Use(ToolRegistration tool) => database.Execute(
        "INSERT INTO settings (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("name", InUse), ("value", tool.ClientId));

    // A tool that registered as itself at this address knows the LMS by it, whatever issuer the product's schools share.
    private ToolRegistration Read(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6).Split(' ', StringSplitOptions.RemoveEmptyEntries))
    {
        Issuer = addresses.Issuer,
        TokenAudience = r.GetString(0).StartsWith(AudienceApart, StringComparison.Ordinal) ? Brightspace.AudienceFor(addresses) : addresses.At(Registration.TokenPath),
    };

    private ToolRegistration BuiltInOf(Personality personality) => new(
        personality.ClientId,
        personality.DeploymentId,
        "The tool beside this LMS",
        addresses.AtTool(Registration.LoginPath),
        addresses.AtTool(Registration.LaunchPath),
        addresses.AtTool(Registration.KeysPath),
        Scope.All)
    {
        Issuer = personality.SharedIssuer ?? addresses.Issuer,
        TokenAudience = personality.TokenAudience ?? addresses.At(Registration.TokenPath),
    };
}
