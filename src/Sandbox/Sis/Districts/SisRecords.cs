namespace Integration.Sandbox.Sis.Districts;

/// <summary>What every record of the practice SIS has. How it is written on the wire is decided elsewhere, once for each version.</summary>
public abstract record SisRecord
{
    /// <summary>The SIS's own id.</summary>
    public required string SourcedId { get; init; }

    /// <summary>True for a tombstone: the record was there and is no more.</summary>
    public bool Ended { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Modified { get; init; }
}

/// <summary>The district, or a school.</summary>
public sealed record SisOrg(string Name, string Type, string Identifier, string? Parent, IReadOnlyList<string> Children) : SisRecord;

/// <summary>A school year, term or grading period; its last day is exclusive.</summary>
public sealed record SisSession(string Title, string Type, DateOnly Start, DateOnly End, string? Parent, IReadOnlyList<string> Children, int SchoolYear) : SisRecord;

/// <summary>A course.</summary>
public sealed record SisCourse(
    string Title, string Code, string SchoolYear, IReadOnlyList<string> Grades, IReadOnlyList<string> Subjects, IReadOnlyList<string> SubjectCodes, string Org) : SisRecord;

/// <summary>A class.</summary>
public sealed record SisClass(
    string Title,
    string Code,
    string Type,
    string Location,
    string Course,
    string School,
    IReadOnlyList<string> Terms,
    IReadOnlyList<string> Grades,
    IReadOnlyList<string> Subjects,
    IReadOnlyList<string> SubjectCodes,
    IReadOnlyList<string> Periods) : SisRecord;

/// <summary>One row about a person; a person may have several.</summary>
public sealed record SisUser(string GivenName, string FamilyName, IReadOnlyList<SisRole> Roles) : SisRecord
{
    /// <summary>False for an account that is switched off.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The sign-in name, where there is one.</summary>
    public string? Username { get; init; }

    /// <summary>Middle name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>The given name the person goes by.</summary>
    public string? PreferredGivenName { get; init; }

    /// <summary>A number that people know.</summary>
    public string? Identifier { get; init; }

    /// <summary>The same for all rows of one person.</summary>
    public string? MasterIdentifier { get; init; }

    /// <summary>Ids in other systems.</summary>
    public IReadOnlyList<SisUserId> UserIds { get; init; } = [];

    /// <summary>E-mail; missing for some, shared by some.</summary>
    public string? Email { get; init; }

    /// <summary>Grade levels.</summary>
    public IReadOnlyList<string> Grades { get; init; } = [];

    /// <summary>People who look after this person.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary><c>family-first</c> where the family name is said first; travels as metadata.</summary>
    public string? DisplayOrder { get; init; }

    /// <summary>The name in the person's own script; travels as metadata.</summary>
    public string? NativeScriptName { get; init; }
}

/// <summary>What somebody is at one org. The first is the primary one.</summary>
public sealed record SisRole(string Role, string Org);

/// <summary>An id in another system.</summary>
public sealed record SisUserId(string Type, string Identifier);

/// <summary>Somebody in a class; the last day is exclusive.</summary>
public sealed record SisEnrollment(string User, string Class, string School, string Role, bool? Primary, DateOnly? Begin, DateOnly? End) : SisRecord;
