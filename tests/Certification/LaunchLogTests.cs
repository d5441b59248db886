using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Lti.Launch;

namespace Integration.Tests.Certification;

/// <summary>What is noted of a launch for support: enough to see why, and nothing about a person or a course.</summary>
public sealed class LaunchLogTests : IAsyncLifetime
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";
    private readonly ToolUnderTest tool = new();

    public ValueTask InitializeAsync() => tool.InitializeAsync();

    public ValueTask DisposeAsync() => tool.DisposeAsync();

    [Fact]
    public async Task An_admitted_launch_says_how_it_came_and_what_it_offered()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        var token = Sign(Claims(browser));
        tool.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("admitted", (await browser.LaunchAsync(token)).Text);

        var (registration, line) = Assert.Single(tool.Noted);
        Assert.Equal(("north", "d-1", "LtiResourceLinkRequest", "cookie"), (registration, line.DeploymentId, line.MessageType, line.Rung));
        Assert.Equal((LaunchOutcome.Admitted, null, tool.Clock.GetUtcNow(), 8), (line.Outcome, line.Code, line.At, line.SecondsOld));
        Assert.Equal(("moodle", "4.5+ (Build: 20241012)"), (line.Product, line.Version));
        Assert.Equal(["lineitem", "score", "contextmembership.readonly"], line.Services);
        Assert.Equal(["$CourseSection.sourcedId", "$ResourceLink.submission.endDateTime"], line.Unresolved);
        Assert.Contains($"reference {line.Reference}", Assert.Single(tool.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_about_a_person_or_a_course_is_noted()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        var claims = Claims(browser);
        var token = Sign(claims);
        claims[Lti + "deployment_id"] = "d-waiting";

        await browser.LaunchAsync(token);
        await browser.LaunchAsync(token);
        await browser.LaunchAsync(Sign(claims));

        Assert.Equal([null, "LTI2043", "LTI2071"], tool.Noted.Select(note => note.Line.Code));
        var noted = JsonSerializer.Serialize(tool.Noted.Select(note => note.Line));
        Assert.All(["user-1", "Maja", "Andersson", "maja@", "BIO9", "Biology", "link-1", "Exit ticket", "course-", "secret word", browser.Nonce, token], word =>
            Assert.DoesNotContain(word, noted, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_two_halves_of_a_launch_by_platform_storage_have_one_reference()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North, "_parent");
        var asked = JsonNode.Parse((await browser.LaunchAsync(Sign(Claims(browser)), withCookie: false)).Text)!;
        tool.Clock.Advance(TimeSpan.FromSeconds(50));

        var wrong = await BindAsync(browser, asked, "guess");
        var right = await BindAsync(browser, asked, (string)browser.Storage!["value"]!);

        Assert.Equal(("LTI2081", "admitted"), (wrong.Text, right.Text));
        Assert.Equal([LaunchOutcome.AskedStorage, LaunchOutcome.Refused, LaunchOutcome.Admitted], tool.Noted.Select(note => note.Line.Outcome));
        Assert.Single(tool.Noted.Select(note => (note.Line.Reference, note.Line.MessageType, note.Line.SecondsOld)).Distinct());
        Assert.Equal("platform storage", tool.Noted.Last().Line.Rung);
    }

    [Fact]
    public async Task A_launch_that_was_led_to_a_window_of_its_own_is_noted()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);

        await browser.LaunchAsync(Sign(Claims(browser)), withCookie: false);

        Assert.Equal((LaunchOutcome.NewWindow, "d-1"), (Assert.Single(tool.Noted).Line.Outcome, tool.Noted.Single().Line.DeploymentId));
    }

    [Fact]
    public async Task A_page_left_open_too_long_is_noted_for_its_registration()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        tool.Clock.Advance(TimeSpan.FromMinutes(11));

        await browser.LaunchAsync(Sign(Claims(browser)));

        var (registration, line) = Assert.Single(tool.Noted);
        Assert.Equal(("north", "LTI2007", null, null), (registration, line.Code, line.DeploymentId, line.SecondsOld));
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_shows_in_the_refusal()
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        var claims = Claims(browser);
        claims["iat"] = tool.Clock.GetUtcNow().AddMinutes(4).ToUnixTimeSeconds();

        await browser.LaunchAsync(Sign(claims));

        Assert.Equal(("LTI2039", -240), (Assert.Single(tool.Noted).Line.Code, tool.Noted.Single().Line.SecondsOld));
    }

    [Fact]
    public async Task What_belongs_to_no_registration_is_left_to_the_ordinary_log()
    {
        using var unknown = await tool.Http.GetAsync("/lti/login?iss=https://nobody.example.test&login_hint=h&target_link_uri=x");
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        await browser.PostAsync("/lti/launch", true, ("id_token", "garbage"), ("state", "garbage"));
        await browser.PostAsync("/lti/bind", false, ("ticket", "garbage"), ("binding", "x"));

        Assert.Empty(tool.Noted);
        Assert.Equal(["LTI1011", "LTI2006", "LTI2082"], tool.Log.Select(line => line.Split(' ')[0]));
    }

    private JsonObject Claims(BrowserUnderTest browser)
    {
        var claims = Baseline.ResourceLink(browser, tool.North);
        claims["iat"] = browser.Tool.Time.GetUtcNow().AddSeconds(-5).ToUnixTimeSeconds();
        claims["email"] = "maja@example.org";
        claims[Lti + "tool_platform"] = new JsonObject { ["guid"] = "g", ["product_family_code"] = "moodle", ["version"] = "4.5+ (Build: 20241012)" };
        claims[Lti + "custom"] = new JsonObject
        {
            ["section"] = "$CourseSection.sourcedId",
            ["due"] = "$ResourceLink.submission.endDateTime",
            ["again"] = "$CourseSection.sourcedId",
            ["word"] = "$Maja",
            ["note"] = "secret word",
        };
        claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = new JsonObject
        {
            ["lineitems"] = "https://lms.example.test/lineitems/course-7",
            ["scope"] = new JsonArray(
                "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem", "https://purl.imsglobal.org/spec/lti-ags/scope/score", "https://lms.example.test/own"),
        };
        claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] =
            new JsonObject { ["context_memberships_url"] = "https://lms.example.test/members/course-7" };
        return claims;
    }

    private string Sign(JsonObject claims)
        => tool.North.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = PlatformUnderTest.Kid }.ToJsonString(), claims.ToJsonString(), "RS256");

    private static Task<Answer> BindAsync(BrowserUnderTest browser, JsonNode step, string value)
        => browser.PostAsync("/lti/bind", false, ("ticket", (string)step["ticket"]!), ("binding", value));
}
