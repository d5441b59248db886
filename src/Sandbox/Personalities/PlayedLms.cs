using Integration.Sandbox.Database;

namespace Integration.Sandbox.Personalities;

/// <summary>Which LMS the practice LMS plays now: kept, so that it survives a restart.</summary>
internal sealed class PlayedLms(LmsDatabase database)
{
    private const string Setting = "personality";

    /// <summary>The one in force.</summary>
    public Personality Current =>
        Personality.Find(database.Query("SELECT value FROM settings WHERE name = $name", r => r.GetString(0), ("name", Setting)).FirstOrDefault()) ?? Personality.All[0];

    /// <summary>From now on the LMS behaves so, towards the tool it comes with.</summary>
    public void Become(Personality personality) => database.ExecuteAll(
    [
        (
            "INSERT INTO settings (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [("name", Setting), ("value", personality.Key)]),
        ("DELETE FROM settings WHERE name = $name", [("name", Lti.Registrations.ToolRegistrations.InUse)]),
    ]);
}
