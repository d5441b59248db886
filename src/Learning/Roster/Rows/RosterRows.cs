using Integration.Learning.Documents;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Rows;

/// <summary>What every row of a roster says beside its record.</summary>
public interface IRosterRow : IDocument
{
    /// <summary>A short hash of the record's content as the SIS sent it (its own modification time aside): the same hash, nothing to write.</summary>
    string Hash { get; }

    /// <summary>The start of the run that found it gone; null while the SIS has it. A row that ended is never deleted.</summary>
    DateTimeOffset? Ended { get; }
}

/// <summary>A school, district or other unit.</summary>
public sealed record RosterOrgRow : IRosterRow
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <inheritdoc/>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The record.</summary>
    public required Org Record { get; init; }
}

/// <summary>A school year, term or grading period.</summary>
public sealed record RosterSessionRow : IRosterRow
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <inheritdoc/>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The record.</summary>
    public required AcademicSession Record { get; init; }
}

/// <summary>A course.</summary>
public sealed record RosterCourseRow : IRosterRow
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <inheritdoc/>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The record.</summary>
    public required Course Record { get; init; }
}

/// <summary>A class. It stands in the catalogue (the truth), before its people, and under its school.</summary>
public sealed record RosterClassRow : IRosterRow
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <inheritdoc/>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The record.</summary>
    public required Class Record { get; init; }
}

/// <summary>A person.</summary>
public sealed record RosterUserRow : IRosterRow
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <inheritdoc/>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The record.</summary>
    public required User Record { get; init; }
}

/// <summary>A class of a person: the truth about an enrolment, beside the person it is about.</summary>
public sealed record RosterEnrollmentRow : IRosterRow
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <inheritdoc/>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The record.</summary>
    public required Enrollment Record { get; init; }
}

/// <summary>A person of a class: the same enrolment again, beside the class, with what a class list shows of the person.</summary>
public sealed record RosterMemberRow : IRosterRow
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <inheritdoc/>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The enrolment.</summary>
    public required Enrollment Record { get; init; }

    /// <summary>The person; null while the SIS has sent an enrolment and no such person.</summary>
    public RosterPerson? Person { get; init; }
}

/// <summary>What a class list shows of a person.</summary>
/// <param name="Given">The given name the person goes by.</param>
/// <param name="Family">The family name the person goes by.</param>
/// <param name="Active">False once the person has ended, or when the SIS says that they may not sign in.</param>
public sealed record RosterPerson(string Given, string Family, bool Active);

/// <summary>One value by which a person may be found. The row goes when the value goes.</summary>
public sealed record RosterKeyRow : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The person's sourcedId.</summary>
    public required string User { get; init; }

    /// <summary>The value as the SIS spells it.</summary>
    public required string Value { get; init; }
}
