namespace Integration.Sandbox.Courses;

/// <summary>An activity of a course: an LTI resource link that the tool's picker handed over.</summary>
public sealed record Link(string Id, string Course, string Title, string? Text, string Url, IReadOnlyDictionary<string, string> Custom, DateTimeOffset? Due);
