using System.Net;
using System.Net.Http.Headers;
using Integration.Lti.Http;
using Integration.Lti.Quirks;
using Integration.Lti.Registrations;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Services;

/// <summary>On whose behalf a service is called, and with which right.</summary>
internal sealed record ServiceCaller(Registration Registration, string DeploymentId, string Scope);

/// <summary>One request to a service.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Where to.</param>
/// <param name="Accept">The one media type wanted back.</param>
/// <param name="Body">What is posted.</param>
/// <param name="BodyType">Its media type, sent to the letter.</param>
internal sealed record ServiceRequest(HttpMethod Method, Uri Address, string Accept, byte[]? Body = null, string? BodyType = null)
{
    /// <summary>A read.</summary>
    public static ServiceRequest Get(Uri address, string accept) => new(HttpMethod.Get, address, accept);

    /// <summary>A write.</summary>
    public static ServiceRequest Post(Uri address, string mediaType, byte[] body) => new(HttpMethod.Post, address, mediaType, body, mediaType);

    /// <summary>A replacement of the whole.</summary>
    public static ServiceRequest Put(Uri address, string mediaType, byte[] body) => new(HttpMethod.Put, address, mediaType, body, mediaType);

    /// <summary>A removal.</summary>
    public static ServiceRequest Delete(Uri address, string accept) => new(HttpMethod.Delete, address, accept);

    /// <summary>True for a posted score.</summary>
    public bool IsScore => BodyType == MediaTypes.Score;

    /// <summary>Puts the token, the media types and the body into a message.</summary>
    public void Fill(HttpRequestMessage message, AccessToken token)
    {
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Accept));
        if (Body is not null && BodyType is not null)
        {
            message.Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue(BodyType) } };
        }
    }
}

/// <summary>Calls a platform's services with a bearer token: a refused token is replaced once, and every status but 2xx is a fault.</summary>
internal sealed class ServiceCalls(PlatformExchange exchange, AccessTokens tokens, LtiToolOptions tool, ILogger<ServiceCalls> log)
{
    /// <summary>Sends <paramref name="request"/> for <paramref name="caller"/>.</summary>
    public async Task<LtiResult<ServiceAnswer>> SendAsync(ServiceCaller caller, ServiceRequest request, CancellationToken ct)
    {
        var result = await SendQuietlyAsync(caller, request, ct).ConfigureAwait(false);
        if (result.Fault is { } fault)
        {
            log.CallFailed(request.Method.Method, WebAddress.Host(request.Address) ?? "", fault.Kind.Code, fault.HttpStatus);
        }

        return result;
    }

    private async Task<LtiResult<ServiceAnswer>> SendQuietlyAsync(ServiceCaller caller, ServiceRequest request, CancellationToken ct)
    {
        // Asked here as well as in the exchange, so that no token is even bought for an address that may not have it.
        if (BearerDestinations.Refuse(caller.Registration, request.Address, tool.IsDevelopment) is { } refused)
        {
            return refused;
        }

        for (var isSecondTry = false; ; isSecondTry = true)
        {
            var granted = await tokens.GetAsync(caller.Registration, caller.DeploymentId, [caller.Scope], ct).ConfigureAwait(false);
            if (!granted.TryGetValue(out var token, out var fault))
            {
                return fault;
            }

            var sent = await exchange
                .SendAsync(caller.Registration, request.Method, request.Address, message => request.Fill(message, token), ct)
                .ConfigureAwait(false);
            if (!sent.TryGetValue(out var answer, out fault))
            {
                return fault;
            }

            if (answer.Status == HttpStatusCode.Unauthorized)
            {
                tokens.Forget(caller.Registration, caller.DeploymentId, [caller.Scope], token);
                if (!isSecondTry)
                {
                    continue;
                }
            }

            return answer.ToFault(request, ProductQuirks.Of(caller.Registration)) is { } failed ? failed : answer;
        }
    }
}
