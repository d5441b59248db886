using Integration.Sandbox.Database;

namespace Integration.Sandbox.Settings;

/// <summary>How the LMS's gradebook service answers.</summary>
internal enum GradebookHealth
{
    Up,
    Slow,
    Down,
}

/// <summary>The weather a tool meets in real schools, at the flick of a switch.</summary>
internal sealed class Switches(LmsDatabase database)
{
    public const int LargestRosterPage = 200;

    /// <summary>The browser keeps no cookie of the tool inside the frame.</summary>
    public bool DropsToolCookies
    {
        get => Read("drop-cookies") == "on";
        set => Write("drop-cookies", value ? "on" : "off");
    }

    /// <summary>The LMS page keeps values for the tool (lti-cs-pm).</summary>
    public bool OffersStorage
    {
        get => Read("storage") != "off";
        set => Write("storage", value ? "on" : "off");
    }

    /// <summary>Login initiation by GET rather than POST.</summary>
    public bool LoginByGet
    {
        get => Read("login-by-get") == "on";
        set => Write("login-by-get", value ? "on" : "off");
    }

    /// <summary>Launches do not say what their course and activity were copied from.</summary>
    public bool HidesHistory
    {
        get => Read("hide-history") == "on";
        set => Write("hide-history", value ? "on" : "off");
    }

    /// <summary>The most people one page of the roster service holds.</summary>
    public int RosterPage
    {
        get => int.TryParse(Read("roster-page"), out var size) ? size : 50;
        set => Write("roster-page", Math.Clamp(value, 1, LargestRosterPage).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public GradebookHealth Gradebook
    {
        get => Enum.TryParse<GradebookHealth>(Read("gradebook"), out var health) ? health : GradebookHealth.Up;
        set => Write("gradebook", value.ToString());
    }

    private string? Read(string name) =>
        database.Query("SELECT value FROM settings WHERE name = $name", r => r.GetString(0), ("name", name)).FirstOrDefault();

    private void Write(string name, string value) =>
        database.Execute(
            "INSERT INTO settings (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("name", name), ("value", value));
}
