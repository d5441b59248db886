using System.Globalization;

namespace Integration.OneRoster.Csv.Rows;

/// <summary>What comes first in dates such as 3/4/2026.</summary>
internal enum DateOrder
{
    MonthFirst,
    DayFirst,
}

/// <summary>Reads days and times as exports write them.</summary>
internal static class DateText
{
    /// <summary>True for a date that only an order explains; <paramref name="first"/> and <paramref name="second"/> are its numbers.</summary>
    public static bool IsOrdered(ReadOnlySpan<char> text, out int first, out int second) =>
        TryParts(DayOf(text), out first, out second, out var third) && first <= 31 && third > 31;

    /// <summary>A day; false when it is none. <c>0001-01-01</c> is how some servers write "no date": true, with null.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, DateOrder order, out DateOnly? day)
    {
        day = null;
        if (!TryParts(DayOf(text), out var first, out var second, out var third))
        {
            return false;
        }

        var (year, month, dayOfMonth) = first > 31 || third <= 31 ? (first, second, third)
            : (order == DateOrder.DayFirst && second <= 12) || first > 12 ? (third, second, first)
            : (third, first, second);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = year == 1 ? null : new DateOnly(year, month, dayOfMonth);
        return true;
    }

    /// <summary>A moment; one without an offset is UTC, as the specification says.</summary>
    public static bool TryMoment(ReadOnlySpan<char> text, DateOrder order, out DateTimeOffset? moment)
    {
        moment = null;
        text = text.Trim();
        if (IsOrdered(text, out _, out _))
        {
            var time = text[DayOf(text).Length..].Trim();
            var clock = TimeOnly.MinValue;
            if (!TryDay(text, order, out var day) || day is null || (time.Length > 0 && !TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out clock)))
            {
                return false;
            }

            moment = new DateTimeOffset(day.Value, clock, TimeSpan.Zero);
            return true;
        }

        // Seen: 2026-01-01T00:00:00.849+0
        text = text.EndsWith("+0", StringComparison.Ordinal) ? text[..^2] : text;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
        {
            return false;
        }

        moment = read.Year == 1 ? null : read;
        return true;
    }

    private static ReadOnlySpan<char> DayOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var end = text.IndexOfAny('T', ' ');
        return end < 0 ? text : text[..end];
    }

    private static bool TryParts(ReadOnlySpan<char> text, out int first, out int second, out int third)
    {
        (first, second, third) = (0, 0, 0);
        var one = text.IndexOfAny('-', '/', '.');
        if (one < 1)
        {
            return false;
        }

        var two = text[(one + 1)..].IndexOf(text[one]);
        return two > 0
            && TryNumber(text[..one], out first) && TryNumber(text.Slice(one + 1, two), out second) && TryNumber(text[(one + two + 2)..], out third)
            && (one == 4 || text.Length - one - two - 2 == 4);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 4;
}
