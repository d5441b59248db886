namespace Integration.Tests.Journeys.Personalities;

/// <summary>Something the product does, tried on every LMS that the practice LMS plays.</summary>
/// <param name="Name">How the table of the README calls it.</param>
/// <param name="TryAsync">Does it, asserts it, and says shortly what was different on the wire.</param>
internal sealed record Feature(string Name, Func<PlayedSchool, Task<string>> TryAsync)
{
    internal static IReadOnlyList<Feature> All { get; } =
    [
        new("Launch", LaunchFeatures.LaunchAsync),
        new("Without cookies", LaunchFeatures.WithoutCookiesAsync),
        new("Deep linking", LaunchFeatures.DeepLinkingAsync),
        new("Line items, paged", GradeFeatures.LineItemsAsync),
        new("Score", GradeFeatures.ScoreAsync),
        new("Taken back and sent again: one score, one attempt", GradeFeatures.SentAgainAsync),
        new("Teacher-graded work: not graded until she answers", GradeFeatures.TeacherGradedAsync),
        new("Teacher’s own grade in the LMS: kept, and she is told", GradeFeatures.OwnGradeAsync),
        new("Gradebook down for a while: arrives once, with the student’s own time", GradeFeatures.OutageAsync),
        new("Work opened from the gradebook", GradeFeatures.ReviewAsync),
        new("Excused student: nothing sent until that is undone", GradeFeatures.ExcusedAsync),
        new("Student who left: set aside, with a reason", GradeFeatures.WhoLeftAsync),
        new("Class list, paged", CourseFeatures.ClassListAsync),
        new("Sections: each has its own grades", CourseFeatures.SectionsAsync),
        new("Teaching assistant: answers, adds nothing", CourseFeatures.AssistantAsync),
        new("Dynamic registration", CourseFeatures.RegistrationAsync),
    ];

    internal const string Works = "✓";

    /// <summary>A cell of the table: it works, and what was different.</summary>
    internal static string Say(params string?[] differences) => string.Join("; ", differences.OfType<string>()) is { Length: > 0 } said ? $"{Works} {said}" : Works;
}
