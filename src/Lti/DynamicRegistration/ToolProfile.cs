namespace Integration.Lti.DynamicRegistration;

/// <summary>What a tool tells every platform about itself.</summary>
/// <param name="Id">Stable, such as <c>leap-reflect</c>; Canvas keeps it as <c>tool_id</c>.</param>
/// <param name="Name">What admins and teachers see in lists.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Label">What a teacher presses to choose an activity.</param>
/// <param name="LogoUri">An icon at an address that stays.</param>
/// <param name="PolicyUri">The privacy page.</param>
public sealed record ToolProfile(string Id, string Name, string Description, string Label, Uri LogoUri, Uri PolicyUri)
{
    /// <summary>Custom parameters by lower-case name; values are one substitution variable each, or fixed text without an equals sign.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();
}

/// <summary>What the admin lets the tool have; each is a box of its own, and none is needed for a launch.</summary>
[Flags]
public enum Access
{
    /// <summary>Launches with an anonymous id and a role.</summary>
    None = 0,

    /// <summary>Columns and scores in the gradebook (AGS).</summary>
    Gradebook = 1,

    /// <summary>Names of the people who launch.</summary>
    Names = 2,

    /// <summary>The list of a course's people (NRPS).</summary>
    Roster = 4,

    /// <summary>The school's own ids of people and courses (the LIS claim).</summary>
    SchoolIds = 8,

    /// <summary>Notices of copied courses (Platform Notification Service).</summary>
    Copies = 16,
}
