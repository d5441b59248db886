using System.Text;
using Integration.OneRoster.Rostering;
using Integration.OneRoster.Security;
using Integration.Tests.OneRoster.Rest;

namespace Integration.Tests.OneRoster.Security;

/// <summary>Tokens by client credentials: asked for in the vendor's way, kept, shared, and replaced once when refused.</summary>
public sealed class OAuth2Tests
{
    private static readonly string[] Scopes = ["https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly", "two"];

    [Fact]
    public async Task Credentials_in_the_header()
    {
        await using var world = await SisWorld.StartAsync();

        await ReadAsync(world, world.OAuth2 with { Scopes = Scopes, ClientSecret = "ü:1", ExtraHeaders = new Dictionary<string, string> { ["x-app"] = "reflect" } });

        var request = Token(world);
        Assert.Equal(("POST", "/token"), (request.Method, request.Target));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("client-1:ü:1")), request.Authorization);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal("grant_type=client_credentials&scope=https%3A%2F%2Fpurl.imsglobal.org%2Fspec%2For%2Fv1p2%2Fscope%2Froster-core.readonly+two", request.Body);
        Assert.Equal("reflect", request.Headers["x-app"]);
        Assert.Equal("Bearer t1", world.Sis.Pages("users").Single().Authorization);
        Assert.False(world.Sis.Pages("users").Single().Headers.ContainsKey("x-app"));
    }

    [Fact]
    public async Task Credentials_in_the_form_and_no_scope()
    {
        await using var world = await SisWorld.StartAsync();

        await ReadAsync(world, world.OAuth2 with { Placement = CredentialPlacement.Form });

        var request = Token(world);
        Assert.Null(request.Authorization);
        Assert.Equal("grant_type=client_credentials&client_id=client-1&client_secret=secret-1", request.Body);
    }

    [Fact]
    public async Task Credentials_in_the_query_beside_what_is_there()
    {
        await using var world = await SisWorld.StartAsync();

        await ReadAsync(world, world.OAuth2 with { TokenAddress = world.OAuth2.TokenAddress + "?appName=my%20app", ClientSecret = "a&b'", Placement = CredentialPlacement.Query });

        var request = Token(world);
        Assert.Equal("/token?appName=my%20app&grant_type=client_credentials&client_id=client-1&client_secret=a%26b%27", request.Target);
        Assert.Equal((null, ""), (request.Authorization, request.Body));
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("client", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3600", 3239, 3241)]
    [InlineData("\"3600\"", 3239, 3241)]
    [InlineData("60", 53, 55)]
    [InlineData("null", 269, 271)]
    public async Task A_token_is_kept_to_nine_tenths_of_its_life(string expiresIn, int kept, int renewed)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("/token", 200, $$"""{"access_token":"t","token_type":"BEARER","expires_in":{{expiresIn}}}""");

        await ReadAsync(world, world.OAuth2);
        world.Clock.Advance(TimeSpan.FromSeconds(kept));
        await ReadAsync(world, world.OAuth2);
        var before = Tokens(world);
        world.Clock.Advance(TimeSpan.FromSeconds(renewed - kept));
        await ReadAsync(world, world.OAuth2);

        Assert.Equal((1, 2), (before, Tokens(world)));
    }

    [Fact]
    public async Task Fifty_readers_at_once_share_one_request()
    {
        await using var world = await SisWorld.StartAsync();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Tokens.GetAsync(world.OAuth2, new Uri(world.OAuth2.TokenAddress), default))));

        Assert.All(tokens, token => Assert.Equal("t1", token.Value?.Value));
        Assert.Equal(1, Tokens(world));
    }

    [Fact]
    public async Task A_connection_that_is_edited_does_not_go_on_with_the_old_token()
    {
        await using var world = await SisWorld.StartAsync();

        foreach (var credentials in new[] { world.OAuth2, world.OAuth2 with { ClientSecret = "other" }, world.OAuth2 with { Scopes = Scopes }, world.OAuth2 with { ClientId = "other" } })
        {
            await ReadAsync(world, credentials);
        }

        Assert.Equal(4, Tokens(world));
    }

    [Fact]
    public async Task A_token_that_expires_in_the_middle_of_a_read_is_replaced_once()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(30);
        world.Sis.Clamp = _ => 10;
        world.Sis.On("users", http => http.Request.Headers.Authorization == "Bearer t1" && http.Request.Query["offset"] != "0"
            ? ScriptedSis.Answer(401)(http) : world.Sis.PageAsync(http, "users"));

        var read = await ReadAsync(world, world.OAuth2);

        Assert.Equal(Json.Ids(30), read.Ids);
        Assert.Equal(2, Tokens(world));
        Assert.Equal(2, read.Pages[1].Calls);
    }

    [Fact]
    public async Task A_SIS_that_refuses_the_new_token_too_is_a_fault()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", 401);

        var read = await ReadAsync(world, world.OAuth2);

        Assert.Equal(("OR1401", 401), (read.Code, read.Fault!.HttpStatus));
        Assert.Equal((2, 2), (Tokens(world), world.Sis.Pages("users").Count()));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"Ann Example is not known"}""", "OR1010", "token invalid_client, 127.0.0.1: 400")]
    [InlineData(401, "no", "OR1010", "token, 127.0.0.1: 401")]
    [InlineData(404, "", "OR1010", "token, 127.0.0.1: 404")]
    [InlineData(400, """{"error":"invalid_scope"}""", "OR1012", "token invalid_scope, 127.0.0.1: 400")]
    [InlineData(302, "", "OR1003", "token, 127.0.0.1: 302")]
    [InlineData(200, "<html>Back soon</html>", "OR1011", "127.0.0.1: 200")]
    [InlineData(200, "[]", "OR1011", "127.0.0.1: 200")]
    [InlineData(200, """{"access_token":"a\r\nX-Evil: 1"}""", "OR1011", "127.0.0.1: 200")]
    [InlineData(200, """{"access_token":"t","token_type":"mac"}""", "OR1011", "127.0.0.1: 200")]
    [InlineData(503, "", "OR1500", "token, 127.0.0.1: 503")]
    [InlineData(429, "", "OR1429", "token, 127.0.0.1: 429")]
    public async Task A_refused_or_senseless_token_answer_says_what_to_look_at(int status, string body, string code, string detail)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("/token", status, body);

        var read = await ReadAsync(world, world.OAuth2);

        Assert.Equal((code, detail, status), (read.Code, read.Fault!.Detail, read.Fault.HttpStatus));
        Assert.Equal(status is 503 or 429 ? 5 : 1, Tokens(world));
        Assert.Empty(world.Sis.Pages("users"));
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("Ann", StringComparison.Ordinal) || line.Contains("secret-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hiccup_of_the_token_address_is_waited_out()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(2);
        var turn = 0;
        world.Sis.On("/token", http => turn++ == 0 ? ScriptedSis.Answer(502)(http) : ScriptedSis.Answer(200, """{"access_token":"t","expires_in":60}""")(http));

        var read = await ReadAsync(world, world.OAuth2);

        Assert.Equal(Json.Ids(2), read.Ids);
    }

    private static Task<SisRead> ReadAsync(SisWorld world, OAuth2Credentials credentials)
        => SisWorld.ReadAsync(world.Open(world.Connection with { Auth = credentials }), RosterCollection.Users);

    private static SisRequest Token(SisWorld world) => world.Sis.Requests.Single(request => request.Path == "/token");

    private static int Tokens(SisWorld world) => world.Sis.Requests.Count(request => request.Path == "/token");
}
