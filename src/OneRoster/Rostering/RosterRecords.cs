namespace Integration.OneRoster.Rostering;

/// <summary>The id a SIS gives an object: opaque, case-sensitive, up to 255 characters, and possibly with <c>/ + = { }</c> or spaces in it.</summary>
public readonly record struct SourcedId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The collections of rostering that we read, in the order in which they must be read (a later one refers to earlier ones).</summary>
public enum RosterCollection
{
    /// <summary>Schools, districts and departments.</summary>
    Orgs,

    /// <summary>School years, terms and grading periods.</summary>
    AcademicSessions,

    /// <summary>What is taught.</summary>
    Courses,

    /// <summary>A course as taught to one group.</summary>
    Classes,

    /// <summary>People.</summary>
    Users,

    /// <summary>Who is in which class, as what.</summary>
    Enrollments,
}

/// <summary>
/// What every object of OneRoster 1.1 and 1.2 has in common, in the one internal form for both versions, REST and CSV. Vocabularies keep the raw word,
/// because 1.2 allows extensions and servers invent words. <c>password</c> and credentials never get this far.
/// </summary>
public abstract record RosterRecord
{
    /// <summary>The object's id.</summary>
    public required SourcedId SourcedId { get; init; }

    /// <summary>True for status <c>tobedeleted</c> and the older <c>inactive</c>: the record has ended.</summary>
    public bool ToBeDeleted { get; init; }

    /// <summary>When the SIS says it last changed it; null when it does not say, or says it in no readable way. Never used as a cursor.</summary>
    public DateTimeOffset? DateLastModified { get; init; }

    /// <summary>The collection it belongs to.</summary>
    public abstract RosterCollection Collection { get; }
}

/// <summary>A school, district or other unit.</summary>
public sealed record Org : RosterRecord
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>school</c>, <c>district</c>, ... as the SIS spells it.</summary>
    public required string Type { get; init; }

    /// <summary>A human-readable id, such as a state number.</summary>
    public string? Identifier { get; init; }

    /// <summary>The unit above.</summary>
    public SourcedId? Parent { get; init; }

    /// <inheritdoc/>
    public override RosterCollection Collection => RosterCollection.Orgs;
}

/// <summary>A school year, term, semester or grading period.</summary>
public sealed record AcademicSession : RosterRecord
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary><c>term</c>, <c>gradingPeriod</c>, <c>schoolYear</c>, <c>semester</c> as the SIS spells it.</summary>
    public required string Type { get; init; }

    /// <summary>First day, inclusive; null when missing or unreadable.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>The day after the last, exclusive; null when missing or unreadable.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>The session it is part of.</summary>
    public SourcedId? Parent { get; init; }

    /// <summary>The year in which the school year ends, <c>YYYY</c>.</summary>
    public string? SchoolYear { get; init; }

    /// <inheritdoc/>
    public override RosterCollection Collection => RosterCollection.AcademicSessions;
}

/// <summary>A course of study.</summary>
public sealed record Course : RosterRecord
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its code in the catalogue.</summary>
    public string? CourseCode { get; init; }

    /// <summary>The academic session of type schoolYear.</summary>
    public SourcedId? SchoolYear { get; init; }

    /// <summary>CEDS grade codes as sent.</summary>
    public IReadOnlyList<string> Grades { get; init; } = [];

    /// <summary>Subjects as sent.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The unit that offers it.</summary>
    public SourcedId? Org { get; init; }

    /// <inheritdoc/>
    public override RosterCollection Collection => RosterCollection.Courses;
}

