namespace Integration.Learning.Doctor;

/// <summary>Looks at one side of a connection. It changes nothing, says what it knows in findings, and may throw: the others are heard all the same.</summary>
internal interface ICheck
{
    /// <summary>What it is about, for when it breaks.</summary>
    CheckArea Area { get; }

    /// <summary>Looks.</summary>
    Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct);
}
