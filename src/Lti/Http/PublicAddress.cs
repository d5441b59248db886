using System.Net;
using System.Net.Sockets;

namespace Integration.Lti.Http;

/// <summary>Tells the public internet from everything else: loopback, private, link-local (cloud metadata lives there), shared, reserved, multicast.</summary>
internal static class PublicAddress
{
    // The special-purpose registries of IANA (RFC 6890 and its updates).
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True only for an address that the whole internet could reach.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Unwrap(address);
        return !Array.Exists(NotPublic, network => network.Contains(plain));
    }

    /// <summary>IPv4 hidden in IPv6 is judged as the IPv4 address it leads to.</summary>
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address))
        {
            return new IPAddress(address.GetAddressBytes().AsSpan(12));
        }

        return address;
    }
}
