using Integration.Learning.Roster.Rows;

namespace Integration.Learning.Roster.Join;

/// <summary>What people are in a class, from the words of a SIS.</summary>
internal static class ClassRoles
{
    /// <summary>True for those whose work it is.</summary>
    internal static bool IsStudent(RosterMemberRow member) => Is(member, "student");

    /// <summary>True for teachers, co-teachers and those who help them; 1.1 servers also send <c>aide</c>.</summary>
    internal static bool IsTeacher(RosterMemberRow member) => Is(member, "teacher") || Is(member, "aide");

    private static bool Is(RosterMemberRow member, string role) => member.Record.Role.Equals(role, StringComparison.OrdinalIgnoreCase);
}
