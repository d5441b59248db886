using System.Text.Json;

namespace Integration.Sandbox.Gradebook;

/// <summary>How a column says that a student's work opens from its cells (Submission Review 1.0, <c>submissionReview</c> of a line item).</summary>
/// <param name="Label">What the link is called; null for the LMS's own words.</param>
/// <param name="Url">Where it leads; null for the tool's launch address.</param>
public sealed record ReviewLink(string? Label, string? Url, IReadOnlyList<string> Statuses, IReadOnlyDictionary<string, string> Custom)
{
    /// <summary>True for a cell at a progress that the column names, or at any where it names none.</summary>
    public bool Fits(string activityProgress) => Statuses.Count == 0 || Statuses.Contains(activityProgress);

    internal static string? Keep(ReviewLink? review) => review is null ? null : JsonSerializer.Serialize(review);

    internal static ReviewLink? Read(string? kept) => kept is null ? null : JsonSerializer.Deserialize<ReviewLink>(kept);
}
