using Integration.Learning.Documents;

namespace Integration.Learning.Districts;

/// <summary>A school district: the wall around all learner data.</summary>
public sealed record District : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, for lists.</summary>
    public required string Name { get; init; }

    /// <summary>IANA time zone, such as <c>America/Denver</c>; times are shown in it.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Language used when a launch names none: <c>en</c> or <c>es</c>.</summary>
    public required string Language { get; init; }

    /// <summary>32 sealed random bytes from which learner ids are made; it never leaves the server.</summary>
    public required string SealedLearnerSecret { get; init; }

    /// <summary>What the panel that asks for help says beside the standard notice, such as a phone number; empty for nothing.</summary>
    public string HelpNotice { get; init; } = "";
}
