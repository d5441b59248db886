using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Lti.Http;

/// <summary>
/// The one way out to a platform. An admin, or a signed launch, names the addresses this client calls, so it follows no redirect, sends no cookie, uses no
/// proxy, and connects only to the very addresses it vetted: a name that resolves to the inside of our own network is refused (SSRF).
/// </summary>
internal static class PlatformHttp
{
    /// <summary>The name of the <see cref="HttpClient"/> for everything fetched from or sent to a platform.</summary>
    public const string ClientName = "lti-platform";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Registers the named client. Callers set shorter limits of their own.</summary>
    public static IHttpClientBuilder AddPlatformHttp(this IServiceCollection services, LtiToolOptions options)
        => services
            .AddHttpClient(ClientName, client => client.Timeout = RequestTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => CreateHandler(options.IsDevelopment))

            // The factory's own log lines hold whole addresses, and service addresses hold ids of courses and people.
            .RemoveAllLoggers();

    /// <summary>True for an https address, and for plain http while the tool itself runs on a loopback address.</summary>
    public static bool MayCall(Uri address, LtiToolOptions options)
        => address.IsAbsoluteUri
            && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (options.IsDevelopment && address.Scheme == Uri.UriSchemeHttp));

    internal static SocketsHttpHandler CreateHandler(bool allowPrivateAddresses) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        ConnectCallback = async (context, ct) =>
        {
            var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
            var allowed = allowPrivateAddresses ? addresses : Array.FindAll(addresses, PublicAddress.IsPublic);
            if (allowed.Length == 0)
            {
                throw new AddressRefusedException(context.DnsEndPoint.Host);
            }

            // Connecting to the vetted addresses, not to the name, leaves no second look-up for an attacker's DNS to change.
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}

/// <summary>A platform's host name leads nowhere public.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"{host} resolves to no public address.");
