using System.Collections.ObjectModel;
using System.Text.Json;

namespace Integration.Lti.Services;

/// <summary>A gradebook column. See <see href="https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service-scope-and-allowed-http-methods">AGS 3.2</see>.</summary>
public sealed record LineItem
{
    /// <summary>The column's address; null before it is created.</summary>
    public Uri? Id { get; init; }

    /// <summary>Not blank.</summary>
    public required string Label { get; init; }

    /// <summary>Above zero.</summary>
    public required decimal ScoreMaximum { get; init; }

    /// <summary>The tool's own resource id; kept by the platform on copies.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The tool's own mark; kept by the platform on copies.</summary>
    public string? Tag { get; init; }

    /// <summary>The placed link the column belongs to.</summary>
    public string? ResourceLinkId { get; init; }

    /// <summary>From when on work is taken.</summary>
    public DateTimeOffset? StartDateTime { get; init; }

    /// <summary>Until when work is taken.</summary>
    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>False while grades are kept from students; null when the platform does not say.</summary>
    public bool? GradesReleased { get; init; }

    /// <summary>How a teacher opens a student's work from the column.</summary>
    public SubmissionReview? SubmissionReview { get; init; }

    /// <summary>Members of a vendor's own, as read; an update gives them back.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = ReadOnlyDictionary<string, JsonElement>.Empty;
}

/// <summary>Which line items to list; those that are null do not narrow the list.</summary>
/// <param name="ResourceLinkId">The placed link.</param>
/// <param name="ResourceId">The tool's own resource id.</param>
/// <param name="Tag">The tool's own mark.</param>
/// <param name="Limit">How many a page should hold; all pages are read in any case.</param>
public sealed record LineItemFilter(string? ResourceLinkId = null, string? ResourceId = null, string? Tag = null, int? Limit = null);

/// <summary>How far the student is. See AGS 3.4.7.</summary>
public enum ActivityProgress
{
    /// <summary>Not begun.</summary>
    Initialized,

    /// <summary>Begun.</summary>
    Started,

    /// <summary>Being worked on.</summary>
    InProgress,

    /// <summary>Handed in, may be handed in again.</summary>
    Submitted,

    /// <summary>Finished.</summary>
    Completed,
}

/// <summary>How far the grading is. See AGS 3.4.8.</summary>
public enum GradingProgress
{
    /// <summary>The score is final.</summary>
    FullyGraded,

    /// <summary>A machine will grade.</summary>
    Pending,

    /// <summary>A person will grade.</summary>
    PendingManual,

    /// <summary>Grading failed.</summary>
    Failed,

    /// <summary>Nothing to grade yet.</summary>
    NotReady,
}

/// <summary>One score message. See <see href="https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service">AGS 3.4</see>.</summary>
/// <param name="UserId">The student's <c>sub</c>.</param>
/// <param name="Timestamp">Strictly later than the last one for this line item and student; the same on every retry.</param>
/// <param name="ActivityProgress">How far the student is.</param>
/// <param name="GradingProgress">How far the grading is.</param>
/// <param name="ScoreGiven">Zero or more, or null for none. Null clears the score at the platform.</param>
/// <param name="ScoreMaximum">Above zero; required with a score.</param>
/// <param name="Comment">Plain text the student may see.</param>
public sealed record Score(
    string UserId,
    DateTimeOffset Timestamp,
    ActivityProgress ActivityProgress,
    GradingProgress GradingProgress,
    decimal? ScoreGiven,
    decimal? ScoreMaximum,
    string? Comment = null)
{
    /// <summary>The teacher who gave it; null when it came of itself.</summary>
    public string? ScoringUserId { get; init; }

    /// <summary>When the student began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the student handed it in.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>True when this score tells of work handed in just now, false when it grades work the platform has heard of. Some platforms count attempts by it.</summary>
    public bool IsNewSubmission { get; init; }

    /// <summary>True to replace a grade that somebody gave in the platform itself, where the platform lets a score say so.</summary>
    public bool ReplacesOthers { get; init; }
}

/// <summary>What the gradebook shows for one student. See <see href="https://www.imsglobal.org/spec/lti-ags/v2p0#result-service">AGS 3.3</see>.</summary>
/// <param name="UserId">The student's <c>sub</c>.</param>
/// <param name="Score">The grade as it stands, perhaps changed by the teacher; null when there is none.</param>
/// <param name="Maximum">What <paramref name="Score"/> is out of.</param>
/// <param name="Comment">What was said with it.</param>
public sealed record GradebookResult(string UserId, decimal? Score, decimal Maximum, string? Comment)
{
    /// <summary>Who gave it, when the platform says so.</summary>
    public string? ScoringUserId { get; init; }
}

/// <summary>One member of a course. See <see href="https://www.imsglobal.org/spec/lti-nrps/v2p0#membership-container-media-type">NRPS 2.2</see>.</summary>
/// <param name="UserId">The person's <c>sub</c>.</param>
/// <param name="Roles">The person's roles in this course.</param>
/// <param name="Active">False for <c>Inactive</c> and <c>Deleted</c>.</param>
/// <param name="Name">What the person may be called; every part may be missing.</param>
/// <param name="PersonSourcedId">The SIS id, when shared.</param>
public sealed record Member(string UserId, Launch.LtiRoles Roles, bool Active, Launch.PersonName Name, string? PersonSourcedId)
{
    /// <summary>True for one who is gone for good; only among differences.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>True when an address came with the person; it is not kept.</summary>
    public bool HasEmail { get; init; }

    /// <summary>What a launch of the asked link would tell of this person; empty unless a link was asked for.</summary>
    public IReadOnlyList<MemberMessage> Messages { get; init; } = [];
}

/// <summary>What one launch of one link would tell of a member. See NRPS 3.2.</summary>
/// <param name="MessageType">Such as <c>LtiResourceLinkRequest</c>.</param>
/// <param name="Locale">The person's language, when told.</param>
/// <param name="Custom">Custom values, resolved for this person; keys compare without case.</param>
public sealed record MemberMessage(string MessageType, string? Locale, IReadOnlyDictionary<string, string> Custom);

/// <summary>Which members to read.</summary>
/// <param name="ResourceLinkId">Only those who may open this link, with their messages.</param>
/// <param name="Role">Only those of this role: a full address, or the bare word of a context role.</param>
public sealed record MemberFilter(string? ResourceLinkId = null, string? Role = null);

/// <summary>A course's members, and where to ask for what has changed since, when the platform offers it.</summary>
public sealed record MemberList(IReadOnlyList<Member> Members, Uri? Differences);
