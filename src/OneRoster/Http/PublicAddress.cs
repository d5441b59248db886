using System.Net;
using System.Net.Sockets;

namespace Integration.OneRoster.Http;

/// <summary>
/// Tells addresses that the whole internet could reach from those that lead somewhere inside: loopback, private, link-local (cloud metadata), shared, reserved.
/// The LTI room has its own; the two rooms never meet.
/// </summary>
internal static class PublicAddress
{
    // IANA's special-purpose registries, https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-, read November 2026.
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
            "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork TranslatedIPv4 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True when nothing of ours can stand behind <paramref name="address"/>.</summary>
    public static bool IsPublic(IPAddress address)
    {
        // An IPv4 address inside an IPv6 one is judged by where it leads.
        var target = address switch
        {
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
            { AddressFamily: AddressFamily.InterNetworkV6 } when TranslatedIPv4.Contains(address) => new IPAddress(address.GetAddressBytes().AsSpan(12)),
            _ => address,
        };
        return !Inside.Any(network => network.Contains(target));
    }
}
