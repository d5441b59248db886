namespace Integration.Sandbox.Sis.Districts;

/// <summary>The school year of a generated district: semesters with quarters for most schools, trimesters for elementary schools.</summary>
internal static class GeneratedYear
{
    public const int Sessions = 10;
    public const int Ends = 2027;

    private static readonly (string Title, string Type, int Parent, DateOnly Start, DateOnly End)[] All =
    [
        ("2026-2027", "schoolYear", -1, new(2026, 8, 10), new(2027, 6, 12)),
        ("Fall semester", "semester", 0, new(2026, 8, 10), new(2027, 1, 9)),
        ("Spring semester", "semester", 0, new(2027, 1, 9), new(2027, 6, 12)),
        ("Quarter 1", "gradingPeriod", 1, new(2026, 8, 10), new(2026, 10, 17)),
        ("Quarter 2", "gradingPeriod", 1, new(2026, 10, 17), new(2027, 1, 9)),
        ("Quarter 3", "gradingPeriod", 2, new(2027, 1, 9), new(2027, 3, 20)),
        ("Quarter 4", "gradingPeriod", 2, new(2027, 3, 20), new(2027, 6, 12)),
        ("Trimester 1", "term", 0, new(2026, 8, 10), new(2026, 11, 14)),
        ("Trimester 2", "term", 0, new(2026, 11, 14), new(2027, 3, 6)),
        ("Trimester 3", "term", 0, new(2027, 3, 6), new(2027, 6, 12)),
    ];

    public static SisSession Session(int index, Func<int, string> id)
    {
        var (title, type, parent, start, end) = All[index];
        return new SisSession(
            title, type, start, end, parent < 0 ? null : id(parent), [.. Enumerable.Range(0, Sessions).Where(i => All[i].Parent == index).Select(id)], Ends)
        {
            SourcedId = id(index),
        };
    }

    /// <summary>The sessions a class runs in: an elementary class in all trimesters, any other in both semesters or, one course in four, in one of them.</summary>
    public static int[] Of(bool elementary, int course, int section) =>
        elementary ? [7, 8, 9] : course % 4 == 3 ? [1 + (section % 2)] : [1, 2];

    public static DateOnly Start(int session) => All[session].Start;
}
