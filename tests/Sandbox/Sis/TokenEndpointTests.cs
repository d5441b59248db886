using System.Net;
using System.Net.Http.Headers;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>OAuth 2 at the practice SIS: how a token is got, and what it opens.</summary>
public sealed class TokenEndpointTests : IAsyncLifetime
{
    private SisServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SisServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Credentials_are_taken_from_the_header_the_form_and_the_address()
    {
        var header = await _server.AskForTokenAsync(null);
        var form = await _server.AskForTokenAsync(null, basic: false);
        var address = await _server.Http.PostAsync(
            new Uri($"{_server.Sis.Token}?grant_type=client_credentials&client_id={_server.Sis.ClientId}&client_secret={_server.Sis.ClientSecret}"), null, TestContext.Current.CancellationToken);

        foreach (var response in new[] { header, form, address })
        {
            var body = await SisServer.JsonAsync(response);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(3600, body.GetProperty("expires_in").GetInt32());
            Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
            Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("orgs", body.GetProperty("access_token").GetString())).StatusCode);
        }
    }

    [Fact]
    public async Task A_wrong_secret_gets_nothing()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _server.Sis.Token) { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("practice-sis:guess"u8));

        var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_client", (await SisServer.JsonAsync(response)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_secret_belongs_to_the_data_folder_and_outlives_a_restart()
    {
        await using var another = await SisServer.StartAsync();
        var secret = _server.Sis.ClientSecret;

        await _server.RestartAsync();

        Assert.Equal(secret, _server.Sis.ClientSecret);
        Assert.NotEqual(secret, another.Sis.ClientSecret);
    }

    [Fact]
    public async Task Only_granted_scopes_are_given_and_the_answer_says_which()
    {
        var some = await SisServer.JsonAsync(await _server.AskForTokenAsync($"{SisServer.Scope("roster-core.readonly")} {SisServer.Scope("roster-demographics.readonly")}"));
        var none = await _server.AskForTokenAsync(SisServer.Scope("roster-demographics.readonly"));

        Assert.Equal(SisServer.Scope("roster-core.readonly"), some.GetProperty("scope").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Equal("invalid_scope", (await SisServer.JsonAsync(none)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_scope_opens_its_own_version_only_and_never_the_demographics()
    {
        var (now, before) = (await _server.TokenAsync(SisServer.Scope("roster-core.readonly")), await _server.TokenAsync(SisServer.Scope("roster.readonly", "v1p1")));

        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("users", now)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.GetAsync("users", now, old: true)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("users", before, old: true)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.GetAsync("users", before)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.GetAsync("demographics", await _server.TokenAsync())).StatusCode);
        Assert.Equal(1, _server.Sis.Ledger.Demographics);
    }

    [Fact]
    public async Task Without_a_token_with_an_invented_one_and_after_its_hour_nothing_opens()
    {
        var token = await _server.TokenAsync();
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("orgs", token)).StatusCode);

        _server.Clock.Advance(TimeSpan.FromSeconds(3601));

        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.GetAsync("orgs", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.GetAsync("orgs", "invented")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await _server.Http.GetAsync(new Uri($"{_server.Sis.Rostering12}/orgs"), TestContext.Current.CancellationToken)).StatusCode);
    }
}
