using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Sandbox;

public sealed class TokenTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    public static TheoryData<string, Action<JsonObject>> Faults => new()
    {
        { "issuer", c => c["iss"] = "stranger" },
        { "subject", c => c["sub"] = "stranger" },
        { "no subject", c => c.Remove("sub") },
        { "audience", c => c["aud"] = "http://127.0.0.1/lti/token" },
        { "second audience", c => c["aud"] = new JsonArray((string)c["aud"]!, "stranger") },
        { "expired", c => c["exp"] = (long)c["iat"]! - 120 },
        { "long life", c => c["exp"] = (long)c["iat"]! + 3600 },
        { "no exp", c => c.Remove("exp") },
        { "no iat", c => c.Remove("iat") },
        { "old iat", c => c["iat"] = (long)c["iat"]! - 3600 },
        { "future iat", c => c["iat"] = (long)c["iat"]! + 120 },
        { "no jti", c => c.Remove("jti") },
        { "deployment", c => c[PracticeDistrict.Claim + "deployment_id"] = "2" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task A_faulty_assertion_gets_no_token(string fault, Action<JsonObject> spoil)
    {
        var claims = district.Assertion();
        spoil(claims);

        var response = await district.AskForTokenAsync(district.Tool.Sign(claims));

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, fault);
        Assert.Equal("invalid_client", await PracticeDistrict.ErrorAsync(response));
    }

    [Fact]
    public async Task A_token_id_works_once()
    {
        var assertion = district.Tool.Sign(district.Assertion());

        Assert.Equal(HttpStatusCode.OK, (await district.AskForTokenAsync(assertion)).StatusCode);
        Assert.Equal("invalid_client", await PracticeDistrict.ErrorAsync(await district.AskForTokenAsync(assertion)));
    }

    [Fact]
    public async Task Foreign_and_nameless_keys_and_other_algorithms_are_refused()
    {
        var unknown = district.Tool.Sign(district.Assertion(), PlayedTool.NewKey("never-published"));
        var stolenName = district.Tool.Sign(district.Assertion(), PlayedTool.NewKey(district.Tool.Key.KeyId));
        var nameless = district.Tool.Sign(district.Assertion(), new RsaSecurityKey(district.Tool.Key.Rsa));
        var stronger = district.Tool.Sign(district.Assertion(), algorithm: SecurityAlgorithms.RsaSha384);

        foreach (var assertion in new[] { unknown, stolenName, nameless, stronger, "not.a.token", "" })
        {
            Assert.Equal("invalid_client", await PracticeDistrict.ErrorAsync(await district.AskForTokenAsync(assertion)));
        }
    }

    [Fact]
    public async Task A_new_key_of_the_tool_is_fetched_when_it_is_first_seen()
    {
        await district.TokenAsync();
        district.Tool.RotateKey();

        Assert.NotEmpty(await district.TokenAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("openid")]
    [InlineData("https://purl.imsglobal.org/spec/lti-ags/scope/score https://example.org/everything")]
    public async Task A_scope_that_is_not_granted_is_refused(string scope) =>
        Assert.Equal("invalid_scope", await PracticeDistrict.ErrorAsync(await district.AskForTokenAsync(district.Tool.Sign(district.Assertion()), scope)));

    [Fact]
    public async Task A_service_wants_a_token_that_is_known_fresh_and_of_its_scope()
    {
        const string Address = "/lti/courses/c1/members";
        var fresh = await district.TokenAsync();
        var scoresOnly = await district.TokenAsync("https://purl.imsglobal.org/spec/lti-ags/scope/score");

        Assert.Equal(HttpStatusCode.Unauthorized, (await district.CallAsync(HttpMethod.Get, Address, token: "made-up")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await district.CallAsync(HttpMethod.Get, Address, token: scoresOnly)).StatusCode);
        district.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Unauthorized, (await district.CallAsync(HttpMethod.Get, Address, token: fresh)).StatusCode);
    }
}
