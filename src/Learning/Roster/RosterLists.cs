using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster;

/// <summary>A class with everyone who ever was in it.</summary>
public sealed record RosterClassList(RosterClassRow Class, IReadOnlyList<RosterMemberRow> Members)
{
    /// <summary>
    /// Who is in it on a day of the school's own calendar: the enrolment runs, and the person is there and may sign in. Nobody once the class has ended.
    /// </summary>
    public IEnumerable<RosterMemberRow> On(DateOnly day) => Class.Ended is null
        ? Members.Where(member => member.Ended is null && member.Record.Covers(day) && member.Person is { Active: true })
        : [];
}

/// <summary>A person with every class they ever were in.</summary>
public sealed record RosterUserClasses(RosterUserRow User, IReadOnlyList<RosterEnrollmentRow> Classes)
{
    /// <summary>Which enrolments run on a day of the school's own calendar. None once the person has ended.</summary>
    public IEnumerable<RosterEnrollmentRow> On(DateOnly day) => User.Ended is null
        ? Classes.Where(enrollment => enrollment.Ended is null && enrollment.Record.Covers(day))
        : [];
}

/// <summary>Days in a roster.</summary>
public static class RosterDays
{
    /// <summary>Today on the calendar of a time zone; a district's zone stands for its schools'.</summary>
    public static DateOnly TodayIn(string timeZone, TimeProvider clock) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    /// <summary>True from the first day on and before the end day, which is the day after the last.</summary>
    public static bool Covers(this Enrollment enrollment, DateOnly day) =>
        (enrollment.BeginDate is not { } begin || begin <= day) && (enrollment.EndDate is not { } end || day < end);
}
