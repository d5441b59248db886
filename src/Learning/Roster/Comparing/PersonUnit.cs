using Integration.Learning.Roster.Staging;

namespace Integration.Learning.Roster.Comparing;

/// <summary>A person with every enrolment that is stored, as one stretch of rows.</summary>
internal sealed class StoredPerson
{
    internal StoredRow? User { get; set; }

    /// <summary>By class and enrolment, as they stand in the key behind <c>{user}!class!</c>.</summary>
    internal List<(string Class, string Enrollment, StoredRow Row)> Enrollments { get; } = [];
}

/// <summary>A person with every enrolment that was read.</summary>
internal sealed class IncomingPerson
{
    internal StagedRecord? User { get; set; }

    /// <summary>By enrolment.</summary>
    internal Dictionary<string, StagedRecord> Enrollments { get; } = new(StringComparer.Ordinal);
}
