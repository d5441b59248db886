using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Sandbox;

/// <summary>The smallest tool that can talk to the LMS: a login, a key set, and a pen to sign with.</summary>
internal sealed class PlayedTool : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<RsaSecurityKey> _published = [];

    private PlayedTool(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Where the LMS answers, when its issuer does not tell.</summary>
    public Uri? Lms { get; set; }

    public RsaSecurityKey Key { get; private set; } = NewKey("tool-key-1");

    /// <summary>What the tool shows in the frame, made from the launch's form.</summary>
    public Func<IFormCollection, string> LaunchPage { get; set; } = _ => "<!DOCTYPE html><title>Tool</title>";

    public static async Task<PlayedTool> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var tool = new PlayedTool(app);
        tool._published.Add(tool.Key);
        app.MapGet("/.well-known/jwks.json", () => Results.Json(new { keys = tool._published.Select(Public) }));
        app.MapMethods("/lti/login", ["GET", "POST"], (Delegate)LoginAsync);
        app.MapPost("/lti/launch", async (HttpContext context, CancellationToken ct) =>
            Results.Content(tool.LaunchPage(await context.Request.ReadFormAsync(ct)), "text/html; charset=utf-8"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        tool.Address = new Uri($"http://localhost:{new Uri(app.Urls.First()).Port}");
        return tool;

        async Task<IResult> LoginAsync(HttpContext context)
        {
            var hints = HttpMethods.IsPost(context.Request.Method) ? (await context.Request.ReadFormAsync()).ToDictionary() : context.Request.Query.ToDictionary();
            return Results.Redirect(QueryHelpers.AddQueryString((tool.Lms is { } lms ? lms.GetLeftPart(UriPartial.Authority) : hints["iss"]) + "/lti/auth", tool.Request(hints["login_hint"]!, hints["lti_message_hint"]!)!));
        }
    }

    /// <summary>A faultless authentication request.</summary>
    public Dictionary<string, string?> Request(string loginHint, string messageHint) => new()
    {
        ["scope"] = "openid",
        ["response_type"] = "id_token",
        ["response_mode"] = "form_post",
        ["prompt"] = "none",
        ["client_id"] = "practice-client-0001",
        ["redirect_uri"] = Address.GetLeftPart(UriPartial.Authority) + "/lti/launch",
        ["login_hint"] = loginHint,
        ["lti_message_hint"] = messageHint,
        ["nonce"] = Guid.NewGuid().ToString(),
        ["state"] = "the state",
    };

    /// <summary>Starts to sign with another key, and publishes it.</summary>
    public void RotateKey()
    {
        Key = NewKey(Guid.NewGuid().ToString());
        _published.Add(Key);
    }

    /// <summary>Signs with the tool's key, or with another.</summary>
    public string Sign(JsonObject claims, SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(claims.ToJsonString(), new SigningCredentials(key ?? Key, algorithm));

    public static RsaSecurityKey NewKey(string? kid) => new(RSA.Create(2048)) { KeyId = kid };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static object Public(RsaSecurityKey key)
    {
        var open = key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) };
    }
}
