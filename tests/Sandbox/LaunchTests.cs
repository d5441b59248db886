using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Tests.Sandbox;

public sealed class LaunchTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string Claim = PracticeDistrict.Claim;

    [Fact]
    public async Task A_student_launches_with_every_claim_of_a_real_lms()
    {
        using var teacher = await district.BecomeAsync("t1");
        var (link, column) = await district.AddActivityAsync(teacher, "Full launch");
        using var student = await district.BecomeAsync("s04");

        var launch = await student.OpenActivityAsync(link);

        var claims = PracticeDistrict.Claims(launch);
        Assert.Equal(district.Tool.Address.GetLeftPart(UriPartial.Authority) + "/lti/launch", launch.Action.ToString());
        Assert.Equal("the state", launch.Fields["state"]);
        Assert.Equal(district.Issuer, claims.GetProperty("iss").GetString());
        Assert.Equal(PracticeDistrict.ClientId, claims.GetProperty("aud").GetString());
        Assert.Equal(300, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal("es", claims.GetProperty("locale").GetString());
        Assert.Equal("es", claims.GetProperty(Claim + "launch_presentation").GetProperty("locale").GetString());
        Assert.Equal("1", claims.GetProperty(Claim + "deployment_id").GetString());
        Assert.Equal(link, claims.GetProperty(Claim + "resource_link").GetProperty("id").GetString());
        Assert.Equal("ctx-701", claims.GetProperty(Claim + "context").GetProperty("id").GetString());
        Assert.Equal("bh-stu-2104", claims.GetProperty(Claim + "lis").GetProperty("person_sourcedid").GetString());
        Assert.Equal("integration-sandbox", claims.GetProperty(Claim + "tool_platform").GetProperty("product_family_code").GetString());
        Assert.Equal(
            ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner", "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student"],
            claims.GetProperty(Claim + "roles").EnumerateArray().Select(r => r.GetString()!));
        var custom = claims.GetProperty(Claim + "custom");
        Assert.Equal("exit-check", custom.GetProperty("template").GetString());
        Assert.Equal("bh-stu-2104", custom.GetProperty("person").GetString());
        Assert.Equal("$Not.known", custom.GetProperty("odd").GetString());
        Assert.EndsWith("/" + column, claims.GetProperty("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint").GetProperty("lineitem").GetString());
    }

    [Fact]
    public async Task The_id_token_is_signed_with_the_published_key()
    {
        using var teacher = await district.BecomeAsync("t1");
        var launch = await teacher.OpenPickerAsync("c1");
        using var http = new HttpClient();
        var keys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(await http.GetStringAsync(new Uri(district.Lms, "/lti/jwks"), TestContext.Current.CancellationToken));

        var token = new JsonWebToken(launch.Fields["id_token"]);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            IssuerSigningKey = keys.Keys.Single(k => k.Kid == token.Kid),
            ValidIssuer = district.Issuer,
            ValidAudience = PracticeDistrict.ClientId,
            LifetimeValidator = (_, _, _, _) => true,
        });

        Assert.True(result.IsValid);
        Assert.Equal("RS256", token.Alg);
    }

    [Theory]
    [InlineData("t1", "membership#Instructor")]
    [InlineData("ta1", "membership/Instructor#TeachingAssistant")]
    [InlineData("o1", "membership#Mentor")]
    [InlineData("x-c1", "system/person#TestUser")]
    [InlineData("admin1", "institution/person#Administrator")]
    public async Task Every_kind_of_person_launches_in_their_role(string person, string role)
    {
        using var teacher = await district.BecomeAsync("t1");
        var (link, _) = await district.AddActivityAsync(teacher, "Roles " + person);
        using var somebody = await district.BecomeAsync(person);

        var roles = PracticeDistrict.Claims(await somebody.OpenActivityAsync(link)).GetProperty(Claim + "roles");

        Assert.Contains(roles.EnumerateArray(), r => r.GetString()!.EndsWith(role, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Login_can_be_begun_with_get_and_without_storage()
    {
        using var teacher = await district.BecomeAsync("t2");
        await teacher.SetAsync(loginByGet: true, storage: false);

        var login = await teacher.LoginFormAsync("/courses/c3/add");
        var launch = await teacher.FollowAsync(login);
        await teacher.SetAsync();

        Assert.Equal(HttpMethod.Get, login.Method);
        Assert.DoesNotContain("lti_storage_target", login.Fields.Keys);
        Assert.Contains("id_token", launch.Fields.Keys);
    }

    [Theory]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("response_type", "code", "unsupported_response_type")]
    [InlineData("response_mode", "query", "invalid_request")]
    [InlineData("prompt", "login", "invalid_request")]
    [InlineData("nonce", "", "invalid_request")]
    [InlineData("login_hint", "somebody-else", "login_required")]
    [InlineData("lti_message_hint", "made-up", "launch_no_longer_valid")]
    public async Task A_faulty_authentication_request_is_reported_to_the_tool(string field, string value, string error)
    {
        using var teacher = await district.BecomeAsync("t1");
        var login = await teacher.LoginFormAsync("/courses/c1/add");
        var request = district.Tool.Request(login.Fields["login_hint"], login.Fields["lti_message_hint"]);
        request[field] = value;

        var response = await teacher.GetAsync(QueryHelpers.AddQueryString("/lti/auth", request));

        var form = await Browser.FormAsync(response, "form[data-auto-submit]");
        Assert.Equal(error, form!.Fields["error"]);
        Assert.Equal("the state", form.Fields["state"]);
        Assert.DoesNotContain("id_token", form.Fields.Keys);
    }

    [Theory]
    [InlineData("client_id", "stranger")]
    [InlineData("redirect_uri", "http://localhost/lti/launch")]
    [InlineData("redirect_uri", "SLASH")]
    public async Task Without_the_registered_address_nothing_is_sent_anywhere(string field, string value)
    {
        using var teacher = await district.BecomeAsync("t1");
        var login = await teacher.LoginFormAsync("/courses/c1/add");
        var request = district.Tool.Request(login.Fields["login_hint"], login.Fields["lti_message_hint"]);
        request[field] = value == "SLASH" ? request[field] + "/" : value;

        var response = await teacher.GetAsync(QueryHelpers.AddQueryString("/lti/auth", request));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(await Browser.FormAsync(response, "form"));
    }

    [Fact]
    public async Task A_launch_belongs_to_the_session_that_began_it_and_ends_after_ten_minutes()
    {
        using var teacher = await district.BecomeAsync("t1");
        var login = await teacher.LoginFormAsync("/courses/c1/add");
        using var elsewhere = await district.BecomeAsync("t1");
        using var nobody = new LmsClient(district.Lms);

        var foreign = await elsewhere.FollowAsync(login);
        var anonymous = await nobody.FollowAsync(login);
        var again = await teacher.FollowAsync(login);
        district.Clock.Advance(TimeSpan.FromMinutes(11));
        var late = await teacher.FollowAsync(login);

        Assert.Equal("launch_no_longer_valid", foreign.Fields["error"]);
        Assert.Equal("login_required", anonymous.Fields["error"]);
        Assert.Contains("id_token", again.Fields.Keys);
        Assert.Equal("launch_no_longer_valid", late.Fields["error"]);
    }
}