/// <summary>A course as taught to one group of students in one or more terms.</summary>
public sealed record Class : RosterRecord
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>A human-readable code.</summary>
    public string? ClassCode { get; init; }

    /// <summary><c>homeroom</c>, <c>scheduled</c>, ... as the SIS spells it.</summary>
    public string? ClassType { get; init; }

    /// <summary>Where it meets.</summary>
    public string? Location { get; init; }

    /// <summary>The course.</summary>
    public SourcedId? Course { get; init; }

    /// <summary>The school.</summary>
    public SourcedId? School { get; init; }

    /// <summary>The terms it runs in.</summary>
    public IReadOnlyList<SourcedId> Terms { get; init; } = [];

    /// <summary>CEDS grade codes as sent.</summary>
    public IReadOnlyList<string> Grades { get; init; } = [];

    /// <summary>Subjects as sent.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Periods of the day.</summary>
    public IReadOnlyList<string> Periods { get; init; } = [];

    /// <inheritdoc/>
    public override RosterCollection Collection => RosterCollection.Classes;
}

/// <summary>A person.</summary>
public sealed record User : RosterRecord
{
    /// <summary>False when the SIS says that this person may not sign in.</summary>
    public bool EnabledUser { get; init; } = true;

    /// <summary>Sign-in name; not always unique, not always there.</summary>
    public string? Username { get; init; }

    /// <summary>Other ids, by type.</summary>
    public IReadOnlyList<UserId> UserIds { get; init; } = [];

    /// <summary>Given name.</summary>
    public string GivenName { get; init; } = "";

    /// <summary>Family name; two surnames stand here together.</summary>
    public string FamilyName { get; init; } = "";

    /// <summary>Middle name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>The given name the person goes by (1.2 <c>preferredFirstName</c>, CSV <c>preferredGivenName</c>).</summary>
    public string? PreferredGivenName { get; init; }

    /// <summary>The family name the person goes by.</summary>
    public string? PreferredFamilyName { get; init; }

    /// <summary>A human-readable id, such as a student number.</summary>
    public string? Identifier { get; init; }

    /// <summary>The id that joins several records of one person.</summary>
    public string? UserMasterIdentifier { get; init; }

    /// <summary>E-mail address. Never merges two people by itself.</summary>
    public string? Email { get; init; }

    /// <summary>CEDS grade codes as sent.</summary>
    public IReadOnlyList<string> Grades { get; init; } = [];

    /// <summary>What the person is, and where. From 1.1: one entry per org, the first of them primary by convention.</summary>
    public IReadOnlyList<UserRole> Roles { get; init; } = [];

    /// <summary>The 1.2 primary org.</summary>
    public SourcedId? PrimaryOrg { get; init; }

    /// <inheritdoc/>
    public override RosterCollection Collection => RosterCollection.Users;
}

/// <summary>One of a person's other ids.</summary>
/// <param name="Type">Which system it comes from.</param>
/// <param name="Identifier">The id there.</param>
public sealed record UserId(string Type, string Identifier);

/// <summary>What a person is at one org.</summary>
/// <param name="Role"><c>student</c>, <c>teacher</c>, ... as the SIS spells it.</param>
/// <param name="Org">Where.</param>
/// <param name="Primary">True for the primary role at that org.</param>
/// <param name="BeginDate">First day, inclusive.</param>
/// <param name="EndDate">The day after the last, exclusive.</param>
public sealed record UserRole(string Role, SourcedId? Org, bool Primary, DateOnly? BeginDate, DateOnly? EndDate);

/// <summary>A person in a class.</summary>
public sealed record Enrollment : RosterRecord
{
    /// <summary>The person; empty for an ended record that holds its id alone.</summary>
    public required SourcedId User { get; init; }

    /// <summary>The class; empty for an ended record that holds its id alone.</summary>
    public required SourcedId Class { get; init; }

    /// <summary>The school.</summary>
    public SourcedId? School { get; init; }

    /// <summary><c>student</c>, <c>teacher</c>, ... as the SIS spells it.</summary>
    public required string Role { get; init; }

    /// <summary>True for the primary teacher; null when not said.</summary>
    public bool? Primary { get; init; }

    /// <summary>First day, inclusive, in the school's time zone.</summary>
    public DateOnly? BeginDate { get; init; }

    /// <summary>The day after the last, exclusive, in the school's time zone.</summary>
    public DateOnly? EndDate { get; init; }

    /// <inheritdoc/>
    public override RosterCollection Collection => RosterCollection.Enrollments;
}
