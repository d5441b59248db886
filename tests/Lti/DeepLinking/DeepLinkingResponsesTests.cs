using System.Security.Cryptography;
using System.Text.Json;
using Integration.Lti.DeepLinking;
using Integration.Lti.Keys;
using Integration.Lti.Registrations;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Lti.DeepLinking;

public sealed class DeepLinkingResponsesTests : IToolKeys
{
    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "tool-1" };

    private static readonly Registration Platform = new()
    {
        Id = new RegistrationId("r"),
        Issuer = "https://lms.example.test",
        ClientId = "client-1",
        AuthorizationEndpoint = new Uri("https://lms.example.test/auth"),
        TokenEndpoint = new Uri("https://lms.example.test/token"),
        JwksUri = new Uri("https://lms.example.test/jwks"),
        TokenAudience = "https://lms.example.test/token",
    };

    private static readonly LtiLinkItem Item = new()
    {
        Url = new Uri("https://tool.example.test/app/reflect"),
        Title = "Exit ticket",
        Text = "How did it go?",
        Custom = new Dictionary<string, string> { ["activity"] = "a1" },
        LineItem = new ItemLineItem(10.5m) { Label = "Exit ticket", ResourceId = "a1", Tag = "LL.3" },
    };

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_response_carries_every_required_claim_and_a_signature_the_platform_can_verify()
    {
        var jwt = await SignAsync("909708", [Item], "Added.");

        var token = new JsonWebToken(jwt);
        Assert.Equal(("RS256", "JWT", "tool-1"), (token.Alg, token.Typ, token.Kid));
        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            IssuerSigningKey = Key,
            ValidIssuer = "client-1",
            ValidAudience = "https://lms.example.test",
            ValidateLifetime = false,
        });
        Assert.True(verified.IsValid);
        var claims = Claims(jwt);
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds() + 300, claims.GetProperty("exp").GetInt64());
        Assert.Equal(32, claims.GetProperty("nonce").GetString()!.Length);
        Assert.Equal("LtiDeepLinkingResponse", claims.GetProperty("https://purl.imsglobal.org/spec/lti/claim/message_type").GetString());
        Assert.Equal("1.3.0", claims.GetProperty("https://purl.imsglobal.org/spec/lti/claim/version").GetString());
        Assert.Equal("d-1", claims.GetProperty("https://purl.imsglobal.org/spec/lti/claim/deployment_id").GetString());
        Assert.Equal("909708", claims.GetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/data").GetString());
        Assert.Equal("Added.", claims.GetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/msg").GetString());
        Assert.False(claims.TryGetProperty("azp", out _));
    }

    [Fact]
    public async Task An_item_carries_its_custom_values_and_its_column()
    {
        var item = Claims(await SignAsync(null, [Item], null)).GetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/content_items")[0];

        Assert.Equal("ltiResourceLink", item.GetProperty("type").GetString());
        Assert.Equal("https://tool.example.test/app/reflect", item.GetProperty("url").GetString());
        Assert.Equal("Exit ticket", item.GetProperty("title").GetString());
        Assert.Equal("a1", item.GetProperty("custom").GetProperty("activity").GetString());
        Assert.Equal(10.5m, item.GetProperty("lineItem").GetProperty("scoreMaximum").GetDecimal());
        Assert.Equal("LL.3", item.GetProperty("lineItem").GetProperty("tag").GetString());
    }

    [Fact]
    public async Task A_cancelled_request_is_answered_without_items_and_without_data_that_was_not_sent()
    {
        var claims = Claims(await SignAsync(null, [], null));

        Assert.False(claims.TryGetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/content_items", out _));
        Assert.False(claims.TryGetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/data", out _));
        Assert.False(claims.TryGetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/msg", out _));
    }

    [Fact]
    public async Task Messages_and_errors_go_back_under_the_names_of_the_specification()
    {
        var claims = Claims(await SignAsync(new DeepLinkingAnswer { Message = "m", Log = "l", ErrorMessage = "em", ErrorLog = "el" }));

        Assert.Equal("m l em el", string.Join(' ', new[] { "msg", "log", "errormsg", "errorlog" }.Select(name => claims.GetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/" + name))));
    }

    [Fact]
    public async Task Empty_data_is_echoed_as_it_came()
        => Assert.Equal("", Claims(await SignAsync("", [], null)).GetProperty("https://purl.imsglobal.org/spec/lti-dl/claim/data").GetString());

    [Fact]
    public async Task Two_responses_never_share_a_nonce()
        => Assert.NotEqual(
            Claims(await SignAsync(null, [], null)).GetProperty("nonce").GetString(), Claims(await SignAsync(null, [], null)).GetProperty("nonce").GetString());

    ValueTask<SigningCredentials> IToolKeys.GetSigningCredentialsAsync(CancellationToken ct) => new(new SigningCredentials(Key, SecurityAlgorithms.RsaSha256));

    ValueTask<IReadOnlyList<JsonWebKey>> IToolKeys.GetPublicKeysAsync(CancellationToken ct) => new([]);

    private static JsonElement Claims(string jwt)
        => JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(jwt.Split('.')[1])).RootElement;

    private Task<string> SignAsync(string? data, IReadOnlyList<ContentItem> items, string? message)
        => SignAsync(new DeepLinkingAnswer { Data = data, Items = items, Message = message });

    [Fact]
    public async Task Blackboard_is_told_the_application_in_sub_and_nobody_else_is()
    {
        Assert.Equal("client-1", Claims(await SignAsync(new DeepLinkingAnswer(), Platform with { ProductFamily = "BlackboardLearn" })).GetProperty("sub").GetString());
        Assert.False(Claims(await SignAsync(new DeepLinkingAnswer())).TryGetProperty("sub", out _));
    }

    private Task<string> SignAsync(DeepLinkingAnswer answer, Registration? platform = null)
        => new DeepLinkingResponses(this, clock).SignAsync(platform ?? Platform, "d-1", answer, TestContext.Current.CancellationToken);
}
