using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>A collection as the address names it: some are parts of another and keep its envelope.</summary>
internal sealed record RosterRoute(string Name, SisCollection Collection, string Many, string One, Func<SisRecord, bool>? Part = null)
{
    private static readonly RosterRoute[] All =
    [
        new("orgs", SisCollection.Orgs, "orgs", "org"),
        new("schools", SisCollection.Orgs, "orgs", "org", r => r is SisOrg { Type: "school" }),
        new("academicSessions", SisCollection.AcademicSessions, "academicSessions", "academicSession"),
        new("terms", SisCollection.AcademicSessions, "academicSessions", "academicSession", r => r is SisSession { Type: "term" or "semester" }),
        new("gradingPeriods", SisCollection.AcademicSessions, "academicSessions", "academicSession", r => r is SisSession { Type: "gradingPeriod" }),
        new("courses", SisCollection.Courses, "courses", "course"),
        new("classes", SisCollection.Classes, "classes", "class"),
        new("users", SisCollection.Users, "users", "user"),
        new("students", SisCollection.Users, "users", "user", r => Is(r, "student")),
        new("teachers", SisCollection.Users, "users", "user", r => Is(r, "teacher")),
        new("enrollments", SisCollection.Enrollments, "enrollments", "enrollment"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(r => r.Name)];

    public static RosterRoute? Find(string name) => Array.Find(All, r => r.Name == name);

    private static bool Is(SisRecord record, string role) => record is SisUser user && user.Roles.Any(r => r.Role == role);
}
