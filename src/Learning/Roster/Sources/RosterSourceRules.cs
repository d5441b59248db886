using System.Globalization;
using Cronos;

namespace Integration.Learning.Roster.Sources;

/// <summary>What a source must look like before it is kept, and the values it takes where nothing is said.</summary>
internal static class RosterSourceRules
{
    /// <summary>Percent.</summary>
    public const int DefaultHoldShare = 20;

    /// <summary>Records.</summary>
    public const int DefaultHoldLeast = 5;

    /// <summary>One week: some servers never say that a record has ended.</summary>
    public const int DefaultFullEveryDays = 7;

    private const int MaxText = 255;
    private const int MaxAddress = 2000;

    // A run may take an hour at a large district; anything denser would never rest, and SIS vendors ask for nights.
    private static readonly TimeSpan Densest = TimeSpan.FromHours(1);

    /// <summary>The first thing that is wrong with the parts that every source has, or null.</summary>
    public static SetupRefusal? Problem(NewRosterSource asked)
    {
        if (asked.Name is { Length: > MaxText } || asked.Name?.Any(char.IsControl) == true)
        {
            return new("SET3002", $"--name is longer than {MaxText} characters or holds control characters.");
        }

        if (asked.Package is not null && asked.IsRest)
        {
            return new("SET3003", "A source is a SIS (--preset, --url) or a package (--package), not both.");
        }

        if (asked.Schedule is { } schedule && schedule != NewRosterSource.ByHand && ScheduleProblem(schedule) is { } problem)
        {
            return new("SET3004", $"--schedule '{schedule}' {problem} Use five fields such as \"30 2 * * *\" (02:30 every night in the district's time zone), or none.");
        }

        if (asked.HoldShare is < 1 or > 100 || asked.HoldLeast is < 0 or > 1_000_000)
        {
            return new("SET3005", "--hold-share is a percentage from 1 to 100, and --hold-least a number from 0 to 1000000.");
        }

        return asked.FullEveryDays is < 1 or > 31 ? new("SET3006", "--full-every-days is a number from 1 to 31: a full read is what finds those who left.") : null;
    }

    /// <summary>An address this tool may call, or null.</summary>
    public static Uri? ParseAddress(string? text, bool mayBePlain, bool mayHaveQuery = false) =>
        text is { Length: > 0 and <= MaxAddress }
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && mayBePlain))
        && address.UserInfo.Length == 0
        && address.Fragment.Length == 0
        && (mayHaveQuery || address.Query.Length == 0)
            ? address
            : null;

    /// <summary>
    /// Every night at a minute of its own between 1 and 5 o'clock, so that the sources of many districts don't all call at once; the same source always gets
    /// the same minute.
    /// </summary>
    public static string NightlyScheduleOf(RosterRef source)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var letter in source.ToString())
        {
            hash = (hash ^ letter) * 16777619u;
        }

        var minute = hash % 240;
        return string.Create(CultureInfo.InvariantCulture, $"{minute % 60} {1 + (minute / 60)} * * *");
    }

    private static string? ScheduleProblem(string text)
    {
        if (!CronExpression.TryParse(text, out var cron))
        {
            return "is no cron expression.";
        }

        // The schedule repeats within a leap cycle; a week of it shows how dense it is.
        var from = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        DateTime? before = null;
        foreach (var at in cron.GetOccurrences(from, from.AddDays(7)).Take(400))
        {
            if (before is { } last && at - last < Densest)
            {
                return "runs more often than once an hour.";
            }

            before = at;
        }

        return cron.GetNextOccurrence(from) is null ? "never comes." : null;
    }
}
