using System.Text.RegularExpressions;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Sis.Districts;

/// <summary>The school year of the practice school, and what it makes of its courses.</summary>
internal sealed partial class ClassroomYear(string school)
{
    public static readonly DateOnly FirstDay = new(2026, 8, 17);

    private const string YearId = "bh-ses-2027";
    private const string Fall = "bh-ses-2027-1";
    private const string Spring = "bh-ses-2027-2";

    public IReadOnlyList<SisSession> Sessions { get; } =
    [
        new("2026-2027", "schoolYear", FirstDay, new(2027, 6, 5), null, [Fall, Spring], 2027) { SourcedId = YearId },
        new("Fall", "term", FirstDay, new(2027, 1, 9), YearId, ["bh-ses-2027-q1", "bh-ses-2027-q2"], 2027) { SourcedId = Fall },
        new("Spring", "term", new(2027, 1, 9), new(2027, 6, 5), YearId, [], 2027) { SourcedId = Spring },
        new("Quarter 1", "gradingPeriod", FirstDay, new(2026, 10, 24), Fall, [], 2027) { SourcedId = "bh-ses-2027-q1" },
        new("Quarter 2", "gradingPeriod", new(2026, 10, 24), new(2027, 1, 9), Fall, [], 2027) { SourcedId = "bh-ses-2027-q2" },
    ];

    public SisCourse Course(ClassroomFile.CourseEntry course) => new(
        PeriodInTitle().Replace(course.Title, ""), CodeOf(course), YearId, [GradeOf(course)], [SubjectOf(course)], [SubjectCodeOf(course)], school)
    {
        SourcedId = CourseIdOf(course),
    };

    public SisClass Class(ClassroomFile.CourseEntry course) => new(
        course.Title,
        course.SourcedId.Split('-')[^1],
        SubjectOf(course) == "Advisory" ? "homeroom" : "scheduled",
        $"Room {course.SourcedId.Split('-')[^1]}",
        CourseIdOf(course),
        school,
        [Fall, Spring],
        [GradeOf(course)],
        [SubjectOf(course)],
        [SubjectCodeOf(course)],
        PeriodInTitle().Match(course.Title) is { Success: true } period ? [period.Groups[1].Value] : [])
    {
        SourcedId = course.SourcedId,
    };

    private static string CourseIdOf(ClassroomFile.CourseEntry course) => course.SourcedId.Replace("-cls-", "-crs-", StringComparison.Ordinal);

    private static string CodeOf(ClassroomFile.CourseEntry course) => $"{SubjectCodeOf(course)}-{GradeOf(course)}";

    private static string GradeOf(ClassroomFile.CourseEntry course) => course.Title.Contains("Grade 7", StringComparison.Ordinal) ? "07" : "04";

    private static string SubjectOf(ClassroomFile.CourseEntry course) =>
        course.Title.Contains("Science", StringComparison.Ordinal) ? "Science"
        : course.Title.Contains("Math", StringComparison.Ordinal) ? "Mathematics" : "Advisory";

    private static string SubjectCodeOf(ClassroomFile.CourseEntry course) => SubjectOf(course) switch
    {
        "Science" => "03",
        "Mathematics" => "02",
        _ => "22",
    };

    [GeneratedRegex(@",? Period (\d+)$")]
    private static partial Regex PeriodInTitle();
}
