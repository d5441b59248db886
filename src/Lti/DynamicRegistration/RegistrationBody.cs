using System.Text.Json.Nodes;
using Integration.Lti.DynamicRegistration.Families;

namespace Integration.Lti.DynamicRegistration;

/// <summary>Writes the registration that is posted: the generic form, then what the platform's family needs differently.</summary>
internal static class RegistrationBody
{
    /// <summary>The member that holds the LTI part.</summary>
    public const string ToolPart = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    internal const string ResourceLink = "LtiResourceLinkRequest";
    internal const string DeepLinking = "LtiDeepLinkingRequest";
    internal const string SubmissionReview = "LtiSubmissionReviewRequest";

    private static readonly string[] AlwaysClaimed = ["iss", "sub"];

    /// <summary>The body of the POST.</summary>
    public static JsonObject Write(PlatformConfiguration platform, ToolProfile tool, LtiToolOptions options, Access access)
    {
        var family = ProductFamily.Of(platform.ProductFamily);
        var launch = new Uri(options.PublicUrl, LtiRoutes.Launch).AbsoluteUri;
        return new JsonObject
        {
            ["application_type"] = "web",
            ["response_types"] = Array(["id_token"]),
            ["grant_types"] = Array(["implicit", "client_credentials"]),
            ["initiate_login_uri"] = new Uri(options.PublicUrl, LtiRoutes.Login).AbsoluteUri,
            ["redirect_uris"] = Array([launch]),
            ["client_name"] = tool.Name,
            ["jwks_uri"] = new Uri(options.PublicUrl, LtiRoutes.Jwks).AbsoluteUri,
            ["logo_uri"] = tool.LogoUri.AbsoluteUri,
            ["policy_uri"] = tool.PolicyUri.AbsoluteUri,
            ["token_endpoint_auth_method"] = "private_key_jwt",
            ["scope"] = string.Join(' ', Scopes(platform, access)),
            [ToolPart] = ToolConfiguration(family, platform, tool, options, access, launch),
        };
    }

    /// <summary>Asked for, as far as the platform grants it at all: Canvas refuses a registration that names a scope it does not know.</summary>
    internal static IReadOnlyList<string> Scopes(PlatformConfiguration platform, Access access) =>
        Known(AccessMap.Scopes(AccessMap.IsOffered(platform, Access.Copies) ? access : access & ~Access.Copies), platform.Scopes);

    private static JsonObject ToolConfiguration(
        ProductFamily family, PlatformConfiguration platform, ToolProfile tool, LtiToolOptions options, Access access, string launch)
    {
        var configuration = new JsonObject
        {
            ["domain"] = options.PublicUrl.Authority,
            ["target_link_uri"] = launch,
            ["description"] = tool.Description,
            ["claims"] = Array(AlwaysClaimed.Concat(Known(AccessMap.Claims(access), platform.Claims))),
            ["custom_parameters"] = Custom(family, platform, tool),
            ["messages"] = new JsonArray([.. family.Messages(tool, launch).Where(message => IsOffered(message, platform))]),
        };
        family.Finish(configuration, tool, access);
        return configuration;
    }

    // A variable the platform does not know would come back as its own name; names lose their capitals on some platforms.
    private static JsonObject Custom(ProductFamily family, PlatformConfiguration platform, ToolProfile tool)
    {
        var custom = new JsonObject();
        foreach (var (name, value) in tool.Custom.Concat(family.Custom))
        {
            var isKnown = !value.StartsWith('$') || platform.Variables is not { } known || known.Any(variable => variable.TrimStart('$') == value[1..]);
            if (isKnown && family.Keeps(value))
            {
                custom[name.ToLowerInvariant()] = value;
            }
        }

        return custom;
    }

    // A platform that does not say what it sends gets the two messages that all of them send.
    private static bool IsOffered(JsonObject message, PlatformConfiguration platform) =>
        platform.Messages is { } offered ? offered.Contains((string?)message["type"], StringComparer.Ordinal) : (string?)message["type"] != SubmissionReview;

    private static List<string> Known(IReadOnlyList<string> wanted, IReadOnlyList<string>? supported) =>
        [.. wanted.Where(one => supported is null || supported.Contains(one, StringComparer.Ordinal))];

    internal static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
