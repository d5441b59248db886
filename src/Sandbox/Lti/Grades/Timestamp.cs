using System.Globalization;
using System.Text.RegularExpressions;

namespace Integration.Sandbox.Lti.Grades;

/// <summary>Times from the tool: ISO 8601 with a zone, and for scores with parts of a second (AGS 2.0, 3.4.3).</summary>
internal static partial class Timestamp
{
    public static bool TryReadDate(string text, out DateTimeOffset value)
    {
        value = default;
        return WithZone().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryReadExact(string? text, out DateTimeOffset value)
    {
        value = default;
        return text is not null && text.Contains('.', StringComparison.Ordinal) && TryReadDate(text, out value);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})\z")]
    private static partial Regex WithZone();
}
