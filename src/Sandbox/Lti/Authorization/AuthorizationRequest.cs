using Integration.Sandbox.Lti.Registrations;
using Microsoft.Extensions.Primitives;

namespace Integration.Sandbox.Lti.Authorization;

/// <summary>The tool's authentication request (Security Framework 1.0, 5.1.1.2), with the rules that need no session.</summary>
internal sealed class AuthorizationRequest(IReadOnlyDictionary<string, StringValues> values)
{
    public string? ClientId => One("client_id");

    public string? State => One("state");

    public string? Nonce => One("nonce");

    public string? LoginHint => One("login_hint");

    public string? MessageHint => One("lti_message_hint");

    public static async Task<AuthorizationRequest> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var values = HttpMethods.IsPost(request.Method) && request.HasFormContentType
            ? (await request.ReadFormAsync(ct)).ToDictionary(p => p.Key, p => p.Value)
            : request.Query.ToDictionary(p => p.Key, p => p.Value);
        return new AuthorizationRequest(values);
    }

    /// <summary>What makes an answer to the tool impossible: without these the address to answer to is not known to be the tool's.</summary>
    public Refusal? FaultInAddress(ToolRegistration? tool)
    {
        if (tool is null)
        {
            return new Refusal("unauthorized_client", "client_id is missing or not registered here.");
        }

        return One("redirect_uri") == tool.LaunchUri
            ? null
            : new Refusal("invalid_request", "redirect_uri is missing or not exactly the registered one.");
    }

    /// <summary>What is reported back to the tool.</summary>
    public Refusal? Fault()
    {
        if (values.FirstOrDefault(v => v.Value.Count > 1) is { Key: { } repeated })
        {
            return new Refusal("invalid_request", $"{repeated} is there more than once.");
        }

        if (One("response_type") != "id_token")
        {
            return new Refusal("unsupported_response_type", "response_type must be id_token.");
        }

        if (One("scope") != "openid")
        {
            return new Refusal("invalid_scope", "scope must be openid.");
        }

        if (One("response_mode") != "form_post")
        {
            return new Refusal("invalid_request", "response_mode must be form_post.");
        }

        if (One("prompt") != "none")
        {
            return new Refusal("invalid_request", "prompt must be none.");
        }

        return new[] { "nonce", "state", "login_hint", "lti_message_hint" }.FirstOrDefault(name => string.IsNullOrEmpty(One(name))) is { } missing
            ? new Refusal("invalid_request", $"{missing} is missing.")
            : null;
    }

    private string? One(string name) => values.TryGetValue(name, out var value) && value.Count == 1 ? value[0] : null;
}
