using System.Net;
using System.Text.Json.Nodes;

namespace Integration.Tests.Lti.DynamicRegistration;

/// <summary>What a platform says about itself is fetched once, within limits, and believed only as far as its own hosts reach.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task A_configuration_is_fetched_once_with_the_registration_token()
    {
        await using var world = await RegistrationWorld.StartAsync();

        var read = await world.ReadAsync();

        Assert.Equal("example", read.Value!.ProductFamily);
        Assert.Equal(world.Platform.At("/token"), read.Value.TokenAudience);
        var request = Assert.Single(world.Platform.Requests);
        Assert.Equal($"Bearer {RegistrationWorld.Token}", request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData(null, "LTI4001")]
    [InlineData("", "LTI4001")]
    [InlineData("config", "LTI4002")]
    [InlineData("ftp://lms.example.org/config", "LTI4002")]
    [InlineData("file:///etc/passwd", "LTI4002")]
    [InlineData("https://me:secret@lms.example.org/config", "LTI4002")]
    public async Task An_address_that_is_none_is_not_called(string? address, string code)
    {
        await using var world = await RegistrationWorld.StartAsync();

        Assert.Equal(code, (await world.Client.ReadAsync(address, null, default)).Fault?.Kind.Code);
    }

    [Fact]
    public async Task Values_longer_than_any_platform_sends_and_tokens_that_would_write_headers_are_refused()
    {
        await using var world = await RegistrationWorld.StartAsync();
        var address = world.Platform.At("/config").AbsoluteUri;

        Assert.Equal("LTI4003", await world.CodeAsync(address + "?" + new string('q', 2000)));
        Assert.Equal("LTI4003", (await world.Client.ReadAsync(address, new string('t', 9000), default)).Fault?.Kind.Code);
        Assert.Equal("LTI4003", (await world.Client.ReadAsync(address, "a\r\nX-Admin: 1", default)).Fault?.Kind.Code);
        Assert.Empty(world.Platform.Requests);
    }

    [Fact]
    public async Task A_public_tool_calls_neither_plain_http_nor_a_private_address()
    {
        await using var world = await RegistrationWorld.StartAsync("https://reflect.example.org");

        Assert.Equal("LTI4002", await world.CodeAsync());
        Assert.Equal("LTI4004", await world.CodeAsync($"https://127.0.0.1:{world.Platform.Address.Port}/config"));
        Assert.Equal("LTI4004", await world.CodeAsync("https://169.254.169.254/latest/meta-data"));
        Assert.Equal("LTI4004", await world.CodeAsync("https://[::1]/config"));
        Assert.Empty(world.Platform.Requests);
    }

    [Fact]
    public async Task A_platform_that_hangs_up_or_is_not_there_is_told_from_one_that_is_slow()
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/config", http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        Assert.Equal("LTI4005", await world.CodeAsync());

        var arrived = world.Platform.Hang("/config");
        var reading = world.CodeAsync();
        await arrived;
        world.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("LTI4006", await reading);
    }

    [Fact]
    public async Task A_body_that_drips_for_ever_ends_at_the_time_limit()
    {
        await using var world = await RegistrationWorld.StartAsync();
        var begun = new TaskCompletionSource();
        world.Platform.On("/config", async http =>
        {
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var reading = world.CodeAsync();
        await begun.Task;
        world.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("LTI4006", await reading);
    }

    [Theory]
    [InlineData(301), InlineData(302), InlineData(307), InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/config", status, "", ("Location", world.Platform.At("/elsewhere").AbsoluteUri));

        Assert.Equal("LTI4007", await world.CodeAsync());
        Assert.Single(world.Platform.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_read_no_further_than_its_limit()
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/config", async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync(new string(' ', 64 * 1024), http.RequestAborted);
            }
        });

        Assert.Equal("LTI4008", await world.CodeAsync());
    }

    [Theory]
    [InlineData("<html>sign in</html>"), InlineData(""), InlineData("[]"), InlineData("null"), InlineData("\"x\""), InlineData("{\"issuer\":")]
    public async Task An_answer_that_is_no_JSON_object_is_refused(string body)
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/config", 200, body);

        Assert.Equal("LTI4009", await world.CodeAsync());
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized), InlineData(HttpStatusCode.NotFound), InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_platform_that_keeps_its_configuration_to_itself_is_quoted_without_its_token(HttpStatusCode status)
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/config", (int)status, $$"""{"error":"invalid_token","error_description":"{{RegistrationWorld.Token}} is too old"}""");

        var fault = (await world.ReadAsync()).Fault!;

        Assert.Equal("LTI4010", fault.Kind.Code);
        Assert.Contains($"HTTP {(int)status}", fault.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(RegistrationWorld.Token, fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issuer"), InlineData("authorization_endpoint"), InlineData("token_endpoint"), InlineData("jwks_uri"), InlineData("registration_endpoint")]
    public async Task A_part_that_is_missing_is_named(string name)
    {
        await using var world = await RegistrationWorld.StartAsync();
        foreach (var value in new JsonNode?[] { null, "", 7, new JsonArray(), "not an address" })
        {
            world.Answers(configuration => configuration[name] = value?.DeepClone());

            var fault = (await world.ReadAsync()).Fault!;

            Assert.Equal("LTI4011", fault.Kind.Code);
            Assert.Contains(name, fault.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_issuer_on_another_host_or_port_is_refused()
    {
        await using var world = await RegistrationWorld.StartAsync();
        foreach (var issuer in new[] { "https://canvas.instructure.com", "https://lms.example.org", $"http://127.0.0.1:{world.Platform.Address.Port + 1}", $"http://localhost:{world.Platform.Address.Port}" })
        {
            world.Answers(configuration =>
            {
                configuration["issuer"] = issuer;
                configuration["https://purl.imsglobal.org/spec/lti-platform-configuration"]!["product_family_code"] = "canvas";
            });

            Assert.Equal("LTI4012", await world.CodeAsync());
        }
    }

    [Theory]
    [InlineData("authorization_endpoint"), InlineData("token_endpoint"), InlineData("authorization_server"), InlineData("jwks_uri"), InlineData("registration_endpoint")]
    public async Task An_endpoint_or_audience_on_a_foreign_host_is_refused_also_where_its_owner_is_named_as_vendor(string name)
    {
        await using var world = await RegistrationWorld.StartAsync();
        foreach (var address in new[] { "https://evil.example/x", "http://127.0.0.1:1/x", "https://169.254.169.254/x", "https://canvas.instructure.com/login/oauth2/token" })
        {
            world.Answers(configuration =>
            {
                configuration[name] = address;
                configuration["https://purl.imsglobal.org/spec/lti-platform-configuration"]!["product_family_code"] = "canvas";
            });

            Assert.Equal("LTI4013", await world.CodeAsync());
        }
    }

    [Fact]
    public async Task A_platform_without_RS256_or_signed_assertions_is_refused()
    {
        await using var world = await RegistrationWorld.StartAsync();

        world.Answers(configuration => configuration["id_token_signing_alg_values_supported"] = new JsonArray("RS512"));
        Assert.Equal("LTI4014", await world.CodeAsync());

        world.Answers(configuration => configuration["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post"));
        Assert.Equal("LTI4014", await world.CodeAsync());
    }

    [Fact]
    public async Task Oddities_of_real_platforms_are_read()
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Answers(configuration =>
        {
            var part = configuration["https://purl.imsglobal.org/spec/lti-platform-configuration"]!.DeepClone();
            configuration.Remove("https://purl.imsglobal.org/spec/lti-platform-configuration");
            part["product_family_code"] = "Moodle";
            part["messages_supported"] = new JsonArray("LtiResourceLinkRequest", new JsonObject { ["type"] = "LtiDeepLinkingRequest" }, 7);
            configuration["https://purl.imsglobal.org/spec/lti-platform-configuration "] = part;
            configuration["authorization_server"] = "sso.lms.example.org";
            configuration["scopes_supported"] = "openid";
        });

        var read = (await world.ReadAsync()).Value!;

        Assert.Equal("moodle", read.ProductFamily);
        Assert.Equal(["LtiResourceLinkRequest", "LtiDeepLinkingRequest", "7"], read.Messages!);
        Assert.Equal(["openid"], read.Scopes!);
        Assert.Equal(read.TokenEndpoint, read.TokenAudience);
    }

    [Fact]
    public async Task An_audience_of_its_own_is_kept_where_it_lies_with_the_LMS()
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Answers(configuration => configuration["authorization_server"] = world.Platform.At("/tokens-for-me").AbsoluteUri);

        Assert.Equal(world.Platform.At("/tokens-for-me"), (await world.ReadAsync()).Value!.TokenAudience);
    }
}
