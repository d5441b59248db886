using System.Text.Json.Serialization;
using Integration.Learning.Documents;

namespace Integration.Learning.Activities;

/// <summary>What reaches the gradebook. There is no mode that grades a self-rating.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GradingMode>))]
public enum GradingMode
{
    /// <summary>No gradebook column.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Full credit for handing in.</summary>
    [JsonStringEnumMemberName("completion")]
    Completion,

    /// <summary>The teacher's level on the work.</summary>
    [JsonStringEnumMemberName("teacher-scored")]
    TeacherScored,
}

/// <summary>One thing to look at in the work, with a strong and a not-yet example.</summary>
/// <param name="Id">Stable within the activity.</param>
/// <param name="Text">An "I can" sentence.</param>
/// <param name="Strong">What good looks like; null when none was written.</param>
/// <param name="NotYet">What not yet looks like; null when none was written.</param>
public sealed record Criterion(string Id, LocalText Text, LocalText? Strong = null, LocalText? NotYet = null);

/// <summary>
/// What a teacher placed: one record that carries the element codes through every outward form. Immutable per (id, version); an edit is a new version for
/// new starts, and work keeps the version it began with.
/// </summary>
public sealed record ActivityDefinition : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>Random; resolves only inside its own district.</summary>
    public required string Id { get; init; }

    /// <summary>Counts from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The shipped template it came from.</summary>
    public required string TemplateId { get; init; }

    /// <summary>That template's version.</summary>
    public required int TemplateVersion { get; init; }

    /// <summary>The widget that shows it, such as <c>reflect</c>.</summary>
    public required string Widget { get; init; }

    /// <summary>The widget's own format, such as <c>single-point-rubric</c> or <c>i-can-check</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The grade band of its wording and scale.</summary>
    public required GradeBand Band { get; init; }

    /// <summary>What students see as its name.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Element codes such as <c>LL.3</c>, in the order chosen.</summary>
    public required IReadOnlyList<string> Elements { get; init; }

    /// <summary>The framework edition the codes belong to.</summary>
    public required string Edition { get; init; }

    /// <summary>1 to 5 criteria (I-can check: 1 to 3).</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>What reaches the gradebook.</summary>
    public required GradingMode Grading { get; init; }

    /// <summary>The column's maximum; above zero unless <see cref="Grading"/> is none.</summary>
    public required decimal Points { get; init; }

    /// <summary>About how long it takes a student.</summary>
    public required int Minutes { get; init; }

    /// <summary>When it is due, where the LMS does not say otherwise.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it closes, where the LMS does not say otherwise.</summary>
    public DateTimeOffset? Closes { get; init; }

    /// <summary>Both dates. Those of the newest version count for everyone, whichever version a work was begun with.</summary>
    [JsonIgnore]
    public ActivityDates Dates => new(Due, Closes);
}
