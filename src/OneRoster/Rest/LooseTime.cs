using System.Globalization;
using System.Text.RegularExpressions;

namespace Integration.OneRoster.Rest;

/// <summary>Reads dates and times as servers write them: date or date-time, 0 to 7 digits of a second, <c>Z</c>, <c>+0</c>, <c>+00:00</c> or no offset.</summary>
internal static partial class LooseTime
{
    /// <summary>
    /// A day, as written: a time behind it is dropped and never moves the day. True with null for "no date" (missing, or .NET's year 1); false when it is no date.
    /// </summary>
    public static bool TryDate(string? text, out DateOnly? date)
    {
        date = null;
        if (text is null)
        {
            return true;
        }

        if (Written().Match(text) is not { Success: true } match
            || !DateOnly.TryParseExact(match.Groups["date"].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        date = day.Year == 1 ? null : day;
        return true;
    }

    /// <summary>A moment; without an offset it is taken for UTC. Null when it can't be read or is .NET's year 1.</summary>
    public static DateTimeOffset? Moment(string? text)
    {
        if (text is null
            || Written().Match(text) is not { Success: true } match
            || !TryDate(text, out var date)
            || date is not { } day
            || !TimeOnly.TryParseExact(
                match.Groups["time"] is { Success: true } time ? time.Value : "00:00", ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return null;
        }

        var fraction = match.Groups["fraction"] is { Success: true } digits ? long.Parse(digits.Value.PadRight(7, '0')[..7], CultureInfo.InvariantCulture) : 0;
        var offset = Offset(match);
        var local = day.ToDateTime(clock).AddTicks(fraction);

        // Near the ends of the calendar an offset leads out of it.
        return offset.Duration() > TimeSpan.FromHours(14) || local.Year is < 2 or > 9998 ? null : new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static TimeSpan Offset(Match match)
    {
        if (!match.Groups["hours"].Success)
        {
            return TimeSpan.Zero;
        }

        var hours = int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture);
        var minutes = match.Groups["minutes"] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;
        var offset = new TimeSpan(hours, minutes, 0);
        return match.Groups["sign"].Value == "-" ? -offset : offset;
    }

    [GeneratedRegex(
        @"^\s*(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})([T ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(\.(?<fraction>[0-9]{1,9}))?\s*(Z|(?<sign>[+-])(?<hours>[0-9]{1,2})(:?(?<minutes>[0-9]{2}))?)?)?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
