using Integration.Sandbox.People;

namespace Integration.Sandbox.Courses;

/// <summary>A course of the practice school.</summary>
public sealed record Course(string Id, string SourcedId, string Title, string ContextId)
{
    /// <summary>The course of the practice school that it is a copy of; null for one of those.</summary>
    public string? Root { get; init; }

    /// <summary>The contexts it was copied from, nearest first.</summary>
    public IReadOnlyList<string> History { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(Course? other) => Id == other?.Id;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>What somebody is in one course.</summary>
public enum Standing
{
    Teacher,
    Assistant,
    Student,
    TestStudent,
    Observer,
    Admin,
}

/// <summary>One person's place in one course.</summary>
/// <param name="Observes">The student whom an observer may follow.</param>
/// <param name="From">The first day in the course.</param>
/// <param name="Until">The last day in the course; null while it is open.</param>
/// <param name="Withdrawn">Taken off the course, whatever the dates say.</param>
public sealed record Membership(
    Person Person,
    Course Course,
    Standing Standing,
    Person? Observes = null,
    DateOnly? From = null,
    DateOnly? Until = null,
    bool Withdrawn = false)
{
    /// <summary>The administrator who acts under the person's name; null for the person herself.</summary>
    public Person? ActedBy { get; init; }

    public bool MayAddActivities => Standing is Standing.Teacher or Standing.Admin;

    public bool SeesAllGrades => Standing is Standing.Teacher or Standing.Assistant or Standing.Admin;

    public bool IsActiveOn(DateOnly day) => !Withdrawn && (From is null || From <= day) && (Until is null || Until >= day);

    /// <summary>True when this person may see the grades of that one.</summary>
    public bool SeesGradesOf(Person student) => SeesAllGrades || student == Person || student == Observes;
}
