using Integration.Lti.DeepLinking;
using Integration.Lti.Registrations;
using Integration.Lti.Services;

namespace Integration.Lti.Launch;

/// <summary>The message types this tool answers.</summary>
public enum LtiMessageType
{
    /// <summary><c>LtiResourceLinkRequest</c>.</summary>
    ResourceLink,

    /// <summary><c>LtiDeepLinkingRequest</c>.</summary>
    DeepLinking,

    /// <summary><c>LtiSubmissionReviewRequest</c>.</summary>
    SubmissionReview,
}

/// <summary>
/// A launch whose signature, claims, deployment, nonce and browser have all been checked: the only form in which a launch reaches the rest of the tool.
/// Values are as the platform sent them, except that <c>""</c> and unresolved <c>$Variables</c> read as missing.
/// See <see href="https://www.imsglobal.org/spec/lti/v1p3#required-message-claims">LTI Core 5.3</see>.
/// </summary>
public sealed record LtiLaunch
{
    /// <summary>Who signed it.</summary>
    public required Registration Registration { get; init; }

    /// <summary>An approved deployment of that registration.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>What the platform wants.</summary>
    public required LtiMessageType MessageType { get; init; }

    /// <summary>The person, unique and stable within the issuer (<c>sub</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The person's roles, parsed. Rights in a course come from context roles only.</summary>
    public required LtiRoles Roles { get; init; }

    /// <summary>The students a mentor looks on for (<c>role_scope_mentor</c>), by <c>sub</c>; empty for everyone else, whatever the claim says.</summary>
    public IReadOnlyList<string> MentorOf { get; init; } = [];

    /// <summary>Where the person meant to go; always an address of this tool.</summary>
    public required Uri TargetLinkUri { get; init; }

    /// <summary>The course, or null for a launch outside any course.</summary>
    public LtiContext? Context { get; init; }

    /// <summary>The placed link; present on every resource link launch, and on a submission review where the platform says so.</summary>
    public ResourceLink? ResourceLink { get; init; }

    /// <summary>Present on every deep linking launch.</summary>
    public DeepLinkingSettings? DeepLinking { get; init; }

    /// <summary>
    /// Whose work is to be shown; present on every submission review. Whoever does not answer students has nobody here but herself, or as a mentor whom she
    /// looks on for.
    /// </summary>
    public ForUser? ForUser { get; init; }

    /// <summary>Assignment and Grade Services, when offered; on a submission review with its line item.</summary>
    public AgsEndpoint? Grades { get; init; }

    /// <summary>Names and Role Provisioning Services, when offered.</summary>
    public NrpsEndpoint? Roster { get; init; }

    /// <summary>The Platform Notification Service, when offered.</summary>
    public NoticeService? Notices { get; init; }

    /// <summary>How and where the tool is shown.</summary>
    public LaunchPresentation? Presentation { get; init; }

    /// <summary>Custom values; keys compare without case because some platforms lower them.</summary>
    public required IReadOnlyDictionary<string, string> Custom { get; init; }

    /// <summary>Variables among the custom values that the platform did not fill in, such as <c>$CourseSection.sourcedId</c>.</summary>
    public IReadOnlyList<string> Unresolved { get; init; } = [];

    /// <summary>The platform instance that launched.</summary>
    public ToolPlatform? Platform { get; init; }

    /// <summary>What the person may be called; every part may be missing.</summary>
    public required PersonName Name { get; init; }

    /// <summary>The person's language as a BCP 47 tag: the <c>locale</c> claim, else the presentation's.</summary>
    public string? Locale { get; init; }

    /// <summary>SIS ids, when shared.</summary>
    public LisIds? Lis { get; init; }
}

/// <summary>A course or group (<c>context</c> claim).</summary>
public sealed record LtiContext(string Id, string? Label, string? Title, IReadOnlyList<string> Types);

/// <summary>A placed link (<c>resource_link</c> claim).</summary>
public sealed record ResourceLink(string Id, string? Title, string? Description);

/// <summary>The student whose work a submission review is about (<c>for_user</c> claim). Her names and roles are not read: the tool knows its people itself.</summary>
public sealed record ForUser(string UserId);

/// <summary>How the tool is shown (<c>launch_presentation</c> claim). <paramref name="ReturnUrl"/> is an absolute http(s) address or null.</summary>
public sealed record LaunchPresentation(string? DocumentTarget, Uri? ReturnUrl, string? Locale);

/// <summary>The platform instance (<c>tool_platform</c> claim).</summary>
public sealed record ToolPlatform(string? Guid, string? Name, string? ProductFamilyCode, string? Version);

/// <summary>What a person may be called, as sent.</summary>
public sealed record PersonName(string? Full, string? Given, string? Family);

/// <summary>SIS ids (<c>lis</c> claim).</summary>
public sealed record LisIds(string? PersonSourcedId, string? CourseOfferingSourcedId, string? CourseSectionSourcedId);
