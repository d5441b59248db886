using System.Net.Http.Headers;
using Integration.Lti.Keys;
using Integration.Lti.Quirks;
using Integration.Lti.Registrations;

namespace Integration.Lti.Services;

/// <summary>
/// Asks a platform what somebody wants to know who is setting the tool up: afresh, past every cache, under the rules that all calls are under. It changes nothing.
/// </summary>
public sealed class PlatformProbe
{
    private readonly PlatformExchange _exchange;
    private readonly AccessTokens _tokens;
    private readonly TimeProvider _clock;

    internal PlatformProbe(PlatformExchange exchange, AccessTokens tokens, TimeProvider clock)
        => (_exchange, _tokens, _clock) = (exchange, tokens, clock);

    /// <summary>Fetches the platform's key set as a launch with an unknown key would.</summary>
    public async Task<LtiResult<KeysSeen>> ReadKeysAsync(Registration registration, CancellationToken ct)
    {
        var request = ServiceRequest.Get(registration.JwksUri, "application/json");
        var sent = await _exchange.SendAsync(registration, request.Method, request.Address, Fill, ct).ConfigureAwait(false);
        if (!sent.TryGetValue(out var answer, out var fault))
        {
            return fault;
        }

        if (answer.ToFault(request, ProductQuirks.Of(registration)) is { } failed)
        {
            return failed;
        }

        if (answer.Body.Length > KeyFetch.MaxBytes)
        {
            return answer.Fault(ServiceFaults.AnswerTooLarge);
        }

        return KeySet.Read(answer.Body) is { } keys ? new KeysSeen([.. keys.Keys.Order(StringComparer.Ordinal)], answer.Date is { } date ? _clock.GetUtcNow() - date : null) : answer.Unreadable();

        void Fill(HttpRequestMessage message) => message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(request.Accept));
    }

    /// <summary>Asks for one token of one scope; null when the platform gave it.</summary>
    public Task<LtiFault?> AskTokenAsync(Registration registration, string deploymentId, string scope, CancellationToken ct)
        => _tokens.TryAsync(registration, deploymentId, [scope], ct);
}

/// <summary>A platform's key set, seen just now.</summary>
/// <param name="Kids">The ids of the keys that can verify a launch (RS256, 2048 bits or more).</param>
/// <param name="ClockAhead">How far our clock stands ahead of the platform's; null when its answer has no <c>Date</c>.</param>
public sealed record KeysSeen(IReadOnlyList<string> Kids, TimeSpan? ClockAhead);
