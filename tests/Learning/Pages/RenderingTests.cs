using System.Net;
using AngleSharp.Html.Parser;
using Integration.Learning.Pages;
using Integration.Tests.Browser;

namespace Integration.Tests.Learning.Pages;

public sealed class RenderingTests
{
    private const string Hostile = "<script>alert('x')</script>\"'&";

    private static readonly Words English = new("en", TimeZoneInfo.Utc);

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        var answer = await AskAsync(new ScreenResult<SampleScreen, string>(English, Hostile, Hostile));

        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Empty(document.Scripts);
        Assert.Equal("Screen " + Hostile, document.QuerySelector("h1")!.TextContent);
        Assert.Equal(Hostile, document.QuerySelector("main")!.GetAttribute("data-title"));
    }

    [Fact]
    public async Task Session_block_can_not_be_closed_by_a_value()
    {
        var answer = await AskAsync(Launch("</script><script>alert(1)</script>"));

        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Equal(["application/json", "module"], document.Scripts.Select(script => script.Type).Order());
        var session = System.Text.Json.JsonDocument.Parse(document.GetElementById("session")!.TextContent);
        Assert.Equal("</script><script>alert(1)</script>", session.RootElement.GetProperty("token").GetString());
    }

    [Fact]
    public async Task Launch_page_is_framed_by_and_posts_to_the_given_origins_alone()
    {
        var answer = await AskAsync(Launch("t"));

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
            + "form-action 'self' https://lms.example; frame-ancestors https://lms.example https://classes.example",
            Header(answer, "Content-Security-Policy"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public void An_origin_can_not_write_policy() =>
        Assert.Throws<ArgumentException>(() => PagePolicy.Page(["https://lms.example; script-src *"], []));

    [Fact]
    public async Task Refusal_shows_what_was_received_as_text_and_may_be_framed_over_https_alone()
    {
        var facts = HandshakeSamples.Facts with { Issuer = Hostile };

        var answer = await AskAsync(http => HandshakeSamples.LtiPages().Refused(http, HandshakeSamples.Fault, facts));

        Assert.Equal(HandshakeSamples.Fault.Kind.Status, (int)answer.StatusCode);
        Assert.EndsWith("frame-ancestors https:", Header(answer, "Content-Security-Policy"));
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Contains(document.QuerySelectorAll("dd"), dd => dd.TextContent == Hostile);
        Assert.Empty(document.QuerySelectorAll("[style], [onclick], style, script:not([src]):not([type='application/json'])"));
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_and_an_unknown_version_is_not_there()
    {
        await using var server = await PageServer.StartAsync(_ => { });
        using var client = new HttpClient { BaseAddress = new(server.Address) };

        foreach (var name in PageAssets.Names)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PageAssets.Url(name));
            request.Headers.Add("Accept-Encoding", "gzip, br");
            var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
            Assert.Equal("public, max-age=31536000, immutable", Header(answer, "Cache-Control"));
        }

        var old = await client.GetAsync("/assets/0000000000000000/app.css");
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        Assert.StartsWith("PAGE1404", await old.Content.ReadAsStringAsync());
    }

    private static ScreenResult<SampleScreen, string> Launch(string token) => new(English, "One", "one")
    {
        Launch = new(token, "/app/one", ["https://lms.example", "https://classes.example"], ["https://lms.example"]),
    };

    private static Task<HttpResponseMessage> AskAsync(IResult result) => AskAsync(_ => result);

    private static async Task<HttpResponseMessage> AskAsync(Func<HttpContext, IResult> answer)
    {
        await using var server = await PageServer.StartAsync(app => app.MapGet("/page", http => answer(http).ExecuteAsync(http)));
        using var client = new HttpClient();
        return await client.GetAsync(server.Address + "/page");
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
