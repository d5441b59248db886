using System.Text.Json.Serialization;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Roster.Sources;

/// <summary>What the timer knows about a source: up to when its schedule is served, and what a person asked for meanwhile.</summary>
internal sealed record RosterSourceClock : IDocument
{
    public int V { get; init; } = 1;

    /// <summary>Occurrences of the schedule up to here have been started or passed over.</summary>
    public required DateTimeOffset ServedUntil { get; init; }

    /// <summary>"Sync now", pressed where nobody waits for it; null when nothing is wanted.</summary>
    public WantedRun? Wanted { get; init; }
}

/// <summary>A run that a person asked for.</summary>
/// <param name="Full">Everything, and not only what changed.</param>
/// <param name="At">When it was asked for.</param>
public sealed record WantedRun(bool Full, DateTimeOffset At);

/// <summary>
/// The kinds of this folder, and their one partition <c>roster-sources</c>: <c>source/{district}/{id}</c>, a range for one district's list and one for the
/// timer's; <c>clock/{district}/{id}</c>, written by the timer alone. A state with a thousand districts has a few thousand short rows here.
/// </summary>
internal static class RosterSourceDocuments
{
    public static readonly DocumentKind<RosterSource> Source = new(
        "roster source", 1, RosterSourceJson.Default.RosterSource, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<RosterSourceClock> Clock = new(
        "roster source clock", 1, RosterSourceJson.Default.RosterSourceClock, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static IReadOnlyList<DocumentKind> All { get; } = [Source, Clock];

    public static Key Partition { get; } = Key.Of("roster-sources");

    public static KeyRange Everywhere { get; } = KeyRange.Under(Key.Of("source"));

    public static KeyRange Of(DistrictId district) => KeyRange.Under(Key.Of("source", district.Value));

    public static Key Row(RosterRef id) => Key.Of("source", id.District.Value, id.Source.Value);

    public static Key ClockRow(RosterRef id) => Key.Of("clock", id.District.Value, id.Source.Value);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RosterSource))]
[JsonSerializable(typeof(RosterSourceClock))]
internal sealed partial class RosterSourceJson : JsonSerializerContext;
