using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Integration.Lti.Registrations;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Services;

/// <summary>
/// Access tokens by client credentials, kept until shortly before they expire. Callers that need the same token at the same time share one request:
/// platforms throttle tools that ask for a token per score.
/// </summary>
internal sealed class AccessTokens(PlatformExchange exchange, ClientAssertions assertions, TimeProvider clock, ILogger<AccessTokens> log)
{
    private const int SweepAbove = 1000;
    private readonly ConcurrentDictionary<TokenKey, Lazy<Task<LtiResult<AccessToken>>>> _requests = new();

    /// <summary>A token for these scopes, from the cache while it is fresh.</summary>
    public async Task<LtiResult<AccessToken>> GetAsync(Registration registration, string deploymentId, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var key = TokenKey.Of(registration, deploymentId, scopes);
        while (true)
        {
            var request = _requests.GetOrAdd(
                key,
                _ => new Lazy<Task<LtiResult<AccessToken>>>(() => AskAsync(registration, deploymentId, scopes)));
            var wasKept = request.IsValueCreated && request.Value.IsCompleted;
            var keep = false;
            try
            {
                // The request goes on when this caller gives up: others wait for it too.
                var answer = await request.Value.WaitAsync(ct).ConfigureAwait(false);
                keep = answer.TryGetValue(out var token, out _) && clock.GetUtcNow() < token.RenewAt;
                if (keep || !wasKept)
                {
                    return answer;
                }
            }
            finally
            {
                if (!keep && request.Value.IsCompleted)
                {
                    _requests.TryRemove(KeyValuePair.Create(key, request));
                }
            }
        }
    }

    /// <summary>Asks for a token although one may be kept, for somebody who wants to know whether the platform gives one now. Null when it does.</summary>
    public async Task<LtiFault?> TryAsync(Registration registration, string deploymentId, IReadOnlyList<string> scopes, CancellationToken ct)
        => (await AskAsync(registration, deploymentId, scopes).WaitAsync(ct).ConfigureAwait(false)).Fault;

    /// <summary>Drops a token that a service refused, unless a newer one has taken its place already.</summary>
    public void Forget(Registration registration, string deploymentId, IReadOnlyList<string> scopes, AccessToken token)
    {
        var key = TokenKey.Of(registration, deploymentId, scopes);
        if (_requests.TryGetValue(key, out var request) && Holds(request) == token)
        {
            _requests.TryRemove(KeyValuePair.Create(key, request));
        }
    }

    private async Task<LtiResult<AccessToken>> AskAsync(Registration registration, string deploymentId, IReadOnlyList<string> scopes)
    {
        Sweep();
        var askedAt = clock.GetUtcNow();
        var assertion = await assertions.SignAsync(registration, deploymentId, CancellationToken.None).ConfigureAwait(false);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
            ["scope"] = string.Join(' ', scopes),
        };
        var sent = await exchange.SendAsync(registration, HttpMethod.Post, registration.TokenEndpoint, Fill, CancellationToken.None).ConfigureAwait(false);
        var token = sent.TryGetValue(out var answer, out var fault) ? AccessToken.Read(answer, scopes, askedAt) : fault;
        if (token.Fault is { } refused)
        {
            log.TokenFailed(registration.TokenEndpoint.IdnHost, refused.Kind.Code, refused.HttpStatus);
        }
        else
        {
            log.TokenGranted(registration.TokenEndpoint.IdnHost, scopes.Count);
        }

        return token;

        void Fill(HttpRequestMessage message)
        {
            message.Content = new FormUrlEncodedContent(form);
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }
    }

    private void Sweep()
    {
        if (_requests.Count > SweepAbove)
        {
            foreach (var entry in _requests.Where(entry => Holds(entry.Value) is { } token && token.RenewAt <= clock.GetUtcNow()))
            {
                _requests.TryRemove(entry);
            }
        }
    }

    private static AccessToken? Holds(Lazy<Task<LtiResult<AccessToken>>> request)
        => request is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? request.Value.Result.Value : null;

    // The client and its endpoint are part of the key, so that a registration that is edited does not go on with the old one's token.
    private readonly record struct TokenKey(RegistrationId Registration, string ClientId, Uri TokenEndpoint, string DeploymentId, string Scopes)
    {
        public static TokenKey Of(Registration registration, string deploymentId, IReadOnlyList<string> scopes)
            => new(registration.Id, registration.ClientId, registration.TokenEndpoint, deploymentId, string.Join(' ', scopes.Order(StringComparer.Ordinal)));
    }
}
