using Integration.Lti;

namespace Integration.Learning.Grades;

/// <summary>Reasons of our own why a score is parked.</summary>
public static class GradeFaults
{
    /// <summary>The placed link or the person is not known any more.</summary>
    public static readonly FaultKind LinkGone = new("GRD1001", "AGS 3.2", 404);

    /// <summary>The LMS was removed from the tool.</summary>
    public static readonly FaultKind PlatformGone = new("GRD1002", "LTI Core 3.1", 404);

    /// <summary>The LMS holds no gradebook column for the link.</summary>
    public static readonly FaultKind NoLineItem = new("GRD1003", "AGS 3.2.9", 404);

    /// <summary>Somebody changed the grade in the LMS, and it was left as it is.</summary>
    public static readonly FaultKind ChangedInLms = new("GRD1004", "AGS 3.3", 422);
}
