using System.Net.Http.Headers;

namespace Integration.OneRoster.Security;

/// <summary>A bearer by client credentials; one that is refused is replaced.</summary>
internal sealed class OAuth2Authorization(AccessTokens tokens, OAuth2Credentials credentials, Uri tokenAddress) : ICallAuthorization
{
    /// <inheritdoc/>
    public async ValueTask<OneRosterFault?> ApplyAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var granted = await tokens.GetAsync(credentials, tokenAddress, ct).ConfigureAwait(false);
        if (granted.TryGetValue(out var token, out var fault))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        }

        return fault;
    }

    /// <inheritdoc/>
    public bool Refused(HttpRequestMessage request)
    {
        tokens.Forget(credentials, tokenAddress, request.Headers.Authorization?.Parameter);
        return true;
    }

    /// <inheritdoc/>
    public void Accepted(HttpRequestMessage request)
    {
    }
}
