using Integration.Lti.Registrations;

namespace Integration.Lti.Launch;

/// <summary>
/// Where it is noted how the logins and launches of a registration ended. It is called while a person waits, so an implementation neither waits nor throws.
/// What can't be tied to a registration is not noted here: a stranger may send as much of it as he likes.
/// </summary>
public interface ILaunchLog
{
    /// <summary>Notes one line.</summary>
    void Note(RegistrationId registration, LaunchLine line);
}

/// <summary>How a login or launch ended.</summary>
public enum LaunchOutcome
{
    /// <summary>It passed every check and was handed to the tool.</summary>
    Admitted,

    /// <summary>It was refused; the line has a code.</summary>
    Refused,

    /// <summary>The page went to ask platform storage. When it comes back, another line with the same reference takes the place of this one.</summary>
    AskedStorage,

    /// <summary>Nothing tied it to its browser, so the page offered a window of its own or said how to open the tool.</summary>
    NewWindow,
}

/// <summary>
/// One launch in what may be kept and shown to support: nothing about a person or a course, no token, no address.
/// </summary>
public sealed record LaunchLine
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The reference that stood on the page.</summary>
    public required string Reference { get; init; }

    /// <summary>How it ended.</summary>
    public required LaunchOutcome Outcome { get; init; }

    /// <summary>The code of a refusal.</summary>
    public string? Code { get; init; }

    /// <summary>The deployment, once the signature held.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>The message type, once the signature held.</summary>
    public string? MessageType { get; init; }

    /// <summary>What tied it to its browser: <c>cookie</c> or <c>platform storage</c>.</summary>
    public string? Rung { get; init; }

    /// <summary>The LMS's product family, as it says.</summary>
    public string? Product { get; init; }

    /// <summary>The LMS's version, as it says.</summary>
    public string? Version { get; init; }

    /// <summary>The services it offered, by the last word of their scope: <c>lineitem</c>, <c>score</c>, <c>contextmembership.readonly</c>.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Variables it did not fill in.</summary>
    public IReadOnlyList<string> Unresolved { get; init; } = [];

    /// <summary>Seconds from the time it was signed at until it came here; negative when the LMS's clock is ahead.</summary>
    public int? SecondsOld { get; init; }
}
