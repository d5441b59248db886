using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Integration.OneRoster.Security;

/// <summary>
/// Signs every request anew. Servers are split between two signature methods, so a connection that names none begins with HMAC-SHA256 and, when that is refused,
/// tries the other one once; what the SIS takes is remembered.
/// </summary>
internal sealed class OAuth1Authorization(SignatureMethods methods, OAuth1Credentials credentials, TimeProvider clock) : ICallAuthorization
{
    private SignatureMethod? _probing;

    /// <inheritdoc/>
    public ValueTask<OneRosterFault?> ApplyAsync(HttpRequestMessage request, CancellationToken ct)
    {
        // A nonce per request, retries included: servers keep used ones.
        var parameter = OAuth1Signature.Parameter(
            request.Method, request.RequestUri!, credentials, Method(request), RandomNumberGenerator.GetHexString(32, lowercase: true), clock.GetUtcNow().ToUnixTimeSeconds());
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", parameter);
        return ValueTask.FromResult<OneRosterFault?>(null);
    }

    /// <inheritdoc/>
    public bool Refused(HttpRequestMessage request)
    {
        if (credentials.Method is not null || _probing is not null)
        {
            _probing = null;
            return false;
        }

        _probing = Method(request) == SignatureMethod.HmacSha256 ? SignatureMethod.HmacSha1 : SignatureMethod.HmacSha256;
        return true;
    }

    /// <inheritdoc/>
    public void Accepted(HttpRequestMessage request)
    {
        if (credentials.Method is null)
        {
            methods.Note(request.RequestUri!, credentials.ConsumerKey, Method(request));
            _probing = null;
        }
    }

    private SignatureMethod Method(HttpRequestMessage request)
        => credentials.Method ?? _probing ?? methods.Find(request.RequestUri!, credentials.ConsumerKey) ?? SignatureMethod.HmacSha256;
}
