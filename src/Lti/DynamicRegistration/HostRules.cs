using Integration.Lti.DynamicRegistration.Families;
using Integration.Lti.Http;

namespace Integration.Lti.DynamicRegistration;

/// <summary>
/// Who may speak for whom. A configuration is believed only when it lies on its issuer's own host, and only for endpoints there; a vendor that is known to
/// spread over several hosts is allowed those. Otherwise any web server could register itself as somebody's Canvas.
/// </summary>
internal static class HostRules
{
    /// <summary>Null when issuer, configuration and endpoints belong together.</summary>
    public static LtiFault? Refuse(Uri configurationAddress, PlatformConfiguration configuration, LtiToolOptions tool)
    {
        if (!Uri.TryCreate(configuration.Issuer, UriKind.Absolute, out var issuer) || !PlatformHttp.MayCall(issuer, tool))
        {
            return new LtiFault(RegistrationFaults.ConfigurationIncomplete, "issuer is no https address");
        }

        var vendor = ProductFamily.Of(configuration.ProductFamily);
        if (!Same(issuer, configurationAddress) && !(vendor.Owns(issuer) && vendor.Owns(configurationAddress)))
        {
            return new LtiFault(RegistrationFaults.IssuerElsewhere, $"issuer {issuer.IdnHost}, configuration {configurationAddress.IdnHost}");
        }

        foreach (var endpoint in new[] { configuration.AuthorizationEndpoint, configuration.TokenEndpoint, configuration.JwksUri, configuration.RegistrationEndpoint })
        {
            if (!PlatformHttp.MayCall(endpoint, tool))
            {
                return new LtiFault(RegistrationFaults.EndpointElsewhere, $"{endpoint.Scheme}://{endpoint.IdnHost} is not https");
            }

            if (!Same(issuer, endpoint) && !vendor.Owns(endpoint))
            {
                return new LtiFault(RegistrationFaults.EndpointElsewhere, $"issuer {issuer.IdnHost}, endpoint {endpoint.IdnHost}");
            }
        }

        return null;
    }

    // Another port is another server, perhaps another person's.
    private static bool Same(Uri one, Uri other) =>
        string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase) && one.Port == other.Port;
}
