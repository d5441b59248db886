namespace Integration.Lti.Launch;

/// <summary>What a person may do in the launching course. Unknown and absent roles give <see cref="Learner"/> without grading.</summary>
public enum CourseRole
{
    /// <summary>No context role that we know: least privilege, sees the activity, is never graded.</summary>
    None,

    /// <summary>A student.</summary>
    Learner,

    /// <summary>An observer; sees a read-only door and no data.</summary>
    Mentor,

    /// <summary>Responds to students but does not create or edit activities.</summary>
    TeachingAssistant,

    /// <summary>Creates and edits activities (ContentDeveloper) but is not a teacher of the students.</summary>
    ContentDeveloper,

    /// <summary>A teacher of the course.</summary>
    Instructor,
}

/// <summary>
/// The roles of one launch, parsed into scope, role and sub-role, never matched by substring.
/// See <see href="https://www.imsglobal.org/spec/lti/v1p3#role-vocabularies">LTI Core appendix A</see>.
/// </summary>
/// <param name="Course">The strongest right given by context roles.</param>
/// <param name="IsTestUser">The platform's "student view"; works, but is never counted and never graded.</param>
/// <param name="IsAdministrator">An institution or system administrator (not a right in the course).</param>
public sealed record LtiRoles(CourseRole Course, bool IsTestUser, bool IsAdministrator)
{
    /// <summary>True when one of the roles is an observer's, whatever else the person is.</summary>
    public bool IsMentor { get; init; }

    /// <summary>True for those who answer the students of the course.</summary>
    public bool AnswersStudents => !IsTestUser && Course is CourseRole.Instructor or CourseRole.TeachingAssistant;
}
