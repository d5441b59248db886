namespace Integration.Learning.Activities;

/// <summary>A shipped starting point, read from <c>manifests/templates/*.json</c>.</summary>
/// <param name="Id">Stable, lower case with hyphens.</param>
/// <param name="Version">Counts from 1.</param>
/// <param name="Widget">The widget that shows it.</param>
/// <param name="Format">The widget's own format.</param>
/// <param name="Title">Its name.</param>
/// <param name="Summary">One sentence for the teacher who chooses.</param>
/// <param name="Minutes">About how long it takes a student.</param>
/// <param name="Elements">Element codes it serves.</param>
/// <param name="Grading">The mode offered first.</param>
/// <param name="Points">The points offered first.</param>
/// <param name="Bands">The criteria per grade band; a band that is absent is not offered.</param>
public sealed record ActivityTemplate(
    string Id,
    int Version,
    string Widget,
    string Format,
    LocalText Title,
    LocalText Summary,
    int Minutes,
    IReadOnlyList<string> Elements,
    GradingMode Grading,
    decimal Points,
    IReadOnlyDictionary<GradeBand, IReadOnlyList<Criterion>> Bands);
