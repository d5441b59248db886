using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Integration.Learning.Roster.Runs;

/// <summary>The id of a run, such as <c>20261124-021500-7f3a9c</c>: when it began (UTC) and a few random digits. An admin types it.</summary>
public readonly partial record struct RosterRunId
{
    private RosterRunId(string value) => Value = value;

    /// <summary>The id.</summary>
    public string Value { get; }

    /// <summary>The digits of the time complemented, so that the newest run sorts first.</summary>
    internal string NewestFirst => string.Create(Value.Length, Value, static (text, value) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = i < TimeLength && char.IsAsciiDigit(value[i]) ? (char)('0' + '9' - value[i]) : value[i];
        }
    });

    private const int TimeLength = 15;

    /// <summary>A new id.</summary>
    public static RosterRunId New(DateTimeOffset now) =>
        new($"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    /// <summary>Reads an id, or gives null when the text is none.</summary>
    public static RosterRunId? TryParse(string? text) => text is not null && Form().IsMatch(text) ? new RosterRunId(text) : null;

    /// <summary>Reads an id that is known to be one.</summary>
    public static RosterRunId Parse(string text) => TryParse(text) ?? throw new FormatException("A run id looks like 20261124-021500-7f3a9c.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
