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
