using System.Text.Json.Nodes;
using Integration.Lti.Registrations;

namespace Integration.Tests.Certification;

/// <summary>The 1EdTech certification suite as its published payloads show it: its addresses, its constants, and the launch that its tests vary.</summary>
internal static class SuiteBaseline
{
    public const string Host = "ltiadvantagevalidator.imsglobal.org";
    public const string Deployment = "testdeploy";
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";
    private const string Validator = "https://" + Host;

    public static PlatformUnderTest Platform() => new("suite", Validator, "imstester_0000001")
    {
        Registration = new Registration
        {
            Id = new RegistrationId("suite"),
            Issuer = Validator,
            ClientId = "imstester_0000001",
            AuthorizationEndpoint = new Uri(Validator + "/ltitool/oidcauthurl.html"),
            TokenEndpoint = new Uri(Validator + "/ltitool/authcodejwt.html"),
            TokenAudience = Validator + "/ltitool/authcodejwt.html",
            JwksUri = new Uri("https://oauth2server.imsglobal.org/jwks"),
            Deployments = new Dictionary<string, DeploymentStatus> { [Deployment] = DeploymentStatus.Approved },
        },
    };

    /// <summary>A launch with everything: <c>aud</c> a plain text, no <c>azp</c>, no <c>tool_platform</c>, no <c>lis</c>.</summary>
    public static JsonObject Launch(BrowserUnderTest browser, PlatformUnderTest platform, bool isTeacher)
    {
        var claims = Common(browser, platform, isTeacher ? "40898" : "40899", isTeacher ? "Instructor" : "Learner");
        claims[Lti + "message_type"] = "LtiResourceLinkRequest";
        claims[Lti + "target_link_uri"] = ToolUnderTest.Public + "/";
        claims[Lti + "resource_link"] = new JsonObject { ["id"] = "9527", ["title"] = "Introduction Assignment", ["description"] = "This is the introduction assignment" };
        claims[Lti + "custom"] = new JsonObject { ["myCustomValue"] = "123" };
        return claims;
    }

    /// <summary>The deep linking request, which names neither a target nor a link.</summary>
    public static JsonObject DeepLinkingRequest(BrowserUnderTest browser, PlatformUnderTest platform)
    {
        var claims = Common(browser, platform, "40898", "Instructor");
        claims[Lti + "message_type"] = "LtiDeepLinkingRequest";
        claims["https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"] = new JsonObject
        {
            ["accept_types"] = new JsonArray("link", "file", "html", "ltiResourceLink"),
            ["accept_media_types"] = "image/*,text/html,application/json",
            ["accept_presentation_document_targets"] = new JsonArray("iframe", "window"),
            ["accept_multiple"] = true,
            ["auto_create"] = true,
            ["title"] = "This is the default title",
            ["text"] = "This is the default text",
            ["data"] = "909708",
            ["deep_link_return_url"] = Validator + "/ltitool/deeplinkresponse.html",
        };
        return claims;
    }

    public static string Sign(JsonObject claims, PlatformUnderTest platform)
        => platform.Sign(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = PlatformUnderTest.Kid }.ToJsonString(), claims.ToJsonString(), "RS256");

    private static JsonObject Common(BrowserUnderTest browser, PlatformUnderTest platform, string subject, string role)
    {
        var now = browser.Tool.Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = platform.Registration.Issuer,
            ["aud"] = platform.Registration.ClientId,
            ["sub"] = subject,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = browser.Nonce,
            ["name"] = "Ines Marisol Prieto",
            ["given_name"] = "Ines",
            ["family_name"] = "Prieto",
            ["middle_name"] = "Marisol",
            ["email"] = "ines.prieto@school.example",
            ["locale"] = "en_US",
            [Lti + "version"] = "1.3.0",
            [Lti + "deployment_id"] = Deployment,
            [Lti + "roles"] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/membership#" + role),
            [Lti + "context"] = new JsonObject
            {
                ["id"] = "10843",
                ["label"] = "LTI Bootcamp",
                ["title"] = "LTI Bootcamp Course",
                ["type"] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"),
            },
            ["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = new JsonObject
            {
                ["scope"] = new JsonArray(
                    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
                    "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
                    "https://purl.imsglobal.org/spec/lti-ags/scope/score"),
                ["lineitems"] = Validator + "/ltitool/rest/assignmentsgrades/10843/lineitems",
            },
            ["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] = new JsonObject
            {
                ["context_memberships_url"] = Validator + "/ltitool/namesandroles.html?memberships=10843",
                ["service_versions"] = new JsonArray("2.0"),
            },
        };
    }
}
