using System.Text.Json;

namespace Integration.Sandbox.Lti.Registrations;

/// <summary>Reads a registration as strictly as the strictest LMS: what is required is there, everything lies on one https or loopback host, no scope is unknown.</summary>
internal static class RegistrationBody
{
    public const string ToolPart = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static readonly string[] Messages = [MessageType.ResourceLink, MessageType.DeepLinkingRequest, MessageType.SubmissionReview];

    /// <summary>The tool as it wants to be registered; its client id and deployment are the LMS's to give.</summary>
    public static Verdict<ToolRegistration> Read(JsonElement body)
    {
        if (Fixed(body) is { } wrong)
        {
            return wrong;
        }

        if (body.Text("client_name") is not { Length: > 0 and <= 255 } name)
        {
            return Invalid("client_name is missing.");
        }

        if (List(body, "redirect_uris") is not [var launch])
        {
            return Invalid("redirect_uris must hold exactly one address.");
        }

        if (!body.TryGetProperty(ToolPart, out var part) || part.ValueKind != JsonValueKind.Object)
        {
            return Invalid("The LTI tool configuration is missing.");
        }

        var (login, keys) = (body.Text("initiate_login_uri"), body.Text("jwks_uri"));
        foreach (var address in new[] { login, keys, launch, part.Text("target_link_uri") })
        {
            if (!IsOn(address, part.Text("domain")))
            {
                return new Refusal("invalid_redirect_uri", "initiate_login_uri, jwks_uri, redirect_uris and target_link_uri must lie on the domain that is named.");
            }
        }

        if (List(part, "claims") is not { Count: > 0 })
        {
            return Invalid("claims is missing.");
        }

        if (MessageFault(part) is { } fault)
        {
            return fault;
        }

        var scopes = (body.Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return scopes.Except(Scope.All).FirstOrDefault() is { } unknown
            ? Invalid($"The scope {unknown} is not known here.")
            : new ToolRegistration("", "", name, login!, launch, keys!, scopes);
    }

    private static Refusal? Fixed(JsonElement body)
    {
        if (body.Text("application_type") != "web" || body.Text("token_endpoint_auth_method") != "private_key_jwt")
        {
            return Invalid("application_type must be web and token_endpoint_auth_method private_key_jwt.");
        }

        return List(body, "response_types") is not ["id_token"] || List(body, "grant_types") is not { } grants || !grants.Order().SequenceEqual(["client_credentials", "implicit"])
            ? Invalid("response_types must be id_token; grant_types must be implicit and client_credentials.")
            : null;
    }

    private static Refusal? MessageFault(JsonElement part)
    {
        if (!part.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            return Invalid("messages is missing.");
        }

        return messages.EnumerateArray().Any(message => message.ValueKind != JsonValueKind.Object || !Messages.Contains(message.Text("type")))
            ? Invalid("There is a message of a type that is not known here.")
            : null;
    }

    private static bool IsOn(string? text, string? domain) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Fragment.Length == 0
        && address.Authority == domain;

    private static List<string>? List(JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(entry => entry.GetString()!)]
            : null;

    private static Refusal Invalid(string text) => new("invalid_client_metadata", text);
}
