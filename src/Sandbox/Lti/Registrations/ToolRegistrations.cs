using Integration.Sandbox.Database;
using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Lti.Registrations;

/// <summary>The tools of this LMS: the one it comes with, and those that registered themselves. Launches go to the one in use.</summary>
internal sealed class ToolRegistrations(LmsDatabase database, Addresses addresses, TimeProvider clock)
{
    private const string InUse = "tool-in-use";
    private const string Columns = "SELECT client, deployment, name, login, launch, keys, scopes FROM tools";

    /// <summary>The tool this LMS was started with.</summary>
    public ToolRegistration BuiltIn => new(
        Registration.ClientId,
        Registration.DeploymentId,
        "The tool beside this LMS",
        addresses.AtTool(Registration.LoginPath),
        addresses.AtTool(Registration.LaunchPath),
        addresses.AtTool(Registration.KeysPath),
        Scope.All);

    /// <summary>The tool that activities and the picker open.</summary>
    public ToolRegistration Current =>
        database.Query("SELECT value FROM settings WHERE name = $name", r => r.GetString(0), ("name", InUse)).FirstOrDefault() is { } client && Find(client) is { } chosen
            ? chosen
            : BuiltIn;

    public IReadOnlyList<ToolRegistration> All => [BuiltIn, .. database.Query(Columns + " ORDER BY added", Read)];

    /// <summary>The tool of a client id, or null.</summary>
    public ToolRegistration? Find(string? clientId) => clientId == Registration.ClientId
        ? BuiltIn
        : database.Query(Columns + " WHERE client = $client", Read, ("client", clientId)).FirstOrDefault();

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

    private static ToolRegistration Read(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
