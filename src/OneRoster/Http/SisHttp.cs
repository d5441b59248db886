using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.OneRoster.Http;

/// <summary>
/// The one way out to a SIS. Its addresses are typed by people, so this client follows no redirect (credentials would travel with it), keeps no cookies, uses no
/// proxy, and connects only to the addresses it has just vetted.
/// </summary>
internal static class SisHttp
{
    /// <summary>The name of the <see cref="HttpClient"/>.</summary>
    public const string ClientName = "oneroster-sis";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Registers the named client. Each call brings its own time limit, body included.</summary>
    public static void AddSisHttp(this IServiceCollection services)
        => services
            .AddHttpClient(ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<OneRosterOptions>().AllowPrivateAddresses))

            // The factory's own lines hold whole addresses; a token's address may hold a secret, and others hold ids.
            .RemoveAllLoggers();

    private static SocketsHttpHandler Handler(bool allowPrivateAddresses) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        ConnectCallback = async (context, ct) =>
        {
            var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct).ConfigureAwait(false);
            var allowed = allowPrivateAddresses ? found : Array.FindAll(found, PublicAddress.IsPublic);
            if (allowed.Length == 0)
            {
                throw new InsideAddressException(context.DnsEndPoint.Host);
            }

            // To the vetted addresses and not to the name: a second look-up could answer differently.
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct).ConfigureAwait(false);
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

/// <summary>A name that leads to no public address.</summary>
internal sealed class InsideAddressException(string host) : IOException($"{host} leads to no public address.");
