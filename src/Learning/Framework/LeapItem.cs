using System.Text.Json.Serialization;

namespace Integration.Learning.Framework;

/// <summary>Where an item stands in the framework.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeapKind>))]
public enum LeapKind
{
    /// <summary>One of the four parts, such as <c>LL</c>.</summary>
    [JsonStringEnumMemberName("component")]
    Component,

    /// <summary>A numbered line of a component, such as <c>LL.3</c>.</summary>
    [JsonStringEnumMemberName("element")]
    Element,

    /// <summary>A part of an element, such as <c>LC.4.civic</c>.</summary>
    [JsonStringEnumMemberName("facet")]
    Facet,
}

/// <summary>How carefully what a student says about an item is handled.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeapHandling>))]
public enum LeapHandling
{
    /// <summary>Like any school work.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>The student decides who sees it.</summary>
    [JsonStringEnumMemberName("optional-share")]
    OptionalShare,

    /// <summary>Next to protected topics: never a student prompt, and on no chart, export or family view.</summary>
    [JsonStringEnumMemberName("restricted")]
    Restricted,
}

/// <summary>One component, element or facet of the framework.</summary>
/// <param name="Code">Such as <c>LL.3</c>; never reused or renumbered within an edition.</param>
/// <param name="Kind">Where it stands.</param>
/// <param name="Parent">The code above it; null for a component.</param>
/// <param name="Guid">UUIDv5 of the item's URN: the same everywhere, for CASE, OneRoster and badges.</param>
/// <param name="Handling">How carefully it is handled.</param>
/// <param name="Label">A few words for chips, in the student's voice.</param>
/// <param name="Official">The framework's own text; the Spanish is our translation.</param>
/// <param name="ICan">"I can" sentences by grade band.</param>
/// <param name="LookFor">What a teacher would see.</param>
public sealed record LeapItem(
    string Code,
    LeapKind Kind,
    string? Parent,
    Guid Guid,
    LeapHandling Handling,
    LocalText Label,
    LocalText Official,
    IReadOnlyDictionary<GradeBand, LocalText> ICan,
    LocalText LookFor)
{
    /// <summary>Whether a student may be asked about it.</summary>
    public bool IsPromptable => Handling != LeapHandling.Restricted;
}
