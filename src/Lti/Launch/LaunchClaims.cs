using Integration.Lti.DeepLinking;
using Integration.Lti.Faults;
using Integration.Lti.Http;
using Integration.Lti.Registrations;
using Integration.Lti.Services;

namespace Integration.Lti.Launch;

/// <summary>
/// Reads the claims of a verified token into a launch, in the order of <see href="https://www.imsglobal.org/spec/lti/v1p3#required-message-claims">LTI Core 5.3</see>
/// and 5.4. Required claims are refused when missing; optional ones never refuse a launch.
/// </summary>
internal static class LaunchClaims
{
    private const int MaxId = 255;

    /// <summary>The launch these claims describe. Deployment, nonce and browser are not judged here.</summary>
    public static LtiResult<LtiLaunch> Read(ClaimSet claims, Registration registration, LtiToolOptions options)
    {
        // 5.3.1 Message type.
        if (ReadMessageType(claims).TryGetValue(out var messageType, out var fault) is false)
        {
            return fault;
        }

        // 5.3.2 Version.
        if (claims.Raw("https://purl.imsglobal.org/spec/lti/claim/version"u8) is var version && version != "1.3.0")
        {
            return new LtiFault(string.IsNullOrEmpty(version) ? LaunchFaults.VersionMissing : LaunchFaults.VersionWrong, "only 1.3.0 is taken");
        }

        // 5.3.3 Deployment id: present; whether it may come in is the endpoint's question.
        if (claims.Text(ClaimNames.DeploymentId) is not { Length: <= MaxId } deploymentId)
        {
            return new LtiFault(LaunchFaults.DeploymentMissing);
        }

        // 5.3.4 Target link URI: the signed one decides where to go. A deep linking request may come without.
        if (ReadTarget(claims, messageType, options).TryGetValue(out var target, out fault) is false)
        {
            return fault;
        }

        // 5.3.5 Resource link.
        var resourceLink = ReadResourceLink(claims);
        if (messageType == LtiMessageType.ResourceLink && resourceLink is null)
        {
            return new LtiFault(LaunchFaults.ResourceLinkMissing);
        }

        // 5.3.6 User identity.
        if (claims.Text("sub"u8) is not { } subject)
        {
            return new LtiFault(LaunchFaults.SubjectMissing);
        }

        if (subject.Length > MaxId)
        {
            return new LtiFault(LaunchFaults.SubjectTooLong, $"{subject.Length} characters, at most {MaxId} are taken");
        }

        // 5.3.7 Roles: [] and [""] are roles. Deep Linking makes the claim optional.
        var roles = claims.Strings("https://purl.imsglobal.org/spec/lti/claim/roles"u8);
        if (roles is null && messageType != LtiMessageType.DeepLinking)
        {
            return new LtiFault(LaunchFaults.RolesMissing);
        }

        // Deep Linking 4.4.1 Settings.
        DeepLinkingSettings? deepLinking = null;
        if (messageType == LtiMessageType.DeepLinking && ReadDeepLinking(claims, options).TryGetValue(out deepLinking, out fault) is false)
        {
            return fault;
        }

        // Submission Review 3: whose work, in which column.
        var worth = RoleParser.Parse(roles ?? []);
        var mentorOf = worth.IsMentor ? ReadMentorOf(claims) : [];
        var grades = ReadGrades(claims);
        ForUser? forUser = null;
        if (messageType == LtiMessageType.SubmissionReview && ReadForUser(claims, grades, subject, worth, mentorOf).TryGetValue(out forUser, out fault) is false)
        {
            return fault;
        }

        // 5.4 Optional claims.
        var presentation = ReadPresentation(claims);
        var custom = claims.Object("https://purl.imsglobal.org/spec/lti/claim/custom"u8);
        return new LtiLaunch
        {
            Registration = registration,
            DeploymentId = deploymentId,
            MessageType = messageType,
            Subject = subject,
            Roles = worth,
            MentorOf = mentorOf,
            TargetLinkUri = target,
            ResourceLink = resourceLink,
            DeepLinking = deepLinking,
            ForUser = forUser,
            Context = ReadContext(claims),
            Grades = grades,
            Roster = ReadRoster(claims),
            Notices = ReadNotices(claims),
            Presentation = presentation,
            Custom = custom?.ToTexts() ?? new Dictionary<string, string>(),
            Unresolved = custom?.Unresolved() ?? [],
            Platform = ReadPlatform(claims),
            Name = new PersonName(claims.Text("name"u8), claims.Text("given_name"u8), claims.Text("family_name"u8)),
            Locale = AsLanguageTag(claims.Text("locale"u8)) ?? presentation?.Locale,
            Lis = ReadLis(claims),
        };
    }

