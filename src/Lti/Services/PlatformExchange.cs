using System.Net;
using Integration.Lti.Http;
using Integration.Lti.Registrations;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Integration.Lti.Services;

/// <summary>Sends one request to a platform and reads the answer to its end, within limits of time and size; whatever the network does becomes a fault.</summary>
internal sealed class PlatformExchange
{
    private const int ErrorBytes = 16 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly IHttpClientFactory _clients;
    private readonly LtiToolOptions _tool;
    private readonly ServiceLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpResponseMessage> _reads;

    public PlatformExchange(IHttpClientFactory clients, LtiToolOptions tool, ServiceLimits limits, TimeProvider clock)
    {
        (_clients, _tool, _limits, _clock) = (clients, tool, limits, clock);
        _reads = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 1,
                Delay = limits.ReadRetryDelay,
                ShouldRetryAfterHeader = false,
                ShouldHandle = args => ValueTask.FromResult(IsHiccup(args.Outcome)),
            })
            .Build();
    }

    /// <summary>
    /// Sends a request, completed by <paramref name="fill"/>, if its address may have it. A GET is tried once more when the platform hiccups; a POST
    /// never, because the first one may have arrived.
    /// </summary>
    public async Task<LtiResult<ServiceAnswer>> SendAsync(
        Registration registration, HttpMethod method, Uri address, Action<HttpRequestMessage> fill, CancellationToken ct)
    {
        if (BearerDestinations.Refuse(registration, address, _tool.IsDevelopment) is { } refused)
        {
            return refused;
        }

        using var time = new CancellationTokenSource(_limits.Call, _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        try
        {
            using var response = await SendAsync(method, address, fill, stop.Token).ConfigureAwait(false);
            return await ReadAsync(address, response, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new LtiFault(ServiceFaults.TimedOut, address.IdnHost);
        }
        catch (Exception e) when (e is AddressRefusedException || e.InnerException is AddressRefusedException)
        {
            return new LtiFault(ServiceFaults.AddressRefused, address.IdnHost);
        }
        catch (HttpRequestException e)
        {
            return new LtiFault(ServiceFaults.NoAnswer, $"{address.IdnHost}: {e.HttpRequestError}");
        }
        catch (IOException)
        {
            return new LtiFault(ServiceFaults.NoAnswer, $"{address.IdnHost}: the answer broke off");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, Action<HttpRequestMessage> fill, CancellationToken ct)
    {
        using var client = _clients.CreateClient(PlatformHttp.ClientName);
        client.Timeout = Timeout.InfiniteTimeSpan; // the token holds the time, body included
        return method == HttpMethod.Get
            ? await _reads.ExecuteAsync(async token => await SendOnceAsync(token).ConfigureAwait(false), ct).ConfigureAwait(false)
            : await SendOnceAsync(ct).ConfigureAwait(false);

        async Task<HttpResponseMessage> SendOnceAsync(CancellationToken token)
        {
            using var request = new HttpRequestMessage(method, address);
            fill(request);

            // Some firewalls in front of platforms turn away requests without it.
            request.Headers.TryAddWithoutValidation("User-Agent", "Integration-Lti/1.0");
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        }
    }

    private static bool IsHiccup(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { InnerException: not AddressRefusedException } } => true,
        { Result: { StatusCode: >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented } answer } => answer.Headers.RetryAfter is null,
        _ => false,
    };

    private async Task<LtiResult<ServiceAnswer>> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken ct)
    {
        var head = new ServiceAnswer(address, response.StatusCode, [], Links(response), RetryAfter(response)) { Date = response.Headers.Date };
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            return head.Fault(ServiceFaults.Redirected);
        }

        var most = head.IsSuccess ? _limits.AnswerBytes : ErrorBytes;
        var body = await ReadAtMostAsync(response.Content, most, ct).ConfigureAwait(false);
        if (body.Length <= most)
        {
            return head with { Body = body };
        }

        return head.IsSuccess ? head.Fault(ServiceFaults.AnswerTooLarge) : head with { Body = body[..most] };
    }

    /// <summary>Reads up to one byte more than <paramref name="most"/>, which tells "too large" without trusting any announced length.</summary>
    private static async Task<byte[]> ReadAtMostAsync(HttpContent content, int most, CancellationToken ct)
    {
        using var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while (body.Length <= most && (read = await stream.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, (int)Math.Min(read, most + 1 - body.Length));
        }

        return body.ToArray();
    }

    private static string[] Links(HttpResponseMessage response)
        => response.Headers.NonValidated.TryGetValues("Link", out var links) ? [.. links] : [];

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestWait.Ticks)) : null;
    }
}
