using System.Globalization;
using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Launches.Log;

/// <summary>Some seconds of one platform's launches, as one process wrote them in one go.</summary>
internal sealed record LaunchLogPage : IDocument
{
    public int V { get; init; } = 1;

    /// <summary>The lines, oldest first.</summary>
    public required IReadOnlyList<LaunchLine> Lines { get; init; }

    /// <summary>What is beyond the lines that are kept: refusals by code, launches on their way by the name of the <see cref="LaunchOutcome"/>.</summary>
    public IReadOnlyDictionary<string, int>? Counted { get; init; }

    /// <summary>Lines there was no room for while the store did not answer.</summary>
    public int Lost { get; init; }
}

/// <summary>Says that a platform has a partition of this day, so that the purge finds it.</summary>
internal sealed record LaunchLogDay : IDocument
{
    public int V { get; init; } = 1;

    public required string Platform { get; init; }
}

/// <summary>Every key of this folder, with the query it serves.</summary>
internal static class LaunchLogKeys
{
    /// <summary>Which partitions exist, oldest day first: read by the purge up to the day that is past.</summary>
    public static Key Days { get; } = Key.Of("launch-log-days");

    /// <summary>One platform's pages of one day (UTC): read newest first, deleted all at once.</summary>
    public static Key Pages(RegistrationId platform, DateTimeOffset day) => Key.Of("launch-log", platform.Value, Name(day));

    /// <summary>Counts down, so that a partition is read from its newest page; the mark keeps two processes apart.</summary>
    public static Key Page(DateTimeOffset at, string mark) =>
        Key.Of((DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture), mark);

    public static Key Day(DateTimeOffset day, RegistrationId platform) => Key.Of(Name(day), platform.Value);

    /// <summary>Every partition of the days before <paramref name="day"/>.</summary>
    public static KeyRange DaysBefore(DateTimeOffset day) => new(null, Key.Of(Name(day)).Value);

    /// <summary>The day a row of <see cref="Days"/> names.</summary>
    public static DateTimeOffset DayOf(Key row) =>
        new(DateTime.ParseExact(row.Value.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static string Name(DateTimeOffset day) => day.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>The kinds of this folder.</summary>
internal static class LaunchLogDocuments
{
    public static readonly DocumentKind<LaunchLogPage> Page = new(
        "launch log page", 1, LaunchLogJson.Default.LaunchLogPage, DataClass.Technical, Subject.Nobody, Retention.Month);

    public static readonly DocumentKind<LaunchLogDay> Day = new(
        "launch log day", 1, LaunchLogJson.Default.LaunchLogDay, DataClass.Technical, Subject.Nobody, Retention.Month);

    public static IReadOnlyList<DocumentKind> All { get; } = [Page, Day];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LaunchLogPage))]
[JsonSerializable(typeof(LaunchLogDay))]
internal sealed partial class LaunchLogJson : JsonSerializerContext;
