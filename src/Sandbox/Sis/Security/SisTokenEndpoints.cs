using System.Net.Http.Headers;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Integration.Sandbox.Sis.Security;

/// <summary>The SIS's token endpoint: OAuth 2 client credentials, in the header, the form or the address.</summary>
internal static class SisTokenEndpoints
{
    public const string Path = "/sis/oauth/token";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, IssueAsync);

    private static async Task<IResult> IssueAsync(HttpRequest request, PracticeSis sis, SisTokens tokens, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        string? Value(string name) => form[name].FirstOrDefault() ?? request.Query[name].FirstOrDefault();

        var (id, secret) = ReadBasic(request) ?? (Value("client_id"), Value("client_secret"));
        if (!sis.Knows(id, secret))
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"practice SIS\"";
            return Refuse("invalid_client", "The client or its secret is unknown.", StatusCodes.Status401Unauthorized);
        }

        if (Value("grant_type") != "client_credentials")
        {
            return Refuse("unsupported_grant_type", "grant_type must be client_credentials.", StatusCodes.Status400BadRequest);
        }

        var asked = Value("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var granted = asked.Length == 0 ? SisScopes.All : [.. asked.Intersect(SisScopes.All)];
        if (granted.Count == 0)
        {
            return Refuse("invalid_scope", "None of these scopes is granted to this client.", StatusCodes.Status400BadRequest);
        }

        sis.Ledger.NoteToken();
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Dictionary<string, object>
        {
            ["access_token"] = tokens.Issue(granted),
            ["token_type"] = "Bearer",
            ["expires_in"] = SisTokens.Seconds,
            ["scope"] = string.Join(' ', granted),
        });
    }

    /// <summary>Id and secret of a Basic header; null without one.</summary>
    public static (string? Id, string? Secret)? ReadBasic(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers[HeaderNames.Authorization], out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length))
        {
            return (null, null);
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null);
    }

    private static IResult Refuse(string error, string description, int status) =>
        Results.Json(new Dictionary<string, string> { ["error"] = error, ["error_description"] = description }, statusCode: status);
}
