using Integration.Lti.Http;

namespace Integration.Lti.Registrations;

/// <summary>The tool's own short, random id of a registration; it names the login address <c>/lti/login/{registration}</c>.</summary>
public readonly record struct RegistrationId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>
/// What one platform (an LMS) and this tool agreed on: (issuer, client id), the platform's endpoints, and the deployments known so far.
/// See <see href="https://www.imsglobal.org/spec/lti/v1p3#tool-deployment">LTI Core 3.1</see>.
/// </summary>
public sealed record Registration
{
    /// <summary>The tool's own id of this registration.</summary>
    public required RegistrationId Id { get; init; }

    /// <summary>The platform's <c>iss</c>, compared ordinally, never normalised.</summary>
    public required string Issuer { get; init; }

    /// <summary>The client id the platform gave this tool.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the browser is sent for the authentication request; its origin is also the platform-storage origin.</summary>
    public required Uri AuthorizationEndpoint { get; init; }

    /// <summary>The origin of the LMS's own pages as far as they are known: where it sends people to sign in. Browsers compare it, so it is in ASCII.</summary>
    public string LmsOrigin => WebAddress.Origin(AuthorizationEndpoint) ?? throw new InvalidOperationException("No registration is kept with a host that has no ASCII form.");

    /// <summary>Where access tokens are asked for.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>The platform's public keys.</summary>
    public required Uri JwksUri { get; init; }

    /// <summary>The <c>aud</c> of client assertions: usually the token endpoint, but some platforms name another.</summary>
    public required string TokenAudience { get; init; }

    /// <summary>Which LMS it is (a product family code such as <c>canvas</c>), as an admin said or a launch did; null while unknown. Chooses its quirks.</summary>
    public string? ProductFamily { get; init; }

    /// <summary>A name an admin gave it, for lists and error pages.</summary>
    public string? Name { get; init; }

    /// <summary>Origins allowed to frame the tool's pages, as <c>scheme://host[:port]</c>.</summary>
    public IReadOnlyList<string> FrameOrigins { get; init; } = [];

    /// <summary>Hosts, beside those of the endpoints above, that may receive a bearer token.</summary>
    public IReadOnlyList<string> ServiceHosts { get; init; } = [];

    /// <summary>Deployment ids seen so far and whether each is approved. An id that is not here is unknown.</summary>
    public IReadOnlyDictionary<string, DeploymentStatus> Deployments { get; init; } = new Dictionary<string, DeploymentStatus>();
}

/// <summary>Whether launches of a deployment are let in.</summary>
public enum DeploymentStatus
{
    /// <summary>A signed launch named it; an admin has not said yes yet.</summary>
    Pending,

    /// <summary>An admin said yes.</summary>
    Approved,
}
