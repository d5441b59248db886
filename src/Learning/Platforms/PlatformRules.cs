using Integration.Lti;
using Integration.Lti.Http;

namespace Integration.Learning.Platforms;

/// <summary>What a platform must look like before it is kept.</summary>
internal static class PlatformRules
{
    private const int MaxText = 255;
    private const int MaxAddress = 2000;
    private const int MaxList = 100;

    /// <summary>The first thing that is wrong, or null.</summary>
    internal static SetupRefusal? Problem(NewPlatform asked, LtiToolOptions tool)
    {
        foreach (var (option, text) in Texts(asked))
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText || text.Any(char.IsControl))
            {
                return new("SET2001", $"{option} is empty, longer than {MaxText} characters, or holds control characters.");
            }
        }

        foreach (var (option, address) in Addresses(asked))
        {
            if (ParseAddress(address, tool) is null)
            {
                return new("SET2002", $"{option} must be an absolute https address without user name or fragment; got '{address}'.");
            }
        }

        if (asked.FrameOrigins.FirstOrDefault(origin => ParseOrigin(origin, tool) is null) is { } badOrigin)
        {
            return new("SET2003", $"--frame-origin must be an https origin such as https://lms.example.org; got '{badOrigin}'.");
        }

        if (asked.ServiceHosts.FirstOrDefault(host => ParseHost(host) is null) is { } badHost)
        {
            return new("SET2004", $"--service-host must be a host name without scheme, port or path; got '{badHost}'.");
        }

        return asked.DeploymentIds.Count > MaxList || asked.FrameOrigins.Count > MaxList || asked.ServiceHosts.Count > MaxList
            ? new("SET2005", $"At most {MaxList} deployments, frame origins and service hosts can be given at once.")
            : null;
    }

    /// <summary>A host as those of addresses are compared, in ASCII; null when it is more or less than a host.</summary>
    internal static string? ParseHost(string text) =>
        Uri.CheckHostName(text) is not UriHostNameType.Unknown && WebAddress.TryRead(new UriBuilder(Uri.UriSchemeHttps, text).ToString(), out var address)
            ? address.IdnHost
            : null;

    /// <summary>An address as the platform gave it, or null when it is not one this tool may call or send people to.</summary>
    internal static Uri? ParseAddress(string text, LtiToolOptions tool) =>
        text.Length <= MaxAddress
        && WebAddress.TryRead(text, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && tool.IsDevelopment))
        && address.UserInfo.Length == 0
        && address.Fragment.Length == 0
            ? address
            : null;

    /// <summary>An origin in its one canonical spelling, or null.</summary>
    internal static string? ParseOrigin(string text, LtiToolOptions tool) =>
        ParseAddress(text, tool) is { PathAndQuery: "/" } origin ? WebAddress.Origin(origin) : null;

    private static IEnumerable<(string Option, string Text)> Texts(NewPlatform asked) =>
    [
        ("--issuer", asked.Issuer),
        ("--client-id", asked.ClientId),
        .. asked.Name is null ? Array.Empty<(string, string)>() : [("--name", asked.Name)],
        .. asked.ProductFamily is null ? Array.Empty<(string, string)>() : [("--family", asked.ProductFamily)],
        .. asked.TokenAudience is null ? Array.Empty<(string, string)>() : [("--audience", asked.TokenAudience)],
        .. asked.DeploymentIds.Select(id => ("--deployment", id)),
    ];

    private static IEnumerable<(string Option, string Address)> Addresses(NewPlatform asked) =>
    [
        ("--auth-url", asked.AuthorizationEndpoint),
        ("--token-url", asked.TokenEndpoint),
        ("--jwks-url", asked.JwksUri),
    ];
}
