using Integration.Sandbox.Sis.Rest;

namespace Integration.Sandbox.Sis.Security;

/// <summary>Who may read: a bearer token with one of the route's scopes or, for 1.1, a signed request as well.</summary>
internal sealed class SisAccess(PracticeSis sis, SisTokens tokens, SignedRequest signed)
{
    public SisFault? Fault(HttpRequest request, SisVersion version, IReadOnlyList<string> scopes)
    {
        var header = request.Headers.Authorization.ToString();
        if (version == SisVersion.V11 && header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase))
        {
            // A consumer key opens what the client was granted, like its tokens do.
            return signed.Fault(request, header) is { } fault ? SisFault.Unauthorised(fault)
                : scopes.Intersect(SisScopes.All).Any() ? null
                : SisFault.Forbidden("This client was not granted that.");
        }

        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || tokens.Use(header["Bearer ".Length..].Trim(), sis.Weather.TokenCalls) is not { } granted)
        {
            return SisFault.Unauthorised("A bearer token is missing, unknown or expired.");
        }

        return granted.Intersect(scopes).Any() ? null : SisFault.Forbidden("The token lacks the scope for this.");
    }
}
