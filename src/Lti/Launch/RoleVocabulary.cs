using System.Collections.Frozen;

namespace Integration.Lti.Launch;

/// <summary>
/// Every role that the vocabularies name, and what each is worth here, as one table.
/// See <see href="https://www.imsglobal.org/spec/lti/v1p3#role-vocabularies">LTI Core appendix A</see>.
/// </summary>
internal static class RoleVocabulary
{
    private static readonly RoleRow[] Table =
    [
        new(RoleScope.Lti, RoleWorth.TestUser, "TestUser"),

        new(RoleScope.System, RoleWorth.Administrator, "Administrator", "AccountAdmin", "SysAdmin"),
        new(RoleScope.System, RoleWorth.Nothing, "None", "Creator", "SysSupport", "User"),

        new(RoleScope.Institution, RoleWorth.Administrator, "Administrator"),
        new(RoleScope.Institution, RoleWorth.Nothing, "Faculty", "Guest", "None", "Other", "Staff", "Student"),
        new(RoleScope.Institution, RoleWorth.Nothing, "Alumni", "Instructor", "Learner", "Member", "Mentor", "Observer", "ProspectiveStudent"),

        // Deprecated addresses that don't say whether the system or the institution is meant; Canvas still sends "#None".
        new(RoleScope.Person, RoleWorth.Nothing,
            "AccountAdmin", "Administrator", "Alumni", "Creator", "Faculty", "Guest", "Instructor", "Learner", "Member", "Mentor", "None", "Observer", "Other",
            "ProspectiveStudent", "Staff", "Student", "SysAdmin", "SysSupport", "User"),

        // A course "Administrator" is whoever runs the LMS looking into a course, not a teacher of its students: it opens the admin page and no student's work.
        new(RoleScope.Course, RoleWorth.Administrator, "Administrator"),
        new(RoleScope.Course, RoleWorth.ContentDeveloper, "ContentDeveloper"),
        new(RoleScope.Course, RoleWorth.Instructor, "Instructor"),
        new(RoleScope.Course, RoleWorth.Learner, "Learner"),
        new(RoleScope.Course, RoleWorth.Mentor, "Mentor"),
        new(RoleScope.Course, RoleWorth.Nothing, "Manager", "Member", "Officer"),

        // A principal role of LTI 1.1, a sub-role since; some platforms still send it by itself.
        new(RoleScope.Course, RoleWorth.TeachingAssistant, "TeachingAssistant"),

        new(RoleScope.SubRoleOf("Administrator"), RoleWorth.Administrator,
            "Administrator", "Developer", "ExternalDeveloper", "ExternalSupport", "ExternalSystemAdministrator", "Support", "SystemAdministrator"),
        new(RoleScope.SubRoleOf("ContentDeveloper"), RoleWorth.ContentDeveloper, "ContentDeveloper", "ContentExpert", "ExternalContentExpert", "Librarian"),
        new(RoleScope.SubRoleOf("Instructor"), RoleWorth.Instructor, "ExternalInstructor", "GuestInstructor", "Lecturer", "PrimaryInstructor", "SecondaryInstructor"),

        // A grader responds and does not build, like an assistant.
        new(RoleScope.SubRoleOf("Instructor"), RoleWorth.TeachingAssistant,
            "Grader", "TeachingAssistant", "TeachingAssistantGroup", "TeachingAssistantOffering", "TeachingAssistantSection",
            "TeachingAssistantSectionAssociation", "TeachingAssistantTemplate"),

        // "Instructor" is the name of a learner's sub-role too: someone who teaches elsewhere and learns here.
        new(RoleScope.SubRoleOf("Learner"), RoleWorth.Learner, "ExternalLearner", "GuestLearner", "Instructor", "Learner", "NonCreditLearner"),
        new(RoleScope.SubRoleOf("Manager"), RoleWorth.Nothing, "AreaManager", "CourseCoordinator", "ExternalObserver", "Manager", "Observer"),
        new(RoleScope.SubRoleOf("Member"), RoleWorth.Nothing, "Member"),
        new(RoleScope.SubRoleOf("Mentor"), RoleWorth.Mentor,
            "Advisor", "Auditor", "ExternalAdvisor", "ExternalAuditor", "ExternalLearningFacilitator", "ExternalMentor", "ExternalReviewer", "ExternalTutor",
            "LearningFacilitator", "Mentor", "Reviewer", "Tutor"),
        new(RoleScope.SubRoleOf("Officer"), RoleWorth.Nothing, "Chair", "Communications", "Secretary", "Treasurer", "Vice-Chair"),
    ];

    // Without case: Canvas writes ".../membership/instructor#TeachingAssistant".
    private static readonly FrozenDictionary<string, Role> Roles = Table
        .SelectMany(row => row.Names.SelectMany(name => row.Scope.Spellings(name).Select(spelling => (Spelling: spelling, Role: new Role(row.Worth, row.Scope.IsSubRole)))))
        .ToFrozenDictionary(entry => entry.Spelling, entry => entry.Role, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every spelling that is known.</summary>
    public static IEnumerable<string> Spellings => Roles.Keys;

    /// <summary>The role of this spelling; null when no vocabulary has it. Nothing is matched by a part of the text.</summary>
    public static Role? Find(string spelling) => Roles.TryGetValue(spelling, out var role) ? role : null;

    private sealed record RoleRow(RoleScope Scope, RoleWorth Worth, params string[] Names);

    /// <summary>Where a role holds, and how its names are written there: the vocabulary's address, the URN of LTI 1.1, and in courses the bare word.</summary>
    private sealed record RoleScope(bool IsSubRole, params string[] Prefixes)
    {
        private const string Lis = "http://purl.imsglobal.org/vocab/lis/v2/";
        private const string Urn = "urn:lti:";

        public static RoleScope Lti { get; } = new(false, "http://purl.imsglobal.org/vocab/lti/system/person#");

        public static RoleScope Person { get; } = new(false, Lis + "person#");

        public static RoleScope System { get; } = new(false, Lis + "system/person#", Urn + "sysrole:ims/lis/");

        public static RoleScope Institution { get; } = new(false, Lis + "institution/person#", Urn + "instrole:ims/lis/");

        public static RoleScope Course { get; } = new(false, Lis + "membership#", Urn + "role:ims/lis/", "");

        public static RoleScope SubRoleOf(string principal) => new(true, $"{Lis}membership/{principal}#", $"{Urn}role:ims/lis/{principal}/");

        public IEnumerable<string> Spellings(string name) => Prefixes.Select(prefix => prefix + name);
    }
}

/// <summary>One role as the vocabulary has it.</summary>
/// <param name="Worth">What it is worth here.</param>
/// <param name="IsSubRole">True for a sub-role, which says more than the principal role beside it.</param>
internal readonly record struct Role(RoleWorth Worth, bool IsSubRole);

/// <summary>What a role is worth here. Roles of the system and the institution open nothing in a course.</summary>
internal enum RoleWorth
{
    /// <summary>Known, and no right.</summary>
    Nothing,

    /// <summary>Runs the LMS or the school's part of it.</summary>
    Administrator,

    /// <summary>The platform's student view; always beside another role.</summary>
    TestUser,

    /// <summary>A student of the course.</summary>
    Learner,

    /// <summary>Looks on, for the students named in <c>role_scope_mentor</c>.</summary>
    Mentor,

    /// <summary>Responds to students.</summary>
    TeachingAssistant,

    /// <summary>Builds the course.</summary>
    ContentDeveloper,

    /// <summary>Teaches the course.</summary>
    Instructor,
}
