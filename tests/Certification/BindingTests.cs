using System.Text.Json.Nodes;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Tests.Certification;

/// <summary>Replay, and the three rungs that tie a launch to its browser, over real HTTP.</summary>
public sealed class BindingTests : IAsyncLifetime
{
    private readonly ToolUnderTest tool = new();

    public ValueTask InitializeAsync() => tool.InitializeAsync();

    public ValueTask DisposeAsync() => tool.DisposeAsync();

    [Fact]
    public async Task A_login_asks_for_exactly_what_the_specification_names()
    {
        using var response = await tool.Http.GetAsync("/lti/login/north?iss=https://lms.example.test&login_hint=a%20b&target_link_uri=https://x.test&lti_message_hint=%7B%22c%22%3A1%7D");

        var query = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        Assert.Equal("7", query["tenant"]);
        Assert.Equal("openid", query["scope"]);
        Assert.Equal("id_token", query["response_type"]);
        Assert.Equal("form_post", query["response_mode"]);
        Assert.Equal("none", query["prompt"]);
        Assert.Equal("client-north", query["client_id"]);
        Assert.Equal(ToolUnderTest.Public + "/lti/launch", query["redirect_uri"]);
        Assert.Equal("a b", query["login_hint"]);
        Assert.Equal("{\"c\":1}", query["lti_message_hint"]);
        Assert.Equal(43, query["nonce"].ToString().Length);
        Assert.True(query["state"].ToString().Length < 1000);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-lti_", cookie, StringComparison.Ordinal);
        foreach (var attribute in new[] { "max-age=600", "path=/", "secure", "samesite=none", "httponly", "Partitioned" })
        {
            Assert.Contains($"; {attribute}", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_oldest_login_cookies_are_expired_when_a_browser_gathers_too_many()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/lti/login/north?iss=https://lms.example.test&login_hint=h&target_link_uri=x");
        request.Headers.Add("Cookie", string.Join("; ", Enumerable.Range(10, 9).Select(n => $"__Host-lti_000000{n}aaaaaaaaaaaaaaaa=x")) + "; other=1");

        using var response = await tool.Http.SendAsync(request);

        var expired = response.Headers.GetValues("Set-Cookie").Where(cookie => cookie.Contains("max-age=0", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, expired.Count);
        Assert.StartsWith("__Host-lti_00000010", expired[0], StringComparison.Ordinal);
        Assert.StartsWith("__Host-lti_00000011", expired[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_launch_with_a_replayed_nonce_is_refused()
    {
        var (browser, token) = await ReadyAsync();

        var first = await browser.LaunchAsync(token);
        var second = await browser.LaunchAsync(token);

        Assert.Equal("admitted", first.Text);
        Assert.Equal("LTI2043 401", $"{second.Text} {second.Status}");
    }

    [Fact]
    public async Task Every_outcome_is_one_line_in_the_log_and_names_nobody()
    {
        var (browser, token) = await ReadyAsync();

        await browser.LaunchAsync(token);
        await browser.LaunchAsync(token);
        await browser.LaunchAsync("garbage");

        Assert.Equal(3, tool.Log.Count);
        Assert.Contains("ResourceLink admitted by cookie", tool.Log.ElementAt(0), StringComparison.Ordinal);
        Assert.StartsWith("LTI2043 refused, reference ", tool.Log.ElementAt(1), StringComparison.Ordinal);
        Assert.EndsWith(", registration north", tool.Log.ElementAt(2), StringComparison.Ordinal);
        Assert.All(tool.Log, line => Assert.DoesNotContain("user-1", line, StringComparison.Ordinal));
        Assert.All(tool.Log, line => Assert.DoesNotContain("Maja", line, StringComparison.Ordinal));
        Assert.All(tool.Log, line => Assert.DoesNotContain(token, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_64_launches_with_one_nonce_exactly_one_is_admitted()
    {
        var (browser, token) = await ReadyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => browser.LaunchAsync(token)));

        Assert.Single(answers, answer => answer.Text == "admitted");
        Assert.Equal(63, answers.Count(answer => answer is { Text: "LTI2043", Status: 401 }));
        Assert.Single(tool.Admitted);
    }

    [Fact]
    public async Task In_another_browser_nobody_gets_in_and_the_nonce_is_kept_for_the_right_one()
    {
        var (browser, token) = await ReadyAsync();

        var stranger = await browser.LaunchAsync(token, withCookie: false);
        var owner = await browser.LaunchAsync(token);

        Assert.StartsWith("new window https://tool.example.test/lti/login/north?again=", stranger.Text, StringComparison.Ordinal);
        Assert.Equal("admitted", owner.Text);
    }

    [Fact]
    public async Task A_cookie_of_another_login_does_not_count()
    {
        var (browser, token) = await ReadyAsync();
        var other = await BrowserUnderTest.LogInAsync(tool, tool.North);

        var answer = await (browser with { Cookie = other.Cookie }).LaunchAsync(token);
        var renamed = await (browser with { Cookie = browser.Cookie.Split('=')[0] + "=" + other.Cookie.Split('=')[1] }).LaunchAsync(token);

        Assert.StartsWith("new window", answer.Text, StringComparison.Ordinal);
        Assert.StartsWith("new window", renamed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_new_window_starts_over_with_the_same_hints_and_ends_in_a_launch()
    {
        var (browser, token) = await ReadyAsync();
        var address = (await browser.LaunchAsync(token, withCookie: false)).Text["new window ".Length..];

        var again = await BrowserUnderTest.FollowAsync(tool, new Uri(address).PathAndQuery);
        var admitted = await again.LaunchAsync(Sign(Baseline.ResourceLink(again, tool.North)));

        Assert.NotEqual(browser.Nonce, again.Nonce);
        Assert.Equal("admitted", admitted.Text);
    }

    [Fact]
    public async Task A_new_window_that_loses_its_cookie_too_does_not_go_round()
    {
        var (browser, token) = await ReadyAsync();
        var address = (await browser.LaunchAsync(token, withCookie: false)).Text["new window ".Length..];
        var again = await BrowserUnderTest.FollowAsync(tool, new Uri(address).PathAndQuery);

        var answer = await again.LaunchAsync(Sign(Baseline.ResourceLink(again, tool.North)), withCookie: false);

        Assert.Equal("new window ", answer.Text);
    }

    [Fact]
    public async Task The_new_window_address_grows_old_and_belongs_to_one_registration()
    {
        var (browser, token) = await ReadyAsync();
        var address = new Uri((await browser.LaunchAsync(token, withCookie: false)).Text["new window ".Length..]).PathAndQuery;

        var elsewhere = await tool.Http.GetStringOfAsync(address.Replace("/north?", "/south?", StringComparison.Ordinal));
        tool.Clock.Advance(TimeSpan.FromMinutes(11));
        var late = await tool.Http.GetStringOfAsync(address);

        Assert.Equal("LTI1020", elsewhere);
        Assert.Equal("LTI1020", late);
    }

    [Theory]
    [InlineData("canvas")]
    [InlineData("moodle")]
    [InlineData("Moodle")]
    public async Task Where_hints_work_only_once_the_page_says_how_to_open_it_from_the_lms(string family)
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        var claims = Baseline.ResourceLink(browser, tool.North);
        claims["https://purl.imsglobal.org/spec/lti/claim/tool_platform"] = new JsonObject { ["guid"] = "g", ["product_family_code"] = family };

        var answer = await browser.LaunchAsync(Sign(claims), withCookie: false);

        Assert.Equal("new window ", answer.Text);
    }

    [Fact]
    public async Task Hints_too_long_to_carry_are_not_carried()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North, loginHint: new string('h', 3000));

        var answer = await browser.LaunchAsync(Sign(Baseline.ResourceLink(browser, tool.North)), withCookie: false);

        Assert.Equal("new window ", answer.Text);
    }

    [Fact]
    public async Task Platform_storage_binds_a_launch_without_a_cookie_once()
    {
        var (browser, step) = await AskedStorageAsync();

        var first = await BindAsync(browser, step, (string)browser.Storage!["value"]!);
        var second = await BindAsync(browser, step, (string)browser.Storage!["value"]!);

        Assert.Equal("https://lms.example.test", (string?)browser.Storage["origin"]);
        Assert.Equal((string?)browser.Storage["key"], (string?)step["key"]);
        Assert.Equal("post_message_forwarding", (string?)step["target"]);
        Assert.Equal("admitted", first.Text);
        Assert.Equal("LTI2043 401", $"{second.Text} {second.Status}");
    }

    [Fact]
    public async Task Several_tickets_of_one_launch_open_one_session()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North, "_parent");
        var token = Sign(Baseline.ResourceLink(browser, tool.North));
        var tickets = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => JsonNode.Parse((await browser.LaunchAsync(token, withCookie: false)).Text)!));

        var answers = await Task.WhenAll(tickets.Select(ticket => BindAsync(browser, ticket, (string)browser.Storage!["value"]!)));

        Assert.Single(answers, answer => answer.Text == "admitted");
    }

    [Fact]
    public async Task A_value_that_is_not_the_secret_is_refused_and_leaves_the_nonce()
    {
        var (browser, step) = await AskedStorageAsync();

        var wrong = await BindAsync(browser, step, "guess");
        var right = await BindAsync(browser, step, (string)browser.Storage!["value"]!);

        Assert.Equal("LTI2081 403", $"{wrong.Text} {wrong.Status}");
        Assert.Equal("admitted", right.Text);
    }

    [Fact]
    public async Task An_altered_ticket_is_refused()
    {
        var (browser, step) = await AskedStorageAsync();
        var ticket = (string)step["ticket"]!;
        var altered = await browser.PostAsync("/lti/bind", false, ("ticket", ticket[..^5] + "AAAAA"), ("binding", "x"));
        var state = await browser.PostAsync("/lti/bind", false, ("ticket", browser.State), ("binding", (string)browser.Storage!["value"]!));

        Assert.Equal("LTI2082 400", $"{altered.Text} {altered.Status}");
        Assert.Equal("LTI2082 400", $"{state.Text} {state.Status}");
    }

    [Fact]
    public async Task A_ticket_is_good_for_two_minutes()
    {
        var (browser, step) = await AskedStorageAsync();
        tool.Clock.Advance(TimeSpan.FromSeconds(121));

        var answer = await BindAsync(browser, step, (string)browser.Storage!["value"]!);

        Assert.Equal("LTI2083 400", $"{answer.Text} {answer.Status}");
    }

    [Fact]
    public async Task A_bind_without_ticket_or_value_is_refused()
    {
        var (browser, step) = await AskedStorageAsync();

        var none = await browser.PostAsync("/lti/bind", false, ("hello", "world"));
        var empty = await BindAsync(browser, step, "");

        Assert.Equal("LTI2084 400", $"{none.Text} {none.Status}");
        Assert.Equal("LTI2084 400", $"{empty.Text} {empty.Status}");
    }

    [Fact]
    public async Task A_ticket_does_not_outlive_its_registration()
    {
        var (browser, step) = await AskedStorageAsync();
        tool.Remove(tool.North);

        var answer = await BindAsync(browser, step, (string)browser.Storage!["value"]!);

        Assert.Equal("LTI2008", answer.Text);
    }

    [Fact]
    public async Task A_ticket_shows_nothing_of_the_person()
    {
        var (_, step) = await AskedStorageAsync();

        Assert.DoesNotContain("Maja", step.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_deployment_is_reported_and_never_let_in()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        var claims = Baseline.ResourceLink(browser, tool.North);
        claims["https://purl.imsglobal.org/spec/lti/claim/deployment_id"] = "d-south";

        var answer = await browser.LaunchAsync(Sign(claims));

        Assert.Equal("LTI2070", answer.Text);
        Assert.Equal("north/d-south", Assert.Single(tool.Reported));
        Assert.Equal(DeploymentStatus.Approved, tool.South.Registration.Deployments["d-south"]);
    }

    private async Task<(BrowserUnderTest Browser, string Token)> ReadyAsync()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        return (browser, Sign(Baseline.ResourceLink(browser, tool.North)));
    }

    private async Task<(BrowserUnderTest Browser, JsonNode Step)> AskedStorageAsync()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North, "post_message_forwarding");
        var answer = await browser.LaunchAsync(Sign(Baseline.ResourceLink(browser, tool.North)), withCookie: false);
        return (browser, JsonNode.Parse(answer.Text)!);
    }

    private static Task<Answer> BindAsync(BrowserUnderTest browser, JsonNode step, string value)
        => browser.PostAsync("/lti/bind", false, ("ticket", (string)step["ticket"]!), ("binding", value));

    private string Sign(JsonObject claims)
        => tool.North.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = PlatformUnderTest.Kid }.ToJsonString(), claims.ToJsonString(), "RS256");
}
