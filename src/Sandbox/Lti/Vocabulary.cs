namespace Integration.Sandbox.Lti;

/// <summary>Claim names of LTI 1.3 messages (LTI Core 1.3, 5; Deep Linking 2.0, 4).</summary>
internal static class Claim
{
    public const string MessageType = Lti + "message_type";
    public const string Version = Lti + "version";
    public const string DeploymentId = Lti + "deployment_id";
    public const string TargetLinkUri = Lti + "target_link_uri";
    public const string ResourceLink = Lti + "resource_link";
    public const string Context = Lti + "context";
    public const string Roles = Lti + "roles";
    public const string RoleScopeMentor = Lti + "role_scope_mentor";
    public const string ForUser = Lti + "for_user";
    public const string ToolPlatform = Lti + "tool_platform";
    public const string LaunchPresentation = Lti + "launch_presentation";
    public const string Custom = Lti + "custom";
    public const string Lis = Lti + "lis";
    public const string NoticeService = Lti + "platformnotificationservice";
    public const string Notice = Lti + "notice";
    public const string OriginContexts = Lti + "origin_contexts";
    public const string Grades = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    public const string Roster = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
    public const string DeepLinkingSettings = DeepLinking + "deep_linking_settings";
    public const string ContentItems = DeepLinking + "content_items";
    public const string Data = DeepLinking + "data";
    public const string Message = DeepLinking + "msg";
    public const string ErrorMessage = DeepLinking + "errormsg";

    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";
    private const string DeepLinking = "https://purl.imsglobal.org/spec/lti-dl/claim/";
}

/// <summary>Message types.</summary>
internal static class MessageType
{
    public const string ResourceLink = "LtiResourceLinkRequest";
    public const string DeepLinkingRequest = "LtiDeepLinkingRequest";
    public const string SubmissionReview = "LtiSubmissionReviewRequest";
    public const string DeepLinkingResponse = "LtiDeepLinkingResponse";
}

/// <summary>Service scopes (AGS 2.0, NRPS 2.0, Platform Notification Service 1.0).</summary>
internal static class Scope
{
    public const string LineItem = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
    public const string LineItemReadOnly = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
    public const string Result = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
    public const string Score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    public const string Roster = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    public const string Notices = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";

    public static IReadOnlyList<string> Grades { get; } = [LineItem, LineItemReadOnly, Result, Score];

    public static IReadOnlyList<string> All { get; } = [.. Grades, Roster, Notices];
}

/// <summary>Media types, compared literally as Moodle does.</summary>
internal static class MediaType
{
    public const string LineItem = "application/vnd.ims.lis.v2.lineitem+json";
    public const string LineItems = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    public const string Score = "application/vnd.ims.lis.v1.score+json";
    public const string Results = "application/vnd.ims.lis.v2.resultcontainer+json";
    public const string Roster = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
}
