using System.Net;
using System.Text.Json;
using Integration.Sandbox.Sis;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>Each way in which the practice SIS can misbehave, over real HTTP.</summary>
public sealed class WeatherTests : IAsyncLifetime
{
    private SisServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SisServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Pages_are_clamped_and_the_links_know_it()
    {
        _server.Sis.Weather = new() { LargestPage = 7 };

        var response = await _server.GetAsync("users?limit=100");

        Assert.Equal(7, (await SisServer.JsonAsync(response)).GetProperty("users").GetArrayLength());
        Assert.Equal("26", response.Headers.GetValues("X-Total-Count").Single());
        Assert.Contains("limit=7&offset=7>; rel=\"next\"", response.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_are_left_out()
    {
        _server.Sis.Weather = new() { NoHeaders = true };

        var response = await _server.GetAsync("users?limit=5");

        Assert.Equal(5, (await SisServer.JsonAsync(response)).GetProperty("users").GetArrayLength());
        Assert.False(response.Headers.Contains("X-Total-Count") || response.Headers.Contains("Link"));
    }

    [Fact]
    public async Task The_offset_is_ignored()
    {
        _server.Sis.Weather = new() { IgnoresOffset = true };

        var (first, third) = (await _server.RecordsAsync("users?limit=5", "users"), await _server.RecordsAsync("users?limit=5&offset=10", "users"));

        Assert.Equal(first.Select(SisServer.Id), third.Select(SisServer.Id));
    }

    [Theory]
    [InlineData(SisBurst.TooManyRequests, HttpStatusCode.TooManyRequests)]
    [InlineData(SisBurst.BadGateway, HttpStatusCode.BadGateway)]
    public async Task Two_of_five_calls_fail_and_say_when_to_come_again(SisBurst burst, HttpStatusCode status)
    {
        _server.Sis.Weather = new() { Burst = burst };
        var token = await _server.TokenAsync();

        List<HttpResponseMessage> responses = [];
        for (var i = 0; i < 10; i++)
        {
            responses.Add(await _server.GetAsync("orgs", token));
        }

        HttpStatusCode[] five = [HttpStatusCode.OK, HttpStatusCode.OK, status, status, HttpStatusCode.OK];
        Assert.Equal([.. five, .. five], responses.Select(r => r.StatusCode));
        Assert.All(responses.Where(r => r.StatusCode == status), r => Assert.Equal(TimeSpan.FromSeconds(1), r.Headers.RetryAfter!.Delta));
    }

    [Fact]
    public async Task A_token_expires_in_the_middle_of_a_pull_and_the_next_one_works()
    {
        _server.Sis.Weather = new() { TokenCalls = 2 };
        var token = await _server.TokenAsync();

        var statuses = new[] { await _server.GetAsync("users?limit=5", token), await _server.GetAsync("users?limit=5&offset=5", token), await _server.GetAsync("users?limit=5&offset=10", token) }
            .Select(r => r.StatusCode);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized], statuses);
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("users?limit=5&offset=10", await _server.TokenAsync())).StatusCode);
    }

    [Fact]
    public async Task One_collection_is_forbidden()
    {
        _server.Sis.Weather = new() { Forbidden = "enrollments" };

        Assert.Equal(HttpStatusCode.Forbidden, (await _server.GetAsync("enrollments")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("users")).StatusCode);
    }

    [Fact]
    public async Task The_second_full_read_of_a_collection_is_empty()
    {
        _server.Sis.Weather = new() { EmptySecondRead = "enrollments" };

        Assert.Equal(15, (await _server.RecordsAsync("enrollments?limit=15", "enrollments")).Count);
        Assert.Equal(15, (await _server.RecordsAsync("enrollments?limit=15&offset=15", "enrollments")).Count);
        Assert.Empty(await _server.RecordsAsync("enrollments?limit=15", "enrollments"));
        Assert.Equal(26, (await _server.RecordsAsync("users", "users")).Count);
    }

    [Fact]
    public async Task Lists_have_names_that_are_not_theirs()
    {
        _server.Sis.Weather = new() { WrongKeys = true };

        var body = await SisServer.JsonAsync(await _server.GetAsync("users"));

        Assert.False(body.TryGetProperty("users", out _));
        Assert.Equal(26, body.EnumerateObject().Single().Value.GetArrayLength());
    }

    [Fact]
    public async Task Types_are_dirty_in_every_way_that_was_met()
    {
        _server.Sis.Weather = new() { DirtyTypes = true };

        var users = await _server.RecordsAsync("users", "users", old: true);
        var session = (await _server.RecordsAsync("academicSessions", "academicSessions"))[0];
        var ended = (await _server.RecordsAsync("enrollments?filter=status='tobedeleted'", "enrollments")).Single();

        Assert.Equal([JsonValueKind.String, JsonValueKind.True], users.Select(u => u.GetProperty("enabledUser").ValueKind).Distinct().Order());
        Assert.Equal("True", users[0].GetProperty("enabledUser").GetString());
        Assert.Equal("Active", users[0].GetProperty("status").GetString());
        Assert.EndsWith("+0", users[0].GetProperty("dateLastModified").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, users[0].GetProperty("orgs").ValueKind);
        Assert.Equal(JsonValueKind.Null, users[0].GetProperty("middleName").ValueKind);
        Assert.Equal(JsonValueKind.Null, users[0].GetProperty("grades").ValueKind);
        Assert.Equal(7, users[5].GetProperty("grades").GetInt32());
        Assert.True(users[0].TryGetProperty("password", out _));
        Assert.Equal(2027, session.GetProperty("schoolYear").GetInt32());
        Assert.Equal("2026-08-17T00:00:00", session.GetProperty("startDate").GetString());
        Assert.Equal("inactive", ended.GetProperty("status").GetString());
        Assert.Equal("0001-01-01T00:00:00", (await _server.RecordsAsync("enrollments", "enrollments"))[0].GetProperty("endDate").GetString());
    }

    [Fact]
    public async Task A_dripping_answer_comes_whole()
    {
        _server.Sis.Weather = new() { Drips = true };

        Assert.Equal(40, (await _server.RecordsAsync("enrollments", "enrollments")).Count);
    }

    [Fact]
    public async Task The_connection_breaks_before_a_record_and_not_before_a_page_that_ends_earlier()
    {
        _server.Sis.Weather = new() { BreaksAt = 21 };

        Assert.Equal(20, (await _server.RecordsAsync("users?limit=20", "users")).Count);
        var broken = await Assert.ThrowsAnyAsync<Exception>(async () => await (await _server.GetAsync("users?limit=20&offset=20")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(broken is HttpRequestException or IOException, broken.GetType().Name);
    }

    [Fact]
    public async Task Who_follows_a_redirect_with_the_token_is_caught()
    {
        _server.Sis.Weather = new() { Redirects = true };
        var token = await _server.TokenAsync();

        var response = await _server.GetAsync("users?limit=5", token);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal($"http://localhost:{_server.Lms.Port}/ims/oneroster/rostering/v1p2/users?limit=5", response.Headers.Location!.ToString());
        Assert.Equal(0, _server.Sis.Ledger.Strays);

        var careless = new HttpRequestMessage(HttpMethod.Get, response.Headers.Location) { Headers = { Authorization = new("Bearer", token) } };
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _server.Http.SendAsync(careless, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(1, _server.Sis.Ledger.Strays);
    }

    [Fact]
    public async Task The_link_to_the_next_page_leads_elsewhere()
    {
        _server.Sis.Weather = new() { LinksElsewhere = true };

        var links = (await _server.GetAsync("users?limit=5")).Headers.GetValues("Link").Single();

        Assert.Contains($"<http://localhost:{_server.Lms.Port}/ims/oneroster/rostering/v1p2/users?limit=5&offset=5>; rel=\"next\"", links, StringComparison.Ordinal);
        Assert.Contains($"<{_server.Sis.Rostering12}/users?limit=5&offset=0>; rel=\"first\"", links, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_weather_is_set_by_a_script_that_has_the_credentials_and_outlives_a_restart()
    {
        var address = new Uri(_server.Lms, "/sis/api/weather");
        var stranger = await _server.Http.PutAsJsonAsync(address, new { noHeaders = true }, TestContext.Current.CancellationToken);
        var set = await _server.ApiAsync(HttpMethod.Put, "weather", new { noHeaders = true, burst = "BadGateway" });
        var wrong = await _server.ApiAsync(HttpMethod.Put, "weather", new { forbidden = "shoes" });

        await _server.RestartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(new SisWeather { NoHeaders = true, Burst = SisBurst.BadGateway }, _server.Sis.Weather);
    }
}
