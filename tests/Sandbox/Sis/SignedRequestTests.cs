using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>OAuth 1.0a at the practice SIS. The base strings are written out by hand, so that client and server can't share a mistake.</summary>
public sealed class SignedRequestTests : IAsyncLifetime
{
    private SisServer _server = null!;

    private long Now => _server.Clock.GetUtcNow().ToUnixTimeSeconds();

    public async ValueTask InitializeAsync() => _server = await SisServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("HMAC-SHA256")]
    [InlineData("HMAC-SHA1")]
    public async Task A_signed_request_with_an_apostrophe_and_a_space_in_its_filter_is_read(string method)
    {
        var response = await SendAsync(
            "users?filter=familyName%3D%27O%27Dowd%27%20AND%20status%3D%27active%27&limit=5",
            "users&filter%3DfamilyName%253D%2527O%2527Dowd%2527%2520AND%2520status%253D%2527active%2527%26limit%3D5%26",
            method);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, (await SisServer.JsonAsync(response)).GetProperty("users").GetArrayLength());
    }

    [Fact]
    public async Task An_encoded_slash_in_the_path_is_signed_as_it_is_sent()
    {
        await _server.RestartAsync(rows: 500);

        var response = await SendAsync("users/usr%2F0000025", "users%2Fusr%252F0000025&");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("usr/0000025", SisServer.Id((await SisServer.JsonAsync(response)).GetProperty("user")));
    }

    [Fact]
    public async Task Another_secret_another_request_or_a_used_nonce_is_refused()
    {
        var good = await SendAsync("orgs", "orgs&", nonce: "once");
        var again = await SendAsync("orgs", "orgs&", nonce: "once");
        var forged = await SendAsync("orgs", "orgs&", secret: "guess");
        var moved = await SendAsync("users", "orgs&");
        var nameless = await SendAsync("orgs", "orgs&", key: "somebody");
        var plain = await SendAsync("orgs", "orgs&", "PLAINTEXT");

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.All(new[] { again, forged, moved, nameless, plain }, r => Assert.Equal(HttpStatusCode.Unauthorized, r.StatusCode));
        Assert.Equal("unauthorisedrequest", (await SisServer.JsonAsync(forged)).GetProperty("statusInfoSet")[0].GetProperty("imsx_codeMinor").GetString());
    }

    [Theory]
    [InlineData(-299, HttpStatusCode.OK)]
    [InlineData(299, HttpStatusCode.OK)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    public async Task A_clock_may_be_five_minutes_off(int seconds, HttpStatusCode expected) =>
        Assert.Equal(expected, (await SendAsync("orgs", "orgs&", timestamp: Now + seconds)).StatusCode);

    [Fact]
    public async Task Version_1_2_takes_tokens_only()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_server.Sis.Rostering12}/orgs"));
        request.Headers.TryAddWithoutValidation("Authorization", "OAuth oauth_consumer_key=\"practice-sis\"");

        var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_signs_into_the_demographics() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("demographics", "demographics&")).StatusCode);

    private Task<HttpResponseMessage> SendAsync(
        string path, string signed, string method = "HMAC-SHA256", string? secret = null, string? nonce = null, string key = "practice-sis", long? timestamp = null)
    {
        nonce ??= Guid.NewGuid().ToString("N");
        var time = timestamp ?? Now;
        var oauth = $"oauth_consumer_key%3D{key}%26oauth_nonce%3D{nonce}%26oauth_signature_method%3D{method}%26oauth_timestamp%3D{time}%26oauth_version%3D1.0";
        var text = Encoding.ASCII.GetBytes($"GET&http%3A%2F%2F127.0.0.1%3A{_server.Lms.Port}%2Fims%2Foneroster%2Fv1p1%2F{signed}{oauth}");
        var keyed = Encoding.ASCII.GetBytes((secret ?? _server.Sis.ClientSecret) + "&");
        var signature = Convert.ToBase64String(method == "HMAC-SHA1" ? HMACSHA1.HashData(keyed, text) : HMACSHA256.HashData(keyed, text))
            .Replace("+", "%2B", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal).Replace("=", "%3D", StringComparison.Ordinal);

        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_server.Sis.Rostering11}/{path}"));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"OAuth oauth_consumer_key=\"{key}\", oauth_nonce=\"{nonce}\", oauth_signature_method=\"{method}\", oauth_timestamp=\"{time}\", oauth_version=\"1.0\", oauth_signature=\"{signature}\"");
        return _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
