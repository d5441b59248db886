namespace Integration.Sandbox.Gradebook;

/// <summary>A column of the gradebook (AGS 2.0, 3.2).</summary>
public sealed record LineItem(
    string Id, string Course, string? Link, string Label, double Maximum, string? ResourceId, string? Tag, string? Starts = null, string? Ends = null,
    ReviewLink? Review = null)
{
    /// <summary>The element codes in a tag of the form <c>leap:LL.3~LD.2</c>.</summary>
    public IReadOnlyList<string> Elements =>
        Tag is not null && Tag.StartsWith("leap:", StringComparison.Ordinal)
            ? Tag["leap:".Length..].Split('~', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
}

/// <summary>What one student has in one column, as the tool last said, or as a teacher put it.</summary>
internal sealed record Score(string Item, string Person, double? Given, string? Comment, string Activity, string Grading, string? ScoredBy, DateTimeOffset At)
{
    /// <summary>How often the student handed something in, as the LMS counts it.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>True for a grade that a teacher gave here, in the LMS.</summary>
    public bool ByTeacher { get; init; }

    /// <summary>When the student handed it in, as the tool wrote it.</summary>
    public string? Submitted { get; init; }
}
