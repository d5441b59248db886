using System.Globalization;
using Integration.Lti.Http;
using Integration.Lti.Registrations;

namespace Integration.Lti.Services;

/// <summary>
/// The one place that decides where a bearer token, or the assertion that buys one, may be sent. Service addresses come out of launches and out of the
/// platform's own answers, so a platform that is tricked or broken could otherwise send this tool's tokens anywhere.
/// </summary>
internal static class BearerDestinations
{
    /// <summary>Null when <paramref name="address"/> may receive a bearer of <paramref name="registration"/>; otherwise the fault.</summary>
    public static LtiFault? Refuse(Registration registration, Uri address, bool isDevelopment)
    {
        if (WebAddress.Host(address) is null)
        {
            return Refused("an address without a host");
        }

        if (address.UserInfo.Length > 0)
        {
            return Refused($"{address.IdnHost}: user information in the address");
        }

        var plainOnLoopback = address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && isDevelopment;
        if (address.Scheme != Uri.UriSchemeHttps && !plainOnLoopback)
        {
            return Refused($"{address.Scheme}://{address.IdnHost}: not https");
        }

        return IsKnownHost(registration, address) ? null : Refused($"{Authority(address)}: not a host of this registration");
    }

    private static bool IsKnownHost(Registration registration, Uri address)
        => new[] { registration.AuthorizationEndpoint, registration.TokenEndpoint, registration.JwksUri }
               .Any(known => Same(Authority(known), Authority(address)))
           || registration.ServiceHosts.Any(host => Same(host, Authority(address)) || (address.IsDefaultPort && Same(host, address.IdnHost)));

    // Another port is another server, perhaps another person's.
    private static string Authority(Uri address)
        => address.IsDefaultPort ? address.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{address.IdnHost}:{address.Port}");

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static LtiFault Refused(string why) => new(ServiceFaults.AddressRefused, why);
}
