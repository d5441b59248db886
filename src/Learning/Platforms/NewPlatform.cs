namespace Integration.Learning.Platforms;

/// <summary>A platform as an admin asks for it, unchecked.</summary>
public sealed record NewPlatform
{
    /// <summary>A name for lists; the issuer when left out.</summary>
    public string? Name { get; init; }

    /// <summary>Which LMS it is, such as <c>canvas</c>; left out, its first launch says so.</summary>
    public string? ProductFamily { get; init; }

    /// <summary>The platform's <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The client id the platform gave this tool.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the browser is sent for the authentication request.</summary>
    public required string AuthorizationEndpoint { get; init; }

    /// <summary>Where access tokens are asked for.</summary>
    public required string TokenEndpoint { get; init; }

    /// <summary>The platform's public keys.</summary>
    public required string JwksUri { get; init; }

    /// <summary>The <c>aud</c> of client assertions; the token endpoint when left out.</summary>
    public string? TokenAudience { get; init; }

    /// <summary>The district of the deployments named here, and the one offered for new ones.</summary>
    public string? District { get; init; }

    /// <summary>Deployments to let in at once.</summary>
    public IReadOnlyList<string> DeploymentIds { get; init; } = [];

    /// <summary>Origins allowed to frame the tool's pages.</summary>
    public IReadOnlyList<string> FrameOrigins { get; init; } = [];

    /// <summary>Further hosts that may receive a bearer token.</summary>
    public IReadOnlyList<string> ServiceHosts { get; init; } = [];
}
