namespace Integration.Learning.Activities;

/// <summary>Which links and courses a placed link was copied from, nearest first, as the LMS says it; empty for an original.</summary>
/// <param name="Links">Ids of the links it was before.</param>
/// <param name="Courses">Context ids of the courses that its course was before.</param>
public sealed record CopyHistory(IReadOnlyList<string> Links, IReadOnlyList<string> Courses)
{
    // A course is copied once a term; further back nobody looks, and each generation may cost a read.
    private const int Most = 8;
    private const int LongestId = 255;

    private const string LinkValue = "link_history";
    private const string CourseValue = "context_history";

    /// <summary>The custom values of a link that ask for both (LTI Core 1.3, appendix B); some LMSs send those of the whole tool to no link that was picked.</summary>
    public static IReadOnlyDictionary<string, string> Asked { get; } = new Dictionary<string, string>
    {
        [CourseValue] = "$Context.id.history",
        [LinkValue] = "$ResourceLink.id.history",
    };

    /// <summary>What a launch says. A variable that came back as it went says nothing.</summary>
    public static CopyHistory Read(IReadOnlyDictionary<string, string> custom) => new(Ids(custom, LinkValue), Ids(custom, CourseValue));

    // Ids are URL-encoded, so that a comma can only part them.
    private static List<string> Ids(IReadOnlyDictionary<string, string> custom, string name)
        => [.. (custom.GetValueOrDefault(name) ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(id => id[0] != '$')
            .Select(Uri.UnescapeDataString)
            .Where(id => id.Length is > 0 and <= LongestId)
            .Distinct(StringComparer.Ordinal)
            .Take(Most)];
}
