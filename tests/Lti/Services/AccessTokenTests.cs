using System.Text.Json;
using Integration.Lti.Services;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Lti.Services;

public sealed class AccessTokenTests
{
    private static readonly string[] Score = [ServiceScopes.Score];

    [Fact]
    public async Task The_assertion_proves_the_client_for_a_short_time()
    {
        await using var world = await ServiceWorld.StartAsync();

        await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);
        await world.Tokens.GetAsync(world.Registration, "dep-2", Score, default);

        var forms = world.Platform.TokenRequests.Select(request => QueryHelpers.ParseQuery(request.Body)).ToList();
        var assertion = new JsonWebToken(forms[0]["client_assertion"]);
        var payload = JsonDocument.Parse(Base64UrlEncoder.Decode(assertion.EncodedPayload)).RootElement;
        var now = world.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal("application/x-www-form-urlencoded", world.Platform.TokenRequests.First().Headers["Content-Type"]);
        Assert.Equal("client_credentials", forms[0]["grant_type"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", forms[0]["client_assertion_type"]);
        Assert.Equal(ServiceScopes.Score, forms[0]["scope"]);
        Assert.Equal(("RS256", "key-1"), (assertion.Alg, assertion.Kid));
        Assert.Equal("client-1", payload.GetProperty("iss").GetString());
        Assert.Equal("client-1", payload.GetProperty("sub").GetString());
        Assert.Equal("https://lms.example/token-audience", payload.GetProperty("aud").GetString());
        Assert.InRange(payload.GetProperty("iat").GetInt64(), now - 10, now);
        Assert.InRange(payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64(), 60, 300);
        Assert.Equal("dep-1", payload.GetProperty("https://purl.imsglobal.org/spec/lti/claim/deployment_id").GetString());
        Assert.NotEqual(assertion.Id, new JsonWebToken(forms[1]["client_assertion"]).Id);
        var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            IssuerSigningKey = new RsaSecurityKey(The.Key),
        });
        Assert.True(checkedToken.IsValid);
    }

    [Fact]
    public async Task Fifty_callers_at_once_share_one_request()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", 200);

        var posts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.PostAsync(The.Score))));

        Assert.All(posts, post => Assert.Null(post.Fault));
        Assert.Single(world.Platform.TokenRequests);
        Assert.Equal(50, world.Platform.ServiceRequests.Count());
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_take_the_token_from_the_others()
    {
        await using var world = await ServiceWorld.StartAsync();
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        world.Platform.On("/token", async http =>
        {
            arrived.SetResult();
            await release.Task;
            await http.Response.WriteAsync("""{"access_token":"late","token_type":"bearer","expires_in":3600}""");
        });
        using var patience = new CancellationTokenSource();

        var first = world.Tokens.GetAsync(world.Registration, "dep-1", Score, patience.Token);
        var second = world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);
        await arrived.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();

        Assert.Equal("late", (await second).Value?.Value);
        Assert.Single(world.Platform.TokenRequests);
    }

    [Fact]
    public async Task Deployment_scope_client_and_registration_each_have_their_own_token()
    {
        await using var world = await ServiceWorld.StartAsync();
        var other = world.Registration with { Id = new("reg-2") };
        var edited = world.Registration with { ClientId = "client-2" };

        var tokens = new[]
        {
            await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default),
            await world.Tokens.GetAsync(world.Registration, "dep-2", Score, default),
            await world.Tokens.GetAsync(world.Registration, "dep-1", [ServiceScopes.LineItem], default),
            await world.Tokens.GetAsync(other, "dep-1", Score, default),
            await world.Tokens.GetAsync(edited, "dep-1", Score, default),
        };

        Assert.Equal(5, tokens.Select(token => token.Value!.Value).Distinct().Count());
    }

    [Fact]
    public async Task The_order_of_scopes_does_not_matter()
    {
        await using var world = await ServiceWorld.StartAsync();

        await world.Tokens.GetAsync(world.Registration, "dep-1", [ServiceScopes.Score, ServiceScopes.LineItem], default);
        await world.Tokens.GetAsync(world.Registration, "dep-1", [ServiceScopes.LineItem, ServiceScopes.Score], default);

        Assert.Single(world.Platform.TokenRequests);
    }

    [Theory]
    [InlineData("3600", 3539, 3541)]
    [InlineData("\"3600\"", 3539, 3541)]
    [InlineData("60", 53, 55)]
    [InlineData("10", 8, 10)]
    [InlineData("null", 53, 55)]
    public async Task A_token_is_kept_until_shortly_before_its_end(string expiresIn, int stillKept, int renewed)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/token", 200, $$"""{"access_token":"t","token_type":"BEARER","expires_in":{{expiresIn}}}""");

        await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);
        world.Clock.Advance(TimeSpan.FromSeconds(stillKept));
        await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);
        var before = world.Platform.TokenRequests.Count();
        world.Clock.Advance(TimeSpan.FromSeconds(renewed - stillKept));
        await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);

        Assert.Equal((1, 2), (before, world.Platform.TokenRequests.Count()));
    }

    [Fact]
    public async Task A_token_without_a_life_is_used_once()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/token", 200, """{"access_token":"t","token_type":"bearer","expires_in":0}""");

        var first = await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);
        var second = await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);

        Assert.Equal(("t", "t"), (first.Value?.Value, second.Value?.Value));
        Assert.Equal(2, world.Platform.TokenRequests.Count());
    }

    [Fact]
    public async Task Moodles_token_as_text_html_is_taken()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.Replay("token-ok", "/token");

        var token = await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);

        Assert.Equal("32a305e920fb94973d42db4487f7d520", token.Value?.Value);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"Ann Example is not known"}""", "LTI3001", "invalid_client")]
    [InlineData(401, "no", "LTI3001", null)]
    [InlineData(404, "", "LTI3001", null)]
    [InlineData(400, """{"error":"invalid_scope"}""", "LTI3003", "invalid_scope")]
    [InlineData(200, """{"access_token":"t","token_type":"bearer","scope":"https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"}""", "LTI3003", null)]
    [InlineData(200, "<html>Back soon</html>", "LTI3002", null)]
    [InlineData(200, "[]", "LTI3002", null)]
    [InlineData(200, """{"access_token":"","token_type":"bearer"}""", "LTI3002", null)]
    [InlineData(200, """{"access_token":"a\r\nX-Evil: 1","token_type":"bearer"}""", "LTI3002", null)]
    [InlineData(200, """{"access_token":"t","token_type":"mac"}""", "LTI3002", null)]
    [InlineData(400, """{"error":"temporarily_unavailable"}""", "LTI3500", "temporarily_unavailable")]
    [InlineData(503, "", "LTI3500", null)]
    [InlineData(429, "", "LTI3429", null)]
    [InlineData(408, "", "LTI3408", null)]
    public async Task A_refused_or_senseless_token_answer_is_a_fault_with_the_error_code_alone(int status, string body, string code, string? error)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/token", status, body);

        var token = await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);

        Assert.Equal((code, status), (token.Fault?.Kind.Code, token.Fault?.HttpStatus));
        Assert.Equal($"127.0.0.1: {status}{(error is null ? "" : " " + error)}", token.Fault?.Detail);
    }

    [Fact]
    public async Task Moodles_wrong_key_answer_is_a_refusal()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.Replay("token-wrong-key", "/token");

        var posted = await world.PostAsync(The.Score);

        Assert.Equal("LTI3001", posted.Fault?.Kind.Code);
        Assert.Equal("127.0.0.1: 400 Signature verification failed", posted.Fault?.Detail);
        Assert.Equal(ServiceFaultClass.Park, posted.Fault?.Class());
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.InTurn(
            "/token",
            Answer(500, ""),
            Answer(200, """{"access_token":"t","expires_in":3600}"""));

        var first = await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);
        var second = await world.Tokens.GetAsync(world.Registration, "dep-1", Score, default);

        Assert.Equal(("LTI3500", "t"), (first.Fault?.Kind.Code, second.Value?.Value));
    }

    [Fact]
    public async Task A_service_that_refuses_a_token_gets_one_new_token()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.InTurn("/item/scores", Answer(401, ""), Answer(200, ""));

        var posted = await world.PostAsync(The.Score);

        Assert.True(posted.Value);
        Assert.Equal(["Bearer t1", "Bearer t2"], world.Platform.ServiceRequests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_service_that_refuses_the_new_token_too_is_a_fault()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", 401);

        var posted = await world.PostAsync(The.Score);

        Assert.Equal(("LTI3401", ServiceFaultClass.Park), (posted.Fault?.Kind.Code, posted.Fault?.Class()));
        Assert.Equal(2, world.Platform.ServiceRequests.Count());
        Assert.Equal(2, world.Platform.TokenRequests.Count());
    }

    private static Func<HttpContext, Task> Answer(int status, string body) => http =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    };
}
