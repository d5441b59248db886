using Integration.Lti.DynamicRegistration.Families;
using Integration.Lti.Http;

namespace Integration.Lti.DynamicRegistration;

/// <summary>
/// Who may speak for whom. A configuration is believed only when it lies on its issuer's own host, and only for endpoints and an audience there; an issuer that
/// is a vendor's own may spread over that vendor's hosts. All platforms trust the same key of this tool, so a stranger who could name a vendor's token endpoint,
/// or have his requests made out to it, would be given another district's tokens.
/// </summary>
internal static class HostRules
{
    /// <summary>Null when issuer, configuration and endpoints belong together.</summary>
    public static LtiFault? Refuse(Uri configurationAddress, PlatformConfiguration configuration, LtiToolOptions tool)
    {
        if (!WebAddress.TryRead(configuration.Issuer, out var issuer) || !PlatformHttp.MayCall(issuer, tool))
        {
            return new LtiFault(RegistrationFaults.ConfigurationIncomplete, "issuer is no https address");
        }

        var vendor = ProductFamily.Of(configuration.ProductFamily);
        bool Belongs(Uri address) => Same(issuer, address) || (vendor.Owns(issuer) && vendor.Owns(address));
        if (!Belongs(configurationAddress))
        {
            return new LtiFault(RegistrationFaults.IssuerElsewhere, $"issuer {issuer.IdnHost}, configuration {configurationAddress.IdnHost}");
        }

        foreach (var address in configuration.Addresses)
        {
            if (!PlatformHttp.MayCall(address, tool))
            {
                return new LtiFault(RegistrationFaults.EndpointElsewhere, $"{address.Scheme}://{address.IdnHost} is not https");
            }

            if (!Belongs(address))
            {
                return new LtiFault(RegistrationFaults.EndpointElsewhere, $"issuer {issuer.IdnHost}, address {address.IdnHost}");
            }
        }

        return null;
    }

    // Another port is another server, perhaps another person's.
    private static bool Same(Uri one, Uri other) =>
        string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase) && one.Port == other.Port;
}
