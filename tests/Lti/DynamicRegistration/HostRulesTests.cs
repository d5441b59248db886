using Integration.Lti;
using Integration.Lti.DynamicRegistration;

namespace Integration.Tests.Lti.DynamicRegistration;

/// <summary>Which hosts may speak for which issuer; the vendors' addresses are those of their documentation.</summary>
public sealed class HostRulesTests
{
    private const string VanityCanvas = "https://canvas.maple-district.example";
    private const string VanityBrightspace = "https://learn.maple-district.example";

    private static readonly PlatformConfiguration Canvas = new(
        "https://canvas.instructure.com",
        new Uri("https://sso.canvaslms.com/api/lti/authorize_redirect"),
        new Uri("https://sso.canvaslms.com/login/oauth2/token"),
        new Uri("https://canvas.instructure.com/login/oauth2/token"),
        new Uri("https://sso.canvaslms.com/api/lti/security/jwks"),
        new Uri("https://maple.instructure.com/api/lti/registrations"),
        "canvas");

    private static readonly PlatformConfiguration Brightspace = new(
        "https://maple.brightspace.com",
        new Uri("https://maple.brightspace.com/d2l/lti/authenticate"),
        new Uri("https://auth.brightspace.com/core/connect/token"),
        new Uri("https://api.brightspace.com/auth/token"),
        new Uri("https://maple.brightspace.com/d2l/.well-known/jwks"),
        new Uri("https://maple.brightspace.com/d2l/lti/register"),
        "brightspace");

    private static readonly PlatformConfiguration Blackboard = new(
        "https://blackboard.com",
        new Uri("https://developer.anthology.com/api/v1/gateway/oidcauth"),
        new Uri("https://developer.anthology.com/api/v1/gateway/oauth2/jwttoken"),
        new Uri("https://developer.anthology.com/api/v1/gateway/oauth2/jwttoken"),
        new Uri("https://developer.blackboard.com/api/v1/management/applications/42/jwks.json"),
        new Uri("https://developer.anthology.com/api/v1/registrations"),
        "blackboard");

    private static readonly PlatformConfiguration Stranger = new(
        "https://evil.example",
        new Uri("https://evil.example/auth"),
        new Uri("https://evil.example/token"),
        new Uri("https://evil.example/token"),
        new Uri("https://evil.example/jwks"),
        new Uri("https://evil.example/register"),
        "canvas");

    public static TheoryData<string> Claimed() => ["canvas", "brightspace", "blackboard", "moodle", "example", ""];

    [Fact]
    public void The_vendors_own_schools_pass_as_documented()
    {
        Assert.Null(Refuse(Canvas, "https://maple.instructure.com/api/lti/security/openid-configuration"));
        Assert.Null(Refuse(Brightspace, "https://maple.brightspace.com/d2l/lti/configuration"));
        Assert.Null(Refuse(Blackboard, "https://developer.anthology.com/.well-known/openid-configuration"));
        Assert.Null(Refuse(Stranger, "https://evil.example/config"));
    }

    [Theory, MemberData(nameof(Claimed))]
    public void A_stranger_never_names_a_vendors_host_whatever_product_he_claims(string family)
    {
        foreach (var vendors in new[] { Canvas, Brightspace, Blackboard })
        {
            PlatformConfiguration[] claims =
            [
                Stranger with { TokenEndpoint = vendors.TokenEndpoint, TokenAudience = vendors.TokenEndpoint },
                Stranger with { TokenAudience = vendors.TokenAudience },
                Stranger with { TokenAudience = new Uri(vendors.Issuer) },
                Stranger with { AuthorizationEndpoint = vendors.AuthorizationEndpoint },
                Stranger with { JwksUri = vendors.JwksUri },
                Stranger with { RegistrationEndpoint = vendors.RegistrationEndpoint },
            ];

            Assert.All(claims, claim => Assert.Equal("LTI4013", Refuse(claim with { ProductFamily = family }, "https://evil.example/config")));
        }
    }

    [Fact]
    public void A_vendors_product_may_not_have_its_tokens_made_out_to_a_stranger_or_to_another_vendor()
    {
        foreach (var audience in new[] { "https://evil.example/token", "https://api.brightspace.com/auth/token", "http://canvas.instructure.com/", "https://canvas.instructure.com:8443/", "https://me@canvas.instructure.com/", "urn:canvas" })
        {
            Assert.Equal("LTI4013", Refuse(Canvas with { TokenAudience = new Uri(audience) }, "https://canvas.instructure.com/config"));
        }
    }

    [Fact]
    public void A_school_with_an_address_of_its_own_on_a_vendors_servers_registers_by_hand()
    {
        Assert.Equal("LTI4012", Refuse(Canvas, VanityCanvas + "/config"));
        Assert.Equal("LTI4013", Refuse(Canvas with { Issuer = VanityCanvas }, VanityCanvas + "/config"));
        Assert.Equal("LTI4013", Refuse(Brightspace with { Issuer = VanityBrightspace }, VanityBrightspace + "/config"));
    }

    [Theory]
    [InlineData("https://canvas.instructure.com/config", "canvas", null)]
    [InlineData("https://maple.instructure.com/config", "canvas", null)]
    [InlineData("https://maple.instructure.com/config", "example", "LTI4012")]
    [InlineData("https://instructure.com.evil.example/config", "canvas", "LTI4012")]
    [InlineData("https://evilinstructure.com/config", "canvas", "LTI4012")]
    [InlineData("https://canvas.instructure.com:8443/config", "canvas", "LTI4012")]
    public void Only_a_vendors_own_hosts_speak_for_its_shared_issuer(string configuration, string family, string? code) =>
        Assert.Equal(code, Refuse(Canvas with { ProductFamily = family }, configuration));

    private static string? Refuse(PlatformConfiguration configuration, string address) =>
        HostRules.Refuse(new Uri(address), configuration, new LtiToolOptions { PublicUrl = new Uri("https://reflect.example.org") })?.Kind.Code;
}
