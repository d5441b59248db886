using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Integration.Learning.Sessions;
using Integration.Tests.Certification;

namespace Integration.Tests.Learning.Launches;

/// <summary>A gradebook's cell whose activity nobody has opened yet, at the whole tool over HTTP.</summary>
public sealed class ReviewTests(WholeTool tool) : IClassFixture<WholeTool>
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Instructor", true, "Todavía no hay nada que ver")]
    [InlineData("Instructor", false, "Todavía no hay nada que ver")]
    [InlineData("Learner", true, "Todavía no hay nada que ver")]
    [InlineData("Learner", false, "Todavía no hay nada que ver")]
    [InlineData("Mentor", false, "")]
    public async Task Its_page_changes_its_language_like_any_other(string role, bool namesTheLink, string heading)
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.Platform);
        var claims = Baseline.SubmissionReview(browser, tool.Platform);
        claims[Lti + "roles"] = new JsonArray($"http://purl.imsglobal.org/vocab/lis/v2/membership#{role}");
        claims[Lti + "resource_link"] = namesTheLink ? new JsonObject { ["id"] = $"never-{role}" } : null;
        var launched = await browser.LaunchAsync(SuiteBaseline.Sign(claims, tool.Platform));
        Assert.True(launched.Status == 200, launched.Text);
        var page = await new HtmlParser().ParseDocumentAsync(launched.Text, Ct);
        var token = JsonDocument.Parse(page.QuerySelector("#session")!.TextContent).RootElement.GetProperty("token").GetString();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/app/preferences") { Content = new FormUrlEncodedContent([new("language", "es")]) };
        request.Headers.Add(SessionEndpoints.Header, token);
        using var answer = await tool.Http.SendAsync(request, Ct);

        var changed = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, changed);
        Assert.Contains("lang=\"es\"", changed, StringComparison.Ordinal);
        Assert.Contains(heading, WebUtility.HtmlDecode(changed), StringComparison.Ordinal);
    }
}
