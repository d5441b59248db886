namespace Integration.Learning.Install.Guides;

/// <summary>The shapes of each LMS's ids, and the addresses that all its customers share.</summary>
internal static class PasteBacks
{
    private const string Number = "[0-9]{1,20}";
    private const string Guid = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private const string Origin = @"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?";
    private const string Address = @"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~%+:@=-]*)*(\?[A-Za-z0-9._~%+:@=&-]*)?";
    private const string Word = "[A-Za-z0-9._:-]{1,255}";
    private const string SampleGuid = "5c8d7a31-9a7e-4b52-8f06-3a1d0e6c2b94";

    internal static PasteBack Canvas { get; } = new(
        [
            new("client-id", "Client ID (Developer Keys, Details)", Number, "10000000000042"),
            new("deployment", "Deployment Id (app settings)", Number + ":[0-9a-f]{40}", "25:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"),
            new("address", "Canvas address", Origin, "https://school.instructure.com"),
        ],
        [
            ("issuer", "https://canvas.instructure.com"),
            ("auth-url", "https://sso.canvaslms.com/api/lti/authorize_redirect"),
            ("token-url", "https://canvas.instructure.com/login/oauth2/token"),
            ("jwks-url", "https://sso.canvaslms.com/api/lti/security/jwks"),
            ("frame-origin", "{address}"),
            ("service-host", "{host}"),
        ]);

    internal static PasteBack Schoology { get; } = new(
        [
            new("client-id", "Client ID (Options, API Info)", Number, "4242424242"),
            new("deployment", "Deployment ID (Organization Apps, Configure)", Number + "-" + Number, "4242424242-1234567890"),
            new("address", "Schoology address", Origin, "https://school.schoology.com"),
        ],
        [
            ("issuer", "https://schoology.schoology.com"),
            ("auth-url", "https://lti-service.svc.schoology.com/lti-service/authorize-redirect"),
            ("token-url", "https://lti-service.svc.schoology.com/lti-service/access-token"),
            ("jwks-url", "https://lti-service.svc.schoology.com/lti-service/.well-known/jwks"),
            ("frame-origin", "{address}"),
        ])
    {
        // The number before the hyphen is the client id of an app the school made itself.
        DeploymentBeginsWithClient = true,
    };

    internal static PasteBack Moodle { get; } = new(
        [
            new("client-id", "Client ID", "[A-Za-z0-9]{15}", "dxN9xTKzbUh9t6J"),
            new("deployment", "Deployment ID", Number, "3"),
            new("issuer", "Platform ID", Address, "https://moodle.example.org"),
        ],
        [
            ("auth-url", "{issuer}/mod/lti/auth.php"),
            ("token-url", "{issuer}/mod/lti/token.php"),
            ("jwks-url", "{issuer}/mod/lti/certs.php"),
        ]);

    internal static PasteBack Brightspace { get; } = new(
        [
            new("client-id", "Client Id", Guid, SampleGuid),
            new("deployment", "Deployment ID", Guid, "0b7e4c1d-2f68-4a0c-9b1e-7d3c5f8a6e20"),
            new("issuer", "Issuer", Origin, "https://school.brightspace.com"),
            new("token-url", "Brightspace OAuth2 Access Token URL", Address, "https://auth.brightspace.com/core/connect/token"),
            new("audience", "OAuth2 Audience", Address, "https://api.brightspace.com/auth/token"),
            new("auth-url", "OpenID Connect Authentication Endpoint", Address, "https://school.brightspace.com/d2l/lti/authenticate"),
            new("jwks-url", "Brightspace Keyset URL", Address, "https://school.brightspace.com/d2l/.well-known/jwks"),
        ],
        []);

    internal static PasteBack Blackboard { get; } = new(
        [
            new("client-id", "Client ID (Application ID)", Guid, SampleGuid),
            new("deployment", "Deployment ID", Guid, "0b7e4c1d-2f68-4a0c-9b1e-7d3c5f8a6e20"),
            new("address", "Blackboard address", Origin, "https://learn.school.example.org"),
        ],
        [
            ("issuer", "https://blackboard.com"),
            ("auth-url", "https://developer.anthology.com/api/v1/gateway/oidcauth"),
            ("token-url", "https://developer.anthology.com/api/v1/gateway/oauth2/jwttoken"),
            ("jwks-url", "https://developer.blackboard.com/api/v1/management/applications/{client-id}/jwks.json"),
            ("frame-origin", "{address}"),
            ("service-host", "{host}"),
        ]);

    internal static PasteBack OpenEdx { get; } = Addresses("Issuer", "OIDC Callback URL", "Access Token URL", "Keyset URL", "https://courses.school.example.org");

    internal static PasteBack Itslearning { get; } = Addresses("Issuer", "Authorization URL", "Access token URL", "JWKS URL", "https://school.itslearning.com");

    private static PasteBack Addresses(string issuer, string authorization, string token, string keys, string sample) => new(
        [
            new("client-id", "Client ID", Word, SampleGuid),
            new("deployment", "Deployment ID", Word, "1"),
            new("issuer", issuer, Address, sample),
            new("auth-url", authorization, Address, sample + "/lti/launch/"),
            new("token-url", token, Address, sample + "/lti/token/1"),
            new("jwks-url", keys, Address, sample + "/lti/keys/1"),
        ],
        []);
}
