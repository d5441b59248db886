using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>The OAuth 2 token endpoint: client credentials, proven with a signed assertion.</summary>
internal static class TokenEndpoints
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Registration.TokenPath, IssueAsync);

    private static async Task<IResult> IssueAsync(HttpRequest request, ClientAssertion assertion, AccessTokens tokens, PlayedLms played, CancellationToken ct)
    {
        // Refusals come under the same type, as a tool that reads only JSON by its type would not expect.
        var type = played.Current.TokenMediaType;
        if (!request.HasFormContentType)
        {
            return new Refusal("invalid_request", "The request must be a form.").ToJson(type);
        }

        var form = await request.ReadFormAsync(ct);
        if (form["grant_type"] != "client_credentials")
        {
            return new Refusal("unsupported_grant_type", "grant_type must be client_credentials.").ToJson(type);
        }

        if (form["client_assertion_type"] != AssertionType)
        {
            return new Refusal("invalid_request", $"client_assertion_type must be {AssertionType}.").ToJson(type);
        }

        if (!(await assertion.CheckAsync(form["client_assertion"], ct)).Holds(out var tool, out var fault))
        {
            return fault.ToJson(type);
        }

        var wanted = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (wanted.Count == 0 || wanted.Except(tool.Scopes).Any())
        {
            return new Refusal("invalid_scope", "scope is missing, or names one that this tool was not granted.").ToJson(type);
        }

        return Results.Json(
            new
            {
                access_token = tokens.Issue(wanted),
                token_type = "Bearer",
                expires_in = AccessTokens.Seconds,
                scope = string.Join(' ', wanted),
            },
            contentType: type);
    }
}
