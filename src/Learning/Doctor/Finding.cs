using Integration.Lti;

namespace Integration.Learning.Doctor;

/// <summary>How one thing stands.</summary>
public enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and somebody should look at it.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>Nothing is known of it yet.</summary>
    Unknown,
}

/// <summary>What a finding is about; the order of the report.</summary>
public enum CheckArea
{
    /// <summary>The LMS's keys, which verify its launches.</summary>
    Keys,

    /// <summary>The clocks of both sides.</summary>
    Clock,

    /// <summary>Which installations are let in.</summary>
    Deployments,

    /// <summary>How launches came to their browser, and what was refused.</summary>
    Launches,

    /// <summary>What the LMS lets the tool do.</summary>
    Access,

    /// <summary>The list of a course's people.</summary>
    Members,

    /// <summary>Values that the LMS should have filled in.</summary>
    Variables,

    /// <summary>The tool's own keys.</summary>
    ToolKeys,
}

/// <summary>One finding. Its sentence stands in <c>DoctorWords.resx</c> under its code; its facts are counts, hosts, ids of keys and names of settings, never a person's.</summary>
/// <param name="Area">What it is about.</param>
/// <param name="State">How it stands.</param>
/// <param name="Code">Stable, such as <c>CHK1001</c>.</param>
/// <param name="Facts">What stands in the places of the sentence.</param>
public sealed record Finding(CheckArea Area, FindingState State, string Code, params IReadOnlyList<object> Facts)
{
    /// <summary>True where the first fact is a number and the sentence has one form for 1 and one for all others.</summary>
    public bool IsCounted { get; init; }

    /// <summary>What the LMS answered, where that is the reason.</summary>
    public LtiFault? Fault { get; init; }

    /// <summary>The code of launches that were refused, where it is about those.</summary>
    public string? Refusal { get; init; }
}
