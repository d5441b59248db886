using System.Net;
using System.Text.Json.Nodes;

namespace Integration.Tests.Certification;

/// <summary>What the addresses answer to requests that are no launch at all.</summary>
public sealed class RouteTests(ToolUnderTest tool) : IClassFixture<ToolUnderTest>
{
    [Theory]
    [InlineData("/lti/launch")]
    [InlineData("/lti/bind")]
    public async Task Opening_an_address_that_is_only_posted_to_gives_help(string address)
    {
        using var response = await tool.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("LTI2001", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/lti/launch")]
    [InlineData("/lti/bind")]
    public async Task A_body_that_is_no_form_is_refused(string address)
    {
        using var response = await tool.Http.PostAsync(address, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("LTI2002", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/lti/launch", 300_000)]
    [InlineData("/lti/bind", 900_000)]
    public async Task A_form_of_hundreds_of_kilobytes_is_refused(string address, int size)
    {
        using var response = await tool.Http.PostAsync(address, new FormUrlEncodedContent([KeyValuePair.Create("id_token", new string('a', size))]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("LTI2003", await response.Content.ReadAsStringAsync());
    }

    public static TheoryData<string> Bodies =>
    [
        "",
        "&&&",
        "=",
        "%",
        "%zz=%",
        "state=%ff%fe&id_token=%00&ticket=%ff&value=%00&iss=%ff&login_hint=%00&target_link_uri=%c3%28",
        "state[]=1&id_token[]=2&ticket[]=3",
        "state=" + new string('A', 90_000) + "&ticket=" + new string('A', 90_000) + "&value=x&iss=" + new string('i', 90_000),
        new string('k', 2_000) + "=1",
        string.Join('&', Enumerable.Range(0, 200).Select(n => $"k{n}=v")),
        "error=" + new string('e', 10_000) + "&state=x",
        "id_token=..&state=..",
        "id_token=a.b.c&state=AAAA&ticket=AAAA&value=AAAA",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_malformed_form_is_refused_on_every_address(string body)
    {
        foreach (var address in new[] { "/lti/login", "/lti/login/north", "/lti/login/%00", "/lti/launch", "/lti/bind" })
        {
            using var content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
            using var response = await tool.Http.PostAsync(address, content);

            Assert.InRange((int)response.StatusCode, 400, 499);
            Assert.Empty(tool.Admitted);
            Assert.Equal(0, tool.NoncesKept);
        }
    }

    [Theory]
    [InlineData("?iss=%ff&login_hint=%00&target_link_uri=%zz")]
    [InlineData("?iss[]=1")]
    [InlineData("?again=%00")]
    [InlineData("?again=a&again=b")]
    [InlineData("?")]
    public async Task A_malformed_query_is_refused(string query)
    {
        foreach (var address in new[] { "/lti/login", "/lti/login/north" })
        {
            using var response = await tool.Http.GetAsync(address + query);

            Assert.InRange((int)response.StatusCode, 400, 499);
        }
    }

    [Fact]
    public async Task The_key_set_shows_public_members_only_and_may_be_cached_for_an_hour()
    {
        using var response = await tool.Http.GetAsync("/.well-known/jwks.json");

        var key = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["keys"]!.AsArray().Single()!.AsObject();
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.Select(member => member.Key).Order());
        Assert.Equal("tool-1", (string?)key["kid"]);
        Assert.Equal(TimeSpan.FromHours(1), response.Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public async Task A_platform_that_gives_no_keys_is_a_refusal_that_says_to_wait()
    {
        await using var fresh = new ToolUnderTest();
        await fresh.InitializeAsync();
        fresh.PlatformIsDown = true;
        var browser = await BrowserUnderTest.LogInAsync(fresh, fresh.North);

        var answer = await browser.LaunchAsync(Baseline.Sign(new LaunchVector { Name = "good" }, browser, fresh.North));

        Assert.Equal("LTI2023 424", $"{answer.Text} {answer.Status}");
    }
}
