using System.Text.RegularExpressions;
using Integration.Learning.Districts;

namespace Integration.Learning.Roster;

/// <summary>The id of one roster source within its district: 1 to 40 lower-case letters, digits and hyphens, such as <c>sis</c>.</summary>
public readonly partial record struct RosterSourceId
{
    private RosterSourceId(string value) => Value = value;

    /// <summary>The id.</summary>
    public string Value { get; }

    /// <summary>Reads an id, or gives null when the text is none.</summary>
    public static RosterSourceId? TryParse(string? text) => text is not null && Form().IsMatch(text) ? new RosterSourceId(text) : null;

    /// <summary>Reads an id that is known to be one.</summary>
    public static RosterSourceId Parse(string text)
        => TryParse(text) ?? throw new FormatException("A roster source id is 1 to 40 lower-case letters, digits and hyphens.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>
/// One roster: what one source of one district says. A sourcedId means something only within it, so the same id in two sources is two things.
/// </summary>
public readonly record struct RosterRef(DistrictId District, RosterSourceId Source)
{
    /// <inheritdoc/>
    public override string ToString() => $"{District}/{Source}";
}
