using System.Text.RegularExpressions;

namespace Integration.Learning.Districts;

/// <summary>The id of a district: 1 to 40 lower-case letters, digits and hyphens, such as <c>blue-heron</c>.</summary>
public readonly partial record struct DistrictId
{
    private DistrictId(string value) => Value = value;

    /// <summary>The id.</summary>
    public string Value { get; }

    /// <summary>Reads an id, or gives null when the text is none.</summary>
    public static DistrictId? TryParse(string? text) => text is not null && Form().IsMatch(text) ? new DistrictId(text) : null;

    /// <summary>Reads an id that is known to be one.</summary>
    public static DistrictId Parse(string text)
        => TryParse(text) ?? throw new FormatException("A district id is 1 to 40 lower-case letters, digits and hyphens.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
