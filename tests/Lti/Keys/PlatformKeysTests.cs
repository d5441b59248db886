using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Integration.Lti;
using Integration.Lti.Keys;
using Integration.Lti.Registrations;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Lti.Keys;

public sealed class PlatformKeysTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly KeyServer server = new();
    private readonly PlatformKeys keys;

    public PlatformKeysTests()
        => keys = new PlatformKeys(new KeyFetch(server, new LtiToolOptions { PublicUrl = new Uri("https://tool.example.test") }, clock), clock);

    [Fact]
    public async Task A_known_key_is_fetched_once()
    {
        server.Serve("a");

        Assert.Null(await FaultOfAsync("a"));
        Assert.Null(await FaultOfAsync("a"));
        Assert.Equal(1, server.Fetches);
    }

    [Fact]
    public async Task Many_launches_at_one_bell_share_one_fetch()
    {
        server.Serve("a");
        server.Hold();

        var all = Enumerable.Range(0, 32).Select(_ => FaultOfAsync("a")).ToList();
        server.Release();

        Assert.All(await Task.WhenAll(all), Assert.Null);
        Assert.Equal(1, server.Fetches);
    }

    [Fact]
    public async Task A_rotated_key_is_fetched_at_once()
    {
        server.Serve("a");
        await FaultOfAsync("a");
        server.Serve("a", "b");
        clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(await FaultOfAsync("b"));
        Assert.Equal(2, server.Fetches);
    }

    [Fact]
    public async Task An_unknown_key_is_asked_for_once_a_minute_at_most()
    {
        server.Serve("a");
        await FaultOfAsync("a");

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("LTI2022", await FaultOfAsync("stranger"));
        }

        Assert.Equal(1, server.Fetches);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("LTI2022", await FaultOfAsync("stranger"));
        Assert.Equal("LTI2022", await FaultOfAsync("stranger"));
        Assert.Equal(2, server.Fetches);
    }

    [Fact]
    public async Task Keys_over_an_hour_old_are_renewed_while_they_still_serve()
    {
        server.Serve("a");
        await FaultOfAsync("a");
        clock.Advance(TimeSpan.FromMinutes(61));
        server.Hold();

        var whileRenewing = await FaultOfAsync("a");
        server.Release();
        await server.WaitForFetchesAsync(2);

        Assert.Null(whileRenewing);
    }

    [Fact]
    public async Task While_the_platform_is_down_the_last_keys_serve_for_another_day()
    {
        server.Serve("a");
        await FaultOfAsync("a");
        server.Status = HttpStatusCode.ServiceUnavailable;

        clock.Advance(TimeSpan.FromHours(47));
        Assert.Null(await FaultOfAsync("a"));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("LTI2023", await FaultOfAsync("a"));
    }

    [Fact]
    public async Task A_short_lifetime_set_by_the_platform_is_kept()
    {
        server.MaxAge = TimeSpan.FromMinutes(5);
        server.Serve("a");
        await FaultOfAsync("a");
        server.Serve("b");

        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("LTI2022", await FaultOfAsync("a"));
    }

    [Fact]
    public async Task With_no_keys_at_all_the_platform_is_asked_again_after_five_seconds()
    {
        server.Status = HttpStatusCode.ServiceUnavailable;
        Assert.Equal("LTI2023", await FaultOfAsync("a"));
        Assert.Equal("LTI2023", await FaultOfAsync("a"));
        Assert.Equal(1, server.Fetches);
        server.Status = HttpStatusCode.OK;
        server.Serve("a");
        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Null(await FaultOfAsync("a"));
    }

    [Fact]
    public async Task A_key_of_one_registration_is_no_key_of_another()
    {
        server.Serve("a");

        var first = await keys.FindAsync(Some("one"), "a", TestContext.Current.CancellationToken);
        var second = await keys.FindAsync(Some("two"), "a", TestContext.Current.CancellationToken);

        Assert.NotSame(first.Value, second.Value);
        Assert.Equal(2, server.Fetches);
    }

    [Theory]
    [InlineData("http://lms.example.test/jwks")]
    [InlineData("https://user:pw@lms.example.test/jwks")]
    [InlineData("file:///etc/passwd")]
    public async Task Keys_are_not_fetched_from_an_address_that_may_not_be_called(string address)
    {
        server.Serve("a");

        Assert.Equal("LTI2023", (await keys.FindAsync(Some("one") with { JwksUri = new Uri(address) }, "a", TestContext.Current.CancellationToken)).Fault?.Kind.Code);
        Assert.Equal(0, server.Fetches);
    }

    [Fact]
    public async Task A_key_set_over_100_kilobytes_is_not_read()
    {
        server.Serve("a");
        server.Body = server.Body[..^1] + ",\"x\":\"" + new string('x', 100 * 1024) + "\"}";

        Assert.Equal("LTI2023", await FaultOfAsync("a"));
    }

    [Fact]
    public void The_keys_of_moodle_are_read()
    {
        var body = JsonNode.Parse(RepositoryFiles.Read("tests", "Lti", "Samples", "moodle-4.5-jwks.json"))!["body"]!.ToJsonString();

        Assert.Equal(["a943e2c4089974cd80ce"], KeySet.Read(System.Text.Encoding.UTF8.GetBytes(body))!.Keys);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    public void What_is_no_key_set_gives_no_keys(string body) => Assert.Null(KeySet.Read(System.Text.Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("use", "enc")]
    [InlineData("alg", "RS384")]
    [InlineData("alg", "none")]
    [InlineData("kty", "EC")]
    [InlineData("kid", "")]
    [InlineData("n", "AQAB")]
    [InlineData("n", "%%%")]
    [InlineData("use", null)]
    [InlineData("kid", null)]
    public void Keys_that_are_not_fit_for_rs256_are_passed_over(string member, string? value)
    {
        var jwk = KeyServer.Jwk("a");
        jwk[member] = value;
        var body = new JsonObject { ["keys"] = new JsonArray(jwk, "text", 7, KeyServer.Jwk("good")) };

        Assert.Equal(["good"], KeySet.Read(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()))!.Keys);
    }

    [Fact]
    public void A_key_of_1024_bits_is_passed_over()
    {
        using var small = RSA.Create(1024);
        var jwk = KeyServer.Jwk("small");
        jwk["n"] = System.Buffers.Text.Base64Url.EncodeToString(small.ExportParameters(false).Modulus);

        Assert.Empty(KeySet.Read(System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString()))!);
    }

    private static Registration Some(string id) => new()
    {
        Id = new RegistrationId(id),
        Issuer = "https://lms.example.test",
        ClientId = "client",
        AuthorizationEndpoint = new Uri("https://lms.example.test/auth"),
        TokenEndpoint = new Uri("https://lms.example.test/token"),
        JwksUri = new Uri("https://lms.example.test/jwks"),
        TokenAudience = "https://lms.example.test/token",
    };

    private async Task<string?> FaultOfAsync(string kid) => (await keys.FindAsync(Some("one"), kid, TestContext.Current.CancellationToken)).Fault?.Kind.Code;

    /// <summary>A platform's key address, with a gate to hold answers back.</summary>
    private sealed class KeyServer : HttpMessageHandler, IHttpClientFactory
    {
        private static readonly RSA Key = RSA.Create(2048);
        private TaskCompletionSource gate = new();
        private int fetches;

        public KeyServer() => gate.SetResult();

        public int Fetches => fetches;

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public TimeSpan? MaxAge { get; set; }

        public string Body { get; set; } = "";

        public static JsonObject Jwk(string kid) => new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = kid,
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(Key.ExportParameters(false).Modulus),
            ["e"] = "AQAB",
        };

        public void Serve(params string[] kids) => Body = new JsonObject { ["keys"] = new JsonArray([.. kids.Select(Jwk)]) }.ToJsonString();

        public void Hold() => gate = new TaskCompletionSource();

        public void Release() => gate.SetResult();

        public async Task WaitForFetchesAsync(int count)
        {
            while (Volatile.Read(ref fetches) < count)
            {
                await Task.Yield();
            }
        }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref fetches);
            await gate.Task;
            return new HttpResponseMessage(Status)
            {
                Content = new StringContent(Body),
                Headers = { CacheControl = MaxAge is null ? null : new CacheControlHeaderValue { MaxAge = MaxAge } },
            };
        }
    }
}