    private static LtiResult<LtiMessageType> ReadMessageType(ClaimSet claims) => claims.Text(ClaimNames.MessageType) switch
    {
        "LtiResourceLinkRequest" => LtiMessageType.ResourceLink,
        "LtiDeepLinkingRequest" => LtiMessageType.DeepLinking,
        "LtiSubmissionReviewRequest" => LtiMessageType.SubmissionReview,
        null => new LtiFault(LaunchFaults.MessageTypeMissing),
        _ => new LtiFault(LaunchFaults.MessageTypeUnknown, "LtiResourceLinkRequest, LtiDeepLinkingRequest and LtiSubmissionReviewRequest are answered"),
    };

    private static LtiResult<Uri> ReadTarget(ClaimSet claims, LtiMessageType messageType, LtiToolOptions options)
    {
        const string Claim = "https://purl.imsglobal.org/spec/lti/claim/target_link_uri";
        if (claims.Text("https://purl.imsglobal.org/spec/lti/claim/target_link_uri"u8) is not { } text)
        {
            return messageType == LtiMessageType.DeepLinking ? options.PublicUrl : new LtiFault(LaunchFaults.TargetLinkUriMissing);
        }

        var own = WebAddress.Origin(options.PublicUrl);
        return WebAddress.TryRead(text, out var target)
            && target.UserInfo.Length == 0
            && WebAddress.Origin(target) == own
            ? target
            : new LtiFault(LaunchFaults.TargetLinkUriForeign, $"{Claim} must begin with {own}");
    }

    private static ResourceLink? ReadResourceLink(ClaimSet claims)
        => claims.Object("https://purl.imsglobal.org/spec/lti/claim/resource_link"u8) is { } link && link.Text("id"u8) is { Length: <= MaxId } id
            ? new ResourceLink(id, link.Text("title"u8), link.Text("description"u8))
            : null;

