namespace Integration.Sandbox.Sis.Districts;

/// <summary>What a student information system keeps, in the order in which one refers to the other.</summary>
public enum SisCollection
{
    /// <summary>The district and its schools.</summary>
    Orgs,

    /// <summary>School years, terms, grading periods.</summary>
    AcademicSessions,

    /// <summary>What is taught.</summary>
    Courses,

    /// <summary>A course as taught to one group.</summary>
    Classes,

    /// <summary>People.</summary>
    Users,

    /// <summary>Who is in which class.</summary>
    Enrollments,
}
