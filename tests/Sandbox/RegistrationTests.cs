using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Tests.Sandbox;

/// <summary>The practice LMS takes a tool in only when everything about its registration is right, and once per token.</summary>
public sealed class RegistrationTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string ToolPart = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    [Fact]
    public async Task It_says_what_it_is()
    {
        using var http = new HttpClient();

        var configuration = await http.GetFromJsonAsync<JsonElement>(new Uri(district.Lms, "/lti/openid-configuration"), TestContext.Current.CancellationToken);

        Assert.Equal(district.Issuer, configuration.GetProperty("issuer").GetString());
        Assert.StartsWith(district.Issuer, configuration.GetProperty("registration_endpoint").GetString(), StringComparison.Ordinal);
        Assert.Contains("scope/score", configuration.GetProperty("scopes_supported").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faultless_registration_is_taken_once_per_token()
    {
        using var admin = await district.BecomeAsync("admin1");
        var token = await TokenAsync(admin);

        var (status, answer) = await RegisterAsync(token, Body());
        var (again, refusal) = await RegisterAsync(token, Body());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(PracticeDistrict.ClientId, (string?)answer["client_id"]);
        Assert.NotNull((string?)answer[ToolPart]!["deployment_id"]);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), (again, (string?)refusal["error"]));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RegisterAsync("made-up", Body())).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RegisterAsync(null, Body())).Status);
    }

    [Fact]
    public async Task Each_thing_that_is_wrong_is_refused_and_leaves_the_token_good()
    {
        using var admin = await district.BecomeAsync("admin1");
        var token = await TokenAsync(admin);
        Action<JsonObject>[] faults =
        [
            body => body.Remove("application_type"),
            body => body["response_types"] = new JsonArray("code"),
            body => body["grant_types"] = new JsonArray("implicit"),
            body => body["token_endpoint_auth_method"] = "client_secret_post",
            body => body.Remove("client_name"),
            body => body["redirect_uris"] = new JsonArray(),
            body => body["redirect_uris"] = new JsonArray("https://evil.example/launch"),
            body => body["jwks_uri"] = "http://10.0.0.1/jwks",
            body => body["initiate_login_uri"] = 7,
            body => body["scope"] = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem everything",
            body => body.Remove(ToolPart),
            body => body[ToolPart]!["domain"] = "elsewhere.example",
            body => body[ToolPart]!["claims"] = new JsonArray(),
            body => body[ToolPart]!["messages"] = new JsonArray(new JsonObject { ["type"] = "LtiMagicRequest" }),
        ];

        foreach (var fault in faults)
        {
            var body = Body();
            fault(body);
            Assert.Equal(HttpStatusCode.BadRequest, (await RegisterAsync(token, body)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await RegisterAsync(token, Body())).Status);
    }

    private JsonObject Body()
    {
        var tool = district.Tool.Address.GetLeftPart(UriPartial.Authority);
        return new JsonObject
        {
            ["application_type"] = "web",
            ["response_types"] = new JsonArray("id_token"),
            ["grant_types"] = new JsonArray("implicit", "client_credentials"),
            ["initiate_login_uri"] = tool + "/lti/login",
            ["redirect_uris"] = new JsonArray(tool + "/lti/launch"),
            ["client_name"] = "Played tool",
            ["jwks_uri"] = tool + "/.well-known/jwks.json",
            ["token_endpoint_auth_method"] = "private_key_jwt",
            ["scope"] = "https://purl.imsglobal.org/spec/lti-ags/scope/score",
            [ToolPart] = new JsonObject
            {
                ["domain"] = district.Tool.Address.Authority,
                ["target_link_uri"] = tool + "/lti/launch",
                ["claims"] = new JsonArray("iss", "sub"),
                ["messages"] = new JsonArray(new JsonObject { ["type"] = "LtiDeepLinkingRequest" }),
            },
        };
    }

    private async Task<string> TokenAsync(LmsClient admin)
    {
        var page = await admin.Browser.PostAsync(admin.At("/tools/add"), [new("address", new Uri(district.Tool.Address, "/lti/register/x").ToString())], district.Lms);
        return (await Browser.FormAsync(page, "form[data-auto-submit]"))!.Fields["registration_token"];
    }

    private async Task<(HttpStatusCode Status, JsonObject Answer)> RegisterAsync(string? token, JsonObject body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(district.Lms, "/lti/register"))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject());
    }
}
