namespace Integration.Sandbox.Courses;

/// <summary>An activity of a course: an LTI resource link that the tool's picker handed over.</summary>
public sealed record Link(string Id, string Course, string Title, string? Text, string Url, IReadOnlyDictionary<string, string> Custom, DateTimeOffset? Due)
{
    /// <summary>The links it was copied from, nearest first.</summary>
    public IReadOnlyList<string> History { get; init; } = [];
}