    private static LtiResult<DeepLinkingSettings> ReadDeepLinking(ClaimSet claims, LtiToolOptions options)
    {
        if (claims.Object("https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"u8) is not { } settings
            || settings.Strings("accept_types"u8) is not { } acceptTypes)
        {
            return new LtiFault(LaunchFaults.DeepLinkingSettingsMissing);
        }

        if (settings.Address("deep_link_return_url"u8) is not { } returnUrl || !PlatformHttp.MayCall(returnUrl, options))
        {
            return new LtiFault(LaunchFaults.DeepLinkReturnUrlWrong);
        }

        return new DeepLinkingSettings
        {
            ReturnUrl = returnUrl,
            AcceptTypes = acceptTypes,
            AcceptPresentationTargets = settings.Strings("accept_presentation_document_targets"u8) ?? [],
            AcceptMediaTypes = (settings.Text("accept_media_types"u8) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            AcceptMultiple = settings.Flag("accept_multiple"u8) ?? false,
            AcceptLineItem = settings.Flag("accept_lineitem"u8),
            AutoCreate = settings.Flag("auto_create"u8) ?? false,
            Data = settings.Raw("data"u8),
            Title = settings.Text("title"u8),
            Text = settings.Text("text"u8),
        };
    }

    // Judged here, from the signed claims alone: nothing is looked up for somebody who may not see it, so that no answer tells whether it is there.
    private static LtiResult<ForUser> ReadForUser(ClaimSet claims, AgsEndpoint? grades, string subject, LtiRoles worth, IReadOnlyList<string> mentorOf)
    {
        if (claims.Object("https://purl.imsglobal.org/spec/lti/claim/for_user"u8)?.Text("user_id"u8) is not { Length: <= MaxId } student)
        {
            return new LtiFault(LaunchFaults.ForUserMissing);
        }

        if (grades?.LineItem is null)
        {
            return new LtiFault(LaunchFaults.ReviewLineItemMissing);
        }

        return worth.AnswersStudents || student == subject || mentorOf.Contains(student, StringComparer.Ordinal)
            ? new ForUser(student)
            : new LtiFault(LaunchFaults.ForUserForeign);
    }

    private static IReadOnlyList<string> ReadMentorOf(ClaimSet claims)
        => [.. (claims.Strings("https://purl.imsglobal.org/spec/lti/claim/role_scope_mentor"u8) ?? []).Where(sub => sub.Length is > 0 and <= MaxId)];

    private static LtiContext? ReadContext(ClaimSet claims)
        => claims.Object("https://purl.imsglobal.org/spec/lti/claim/context"u8) is { } context && context.Text("id"u8) is { } id
            ? new LtiContext(id, context.Text("label"u8), context.Text("title"u8), context.Strings("type"u8) ?? [])
            : null;

    private static AgsEndpoint? ReadGrades(ClaimSet claims)
    {
        if (claims.Object("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"u8) is not { } endpoint)
        {
            return null;
        }

        var (lineItems, lineItem) = (endpoint.Address("lineitems"u8), endpoint.Address("lineitem"u8));
        return lineItems is null && lineItem is null ? null : new AgsEndpoint(endpoint.Strings("scope"u8) ?? [], lineItems, lineItem);
    }

    private static NrpsEndpoint? ReadRoster(ClaimSet claims)
        => claims.Object("https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"u8)?.Address("context_memberships_url"u8) is { } url
            ? new NrpsEndpoint(url)
            : null;

    private static NoticeService? ReadNotices(ClaimSet claims)
        => claims.Object("https://purl.imsglobal.org/spec/lti/claim/platformnotificationservice"u8) is { } offered
            && offered.Strings("service_versions"u8)?.Contains("1.0", StringComparer.Ordinal) is not false
            && offered.Address("platform_notification_service_url"u8) is { } url
            ? new NoticeService(url, offered.Strings("notice_types_supported"u8) ?? [])
            : null;

    private static LaunchPresentation? ReadPresentation(ClaimSet claims)
        => claims.Object("https://purl.imsglobal.org/spec/lti/claim/launch_presentation"u8) is { } shown
            ? new LaunchPresentation(shown.Text("document_target"u8), shown.Address("return_url"u8), AsLanguageTag(shown.Text("locale"u8)))
            : null;

    private static ToolPlatform? ReadPlatform(ClaimSet claims)
        => claims.Object("https://purl.imsglobal.org/spec/lti/claim/tool_platform"u8) is { } platform
            ? new ToolPlatform(platform.Text("guid"u8), platform.Text("name"u8), platform.Text("product_family_code"u8), platform.Text("version"u8))
            : null;

    private static LisIds? ReadLis(ClaimSet claims)
    {
        if (claims.Object("https://purl.imsglobal.org/spec/lti/claim/lis"u8) is not { } lis)
        {
            return null;
        }

        var ids = new LisIds(lis.Text("person_sourcedid"u8), lis.Text("course_offering_sourcedid"u8), lis.Text("course_section_sourcedid"u8));
        return ids is { PersonSourcedId: null, CourseOfferingSourcedId: null, CourseSectionSourcedId: null } ? null : ids;
    }

    /// <summary>Some platforms write <c>en_US</c>; what does not look like a tag is dropped.</summary>
    private static string? AsLanguageTag(string? locale)
        => locale is { Length: >= 2 and <= 35 } && char.IsAsciiLetter(locale[0]) && locale.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? locale.Replace('_', '-')
            : null;
}
