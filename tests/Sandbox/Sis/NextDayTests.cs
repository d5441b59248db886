using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>The next day of the practice SIS, as a client sees it.</summary>
public sealed class NextDayTests : IAsyncLifetime
{
    private SisServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SisServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task In_the_classroom_somebody_comes_something_changes_and_somebody_leaves()
    {
        var since = _server.Clock.GetUtcNow();
        _server.Clock.Advance(TimeSpan.FromHours(1));

        var state = await SisServer.JsonAsync(await _server.ApiAsync(HttpMethod.Post, "next-day"));

        var users = await ChangedAsync("users", since);
        var enrollments = await ChangedAsync("enrollments", since);
        Assert.Equal(1, state.GetProperty("day").GetInt32());
        Assert.Equal(2, users.Count);
        Assert.Single(await ChangedAsync("classes", since));
        Assert.Empty(await ChangedAsync("orgs", since));
        Assert.Equal(["active", "tobedeleted"], enrollments.Select(e => e.GetProperty("status").GetString()).Order());
        Assert.Equal("bh-stu-3001", SisServer.Id(enrollments.Single(e => e.GetProperty("status").GetString() == "active").GetProperty("user")));
        Assert.Equal(27, (await _server.RecordsAsync("users", "users")).Count);
        Assert.Equal(40, (await _server.RecordsAsync("enrollments", "enrollments")).Count);
    }

    [Fact]
    public async Task A_day_outlives_a_restart_and_the_next_one_comes_after_it()
    {
        _server.Sis.NextDay();
        var before = (await _server.RecordsAsync("users", "users")).Select(u => u.GetRawText()).ToList();

        await _server.RestartAsync();

        Assert.Equal(before, (await _server.RecordsAsync("users", "users")).Select(u => u.GetRawText()));
        var moment = _server.Sis.Days[^1];
        _server.Sis.NextDay();
        Assert.Equal(2, _server.Sis.Day);
        Assert.Equal(moment.AddMilliseconds(1), _server.Sis.Days[^1]);
    }

    [Fact]
    public async Task After_many_days_the_classroom_is_still_a_classroom_and_every_change_was_told()
    {
        var mirror = await ReadAsync("enrollments", "");
        for (var day = 0; day < 60; day++)
        {
            var since = _server.Clock.GetUtcNow();
            _server.Clock.Advance(TimeSpan.FromDays(1));
            _server.Sis.NextDay();
            foreach (var (id, record) in await ReadAsync("enrollments", Filter(since)))
            {
                mirror.Remove(id);
                if (JsonDocument.Parse(record).RootElement.GetProperty("status").GetString() == "active")
                {
                    mirror[id] = record;
                }
            }
        }

        Assert.Equal(await ReadAsync("enrollments", ""), mirror);
        Assert.InRange((await _server.RecordsAsync("students", "users")).Count, 24, 27);
        Assert.InRange(mirror.Count, 38, 42);
        Assert.All(await _server.RecordsAsync("classes", "classes"), c => Assert.InRange(mirror.Values.Count(e => e.Contains($"\"{SisServer.Id(c)}\"", StringComparison.Ordinal)), 10, 30));
    }

    [Fact]
    public async Task In_a_big_district_a_delta_is_paged_like_everything_else()
    {
        await _server.RestartAsync(rows: 30_000);
        var since = _server.Clock.GetUtcNow();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        _server.Sis.NextDay();

        var first = await _server.GetAsync($"enrollments?limit=100&{Filter(since)}");
        var total = int.Parse(first.Headers.GetValues("X-Total-Count").Single(), CultureInfo.InvariantCulture);
        HashSet<string> seen = [];
        for (var offset = 0; offset < total; offset += 100)
        {
            seen.UnionWith((await _server.RecordsAsync($"enrollments?limit=100&offset={offset}&{Filter(since)}", "enrollments")).Select(SisServer.Id));
        }

        Assert.InRange(total, 150, 450);
        Assert.Equal(total, seen.Count);
    }

    [Fact]
    public async Task The_button_works_on_the_page_only_and_the_script_needs_the_credentials()
    {
        using var visitor = new LmsClient(_server.Lms);
        await visitor.BecomeAsync("t1");
        var foreign = await visitor.Browser.PostAsync(visitor.At("/sis/next-day"), [], new Uri("http://localhost:5070"));
        var nobody = await _server.Http.PostAsync(new Uri(_server.Lms, "/sis/api/next-day"), null, TestContext.Current.CancellationToken);
        Assert.Equal(0, _server.Sis.Day);

        var pressed = await visitor.Browser.PostAsync(visitor.At("/sis/next-day"), [], _server.Lms);
        var page = await Browser.ReadAsync(await visitor.GetAsync("/sis"));

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.Found, pressed.StatusCode);
        Assert.Equal(1, _server.Sis.Day);
        Assert.Equal("It is the next day.", page.QuerySelector(".notice")!.TextContent);
        Assert.Contains(_server.Sis.ClientSecret, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_sets_the_weather_and_shows_it()
    {
        using var visitor = new LmsClient(_server.Lms);
        await visitor.BecomeAsync("t1");

        List<KeyValuePair<string, string>> form =
        [
            new("largestPage", "7"), new("noHeaders", "on"), new("burst", "BadGateway"), new("tokenCalls", "3"), new("breaksAt", "0"), new("forbidden", ""), new("emptySecondRead", "users"),
        ];
        var saved = await visitor.Browser.PostAsync(visitor.At("/sis/weather"), form, _server.Lms);
        form[0] = new("largestPage", "-7");
        var refused = await visitor.Browser.PostAsync(visitor.At("/sis/weather"), form, _server.Lms);
        var page = await Browser.ReadAsync(await visitor.GetAsync("/sis"));

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(
            new() { LargestPage = 7, NoHeaders = true, Burst = Integration.Sandbox.Sis.SisBurst.BadGateway, TokenCalls = 3, EmptySecondRead = "users" }, _server.Sis.Weather);
        Assert.Equal("7", page.QuerySelector("input[name=largestPage]")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("input[name=noHeaders]")!.HasAttribute("checked"));
        Assert.Equal("users", page.QuerySelector("select[name=emptySecondRead] option[selected]")!.GetAttribute("value"));
    }

    private static string Filter(DateTimeOffset since) => $"filter={Uri.EscapeDataString($"dateLastModified>'{since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}'")}";

    private Task<IReadOnlyList<JsonElement>> ChangedAsync(string collection, DateTimeOffset since) => _server.RecordsAsync($"{collection}?{Filter(since)}", collection);

    private async Task<Dictionary<string, string>> ReadAsync(string collection, string filter) =>
        (await _server.RecordsAsync($"{collection}?{filter}", collection)).ToDictionary(SisServer.Id, r => r.GetRawText());
}
