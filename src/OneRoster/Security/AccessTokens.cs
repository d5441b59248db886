using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Integration.OneRoster.Http;
using Microsoft.Extensions.Logging;

namespace Integration.OneRoster.Security;

/// <summary>Access tokens by client credentials, kept in memory to nine tenths of their life. Callers that need the same one at once share one request.</summary>
internal sealed class AccessTokens(IHttpClientFactory clients, SisLimits limits, TimeProvider clock, ILogger<AccessTokens> log)
{
    private const int MostBytes = 64 * 1024;
    private const int SweepAbove = 500;
    private readonly ConcurrentDictionary<TokenKey, Lazy<Task<OneRosterResult<AccessToken>>>> _requests = new();

    /// <summary>A token, from memory while it is fresh.</summary>
    public async Task<OneRosterResult<AccessToken>> GetAsync(OAuth2Credentials credentials, Uri address, CancellationToken ct)
    {
        var key = TokenKey.Of(credentials, address);
        while (true)
        {
            var request = _requests.GetOrAdd(key, _ => new Lazy<Task<OneRosterResult<AccessToken>>>(() => AskAsync(credentials, address)));
            var wasKept = request is { IsValueCreated: true, Value.IsCompleted: true };
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

    /// <summary>Drops a token that the SIS refused, unless a newer one has taken its place already.</summary>
    public void Forget(OAuth2Credentials credentials, Uri address, string? refused)
    {
        var key = TokenKey.Of(credentials, address);
        if (_requests.TryGetValue(key, out var request) && Held(request)?.Value == refused)
        {
            _requests.TryRemove(KeyValuePair.Create(key, request));
        }
    }

    private async Task<OneRosterResult<AccessToken>> AskAsync(OAuth2Credentials credentials, Uri address)
    {
        Sweep();
        using var time = new CancellationTokenSource(limits.Token, clock);
        OneRosterResult<AccessToken> result;
        try
        {
            result = await ExchangeAsync(credentials, address, time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            result = new OneRosterFault(SisFaults.TimedOut, $"token, {address.IdnHost}");
        }
        catch (Exception e) when (SisFailures.Of(e, address) is { } failure)
        {
            result = e is AnswerTooLargeException ? new OneRosterFault(SisFaults.TokenUnreadable, address.IdnHost) : failure;
        }

        if (result.Fault is { } fault)
        {
            log.TokenFailed(address.IdnHost, fault.Kind.Code, fault.HttpStatus);
        }
        else
        {
            log.TokenGranted(address.IdnHost);
        }

        return result;
    }

    private async Task<OneRosterResult<AccessToken>> ExchangeAsync(OAuth2Credentials credentials, Uri address, CancellationToken ct)
    {
        var askedAt = clock.GetUtcNow();
        using var client = clients.CreateClient(SisHttp.ClientName);
        using var request = TokenRequest.Write(credentials, address);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        using var stream = new AnswerStream(await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false), MostBytes, ct);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(ct).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? AccessToken.Read(body, askedAt) is { } token ? token : response.Fault(SisFaults.TokenUnreadable, address, clock)
            : Refusal(response, address, AccessToken.ErrorOf(body));
    }

    private OneRosterFault Refusal(HttpResponseMessage response, Uri address, string? error)
    {
        var kind = ((int)response.StatusCode, error) switch
        {
            ( >= 300 and < 400, _) => SisFaults.Redirected,
            (408, _) => SisFaults.TimedOut,
            (429, _) or (_, "slow_down") => SisFaults.Busy,
            ( >= 500, _) or (_, "temporarily_unavailable" or "server_error") => SisFaults.ServerFailed,
            (_, "invalid_scope") => SisFaults.ScopeRefused,
            _ => SisFaults.TokenRefused,
        };
        return response.Fault(kind, address, clock, error is null ? "token" : $"token {error}");
    }

    private void Sweep()
    {
        if (_requests.Count > SweepAbove)
        {
            foreach (var entry in _requests.Where(entry => Held(entry.Value) is { } token && token.RenewAt <= clock.GetUtcNow()))
            {
                _requests.TryRemove(entry);
            }
        }
    }

    private static AccessToken? Held(Lazy<Task<OneRosterResult<AccessToken>>> request)
        => request is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? request.Value.Result.Value : null;

    // A connection that is edited must not go on with the old one's token; the secret stands here as its hash.
    private readonly record struct TokenKey(string Address, string ClientId, string Secret, CredentialPlacement Placement, string Scopes)
    {
        public static TokenKey Of(OAuth2Credentials credentials, Uri address) => new(
            address.AbsoluteUri,
            credentials.ClientId,
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(credentials.ClientSecret))),
            credentials.Placement,
            string.Join(' ', credentials.Scopes.Order(StringComparer.Ordinal)));
    }
}
