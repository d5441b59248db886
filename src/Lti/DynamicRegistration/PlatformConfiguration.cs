using System.Text.Json.Serialization;

namespace Integration.Lti.DynamicRegistration;

/// <summary>What a platform says about itself before a registration, read and cross-checked.</summary>
/// <param name="Issuer">The <c>iss</c> of its tokens, as written.</param>
/// <param name="AuthorizationEndpoint">Where the browser is sent for the authentication request.</param>
/// <param name="TokenEndpoint">Where access tokens are asked for.</param>
/// <param name="JwksUri">Its public keys.</param>
/// <param name="RegistrationEndpoint">Where the registration is posted.</param>
/// <param name="TokenAudience">The <c>aud</c> of client assertions: <c>authorization_server</c> where that is an address, else the token endpoint.</param>
/// <param name="ProductFamily">The short name of a product that is known, else its <c>product_family_code</c> in lower case; "" when it names none.</param>
public sealed record PlatformConfiguration(
    string Issuer,
    Uri AuthorizationEndpoint,
    Uri TokenEndpoint,
    Uri JwksUri,
    Uri RegistrationEndpoint,
    Uri TokenAudience,
    string ProductFamily)
{
    /// <summary>Everything a person, a token or a registration is sent to, and whom token requests are made out to.</summary>
    [JsonIgnore]
    public IReadOnlyList<Uri> Addresses => [AuthorizationEndpoint, TokenEndpoint, TokenAudience, JwksUri, RegistrationEndpoint];

    /// <summary>The platform's version, for people.</summary>
    public string Version { get; init; } = "";

    /// <summary>The account that registers, where the platform says so (Canvas).</summary>
    public string AccountName { get; init; } = "";

    /// <summary>Scopes it may grant; null when it lists none, which is not the same as granting none.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Claims it may send; null when it lists none.</summary>
    public IReadOnlyList<string>? Claims { get; init; }

    /// <summary>Message types it may send; null when it lists none.</summary>
    public IReadOnlyList<string>? Messages { get; init; }

    /// <summary>Substitution variables it knows, without the dollar; null when it lists none.</summary>
    public IReadOnlyList<string>? Variables { get; init; }
}
