namespace Integration.Lti.Launch;

/// <summary>
/// Parses role claims into (scope, role, sub-role) and grants by context roles alone: platforms send institution <c>Instructor</c> to teachers who are learners in
/// this course, and <c>Instructor</c> is also the name of a sub-role of <c>Learner</c>, so nothing is matched by substring.
/// See <see href="https://www.imsglobal.org/spec/lti/v1p3#role-vocabularies">LTI Core appendix A.2</see>.
/// </summary>
internal static class RoleParser
{
    private const string Context = "http://purl.imsglobal.org/vocab/lis/v2/membership";
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";
    private const string System = "http://purl.imsglobal.org/vocab/lis/v2/system/person#";
    private const string TestUser = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
    private const string OldContext = "urn:lti:role:ims/lis/";
    private const string OldInstitution = "urn:lti:instrole:ims/lis/";
    private const string OldSystem = "urn:lti:sysrole:ims/lis/";

    /// <summary>What the roles of one launch or one member add up to. Unknown roles count for nothing; none at all is the least privilege.</summary>
    public static LtiRoles Parse(IReadOnlyList<string> roles)
    {
        var course = CourseRole.None;
        var (isInstructor, isAssistant, isTestUser, isAdministrator) = (false, false, false, false);
        foreach (var role in roles)
        {
            if (Is(role, TestUser))
            {
                isTestUser = true;
            }
            else if (TryStrip(role, Institution, out var name) || TryStrip(role, OldInstitution, out name))
            {
                isAdministrator |= Is(name, "Administrator");
            }
            else if (TryStrip(role, System, out name) || TryStrip(role, OldSystem, out name))
            {
                isAdministrator |= Is(name, "Administrator") || Is(name, "SysAdmin") || Is(name, "AccountAdmin");
            }
            else if (TryReadContextRole(role, out name, out var subRole))
            {
                // A course "Administrator" is whoever runs the LMS looking into a course, not a teacher of its students: it opens the admin page and no student's work.
                isAdministrator |= Is(name, "Administrator");
                var granted = Grant(name, subRole);
                isAssistant |= granted == CourseRole.TeachingAssistant;
                isInstructor |= granted == CourseRole.Instructor && subRole is not null;
                course = Stronger(course, granted);
            }
        }

        // Assistants come as "Instructor" plus the sub-role, as the vocabulary asks: the sub-role says which of the two is meant.
        // Someone with a teacher's own sub-role beside it teaches one section and assists in another: that stays a teacher.
        if (course == CourseRole.Instructor && isAssistant && !isInstructor)
        {
            course = CourseRole.TeachingAssistant;
        }

        return new LtiRoles(course, isTestUser, isAdministrator);
    }

    private static bool TryReadContextRole(string role, out string name, out string? subRole)
    {
        (name, subRole) = ("", null);
        if (TryStrip(role, Context, out var rest))
        {
            // "#Role", or "/Role#SubRole".
            var hash = rest.IndexOf('#', StringComparison.Ordinal);
            if (hash < 0 || (hash > 0 && rest[0] != '/'))
            {
                return false;
            }

            (name, subRole) = hash == 0 ? (rest[1..], null) : (rest[1..hash], rest[(hash + 1)..]);
            return true;
        }

        if (TryStrip(role, OldContext, out rest))
        {
            // "Role", or "Role/SubRole".
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            (name, subRole) = slash < 0 ? (rest, null) : (rest[..slash], rest[(slash + 1)..]);
            return true;
        }

        // A simple name is a context role and never anything else.
        name = role;
        return role.Length > 0 && role.All(char.IsAsciiLetter);
    }

    private static CourseRole Grant(string name, string? subRole)
    {
        if (Is(name, "Instructor"))
        {
            return subRole is null || IsTeaching(subRole) ? CourseRole.Instructor : IsAssisting(subRole) ? CourseRole.TeachingAssistant : CourseRole.None;
        }

        // Principal role of LTI 1.1, a sub-role since.
        if (Is(name, "TeachingAssistant"))
        {
            return CourseRole.TeachingAssistant;
        }

        return Is(name, "Learner") ? CourseRole.Learner
            : Is(name, "Mentor") ? CourseRole.Mentor
            : Is(name, "ContentDeveloper") ? CourseRole.ContentDeveloper
            : CourseRole.None;
    }

    private static bool IsTeaching(string subRole)
        => Is(subRole, "PrimaryInstructor") || Is(subRole, "SecondaryInstructor") || Is(subRole, "Lecturer")
            || Is(subRole, "GuestInstructor") || Is(subRole, "ExternalInstructor");

    /// <summary>A grader responds and does not build, like an assistant.</summary>
    private static bool IsAssisting(string subRole) => subRole.StartsWith("TeachingAssistant", StringComparison.OrdinalIgnoreCase) || Is(subRole, "Grader");

    private static CourseRole Stronger(CourseRole one, CourseRole other) => Strength(one) >= Strength(other) ? one : other;

    /// <summary>Not the order of the enum: someone who is a learner and a mentor keeps her own work, which a mentor has none of.</summary>
    private static int Strength(CourseRole role) => role switch
    {
        CourseRole.None => 0,
        CourseRole.Mentor => 1,
        CourseRole.Learner => 2,
        CourseRole.TeachingAssistant => 3,
        CourseRole.ContentDeveloper => 4,
        CourseRole.Instructor => 5,
        _ => 0,
    };

    private static bool Is(string value, string name) => value.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool TryStrip(string role, string prefix, out string rest)
    {
        var matches = role.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        rest = matches ? role[prefix.Length..] : "";
        return matches;
    }
}
