using System.Buffers;
using System.Net.Http.Headers;
using Integration.Lti.Http;

namespace Integration.Lti.Keys;

/// <summary>Fetches a platform's key set: no redirects, five seconds, 100 KB.</summary>
internal sealed class KeyFetch(IHttpClientFactory clients, LtiToolOptions options, TimeProvider clock)
{
    /// <summary>The largest key set that is read.</summary>
    internal const int MaxBytes = 100 * 1024;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);

    // A platform that says "do not cache" would otherwise be asked on every launch.
    private static readonly TimeSpan MinLifetime = TimeSpan.FromMinutes(1);

    /// <summary>The keys and how long they may be used, or null: every failure of the other side is just no keys.</summary>
    public async Task<FetchedKeys?> FetchAsync(Uri address)
    {
        if (!PlatformHttp.MayCall(address, options))
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(TimeLimit, clock);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await clients.CreateClient(PlatformHttp.ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (!response.IsSuccessStatusCode || await ReadBodyAsync(response.Content, timeout.Token) is not { } body || KeySet.Read(body) is not { } keys)
            {
                return null;
            }

            return new FetchedKeys(keys, Lifetime(response.Headers.CacheControl));
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContent content, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes + 1);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(ct);
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, MaxBytes + 1), MaxBytes + 1, throwOnEndOfStream: false, ct);
            return read > MaxBytes ? null : buffer.AsSpan(0, read).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static TimeSpan Lifetime(CacheControlHeaderValue? cache)
    {
        var asked = cache is { NoStore: true } or { NoCache: true } ? TimeSpan.Zero : cache?.MaxAge ?? MaxLifetime;
        return TimeSpan.FromTicks(Math.Clamp(asked.Ticks, MinLifetime.Ticks, MaxLifetime.Ticks));
    }
}

/// <summary>One key set as fetched.</summary>
internal sealed record FetchedKeys(Dictionary<string, PlatformKey> Keys, TimeSpan Lifetime);
