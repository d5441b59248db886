using Integration.Sandbox.Courses;

namespace Integration.Sandbox.Lti;

/// <summary>Role URIs (LTI Core 1.3, appendix A).</summary>
internal static class Roles
{
    public const string Context = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";

    /// <summary>The roles inside the course, as the roster shows them.</summary>
    public static IReadOnlyList<string> InCourse(Membership membership) => membership.Standing switch
    {
        Standing.Teacher => [Context + "Instructor"],
        Standing.Assistant => ["http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant", Context + "Instructor"],
        Standing.Student => [Context + "Learner"],
        Standing.TestStudent => [Context + "Learner", "http://purl.imsglobal.org/vocab/lti/system/person#TestUser"],
        Standing.Observer => [Context + "Mentor"],
        Standing.Admin => [],
        _ => throw new ArgumentOutOfRangeException(nameof(membership)),
    };

    /// <summary>The roles of a launch: an LMS adds what somebody is in the institution.</summary>
    public static IReadOnlyList<string> InLaunch(Membership membership) =>
    [
        .. InCourse(membership),
        Institution + membership.Standing switch
        {
            Standing.Teacher or Standing.Assistant => "Instructor",
            Standing.Student or Standing.TestStudent => "Student",
            Standing.Observer => "Observer",
            Standing.Admin => "Administrator",
            _ => throw new ArgumentOutOfRangeException(nameof(membership)),
        },
    ];
}
