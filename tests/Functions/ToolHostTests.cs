using System.Net;
using AngleSharp.Html.Parser;
using Integration.Functions;
using Integration.Learning.Platforms;
using Integration.Learning.Sealing;
using Integration.Tests.Learning;

namespace Integration.Tests.Functions;

public sealed class ToolHostTests
{
    private static readonly PlatformToAdd Practice = new(
        "Practice",
        "http://127.0.0.1:5080",
        "client-1",
        new Uri("http://127.0.0.1:5080/auth"),
        new Uri("http://127.0.0.1:5080/token"),
        new Uri("http://127.0.0.1:5080/jwks"),
        ["d-1"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tool_starts_in_process_with_its_platforms_and_starts_again_on_the_same_store()
    {
        var folder = Directory.CreateTempSubdirectory("tool-").FullName;
        var settings = LearningTool.Settings(folder, MasterKey.NewValue());
        using var http = new HttpClient();

        string id;
        await using (var first = await ToolHost.StartAsync(new ToolStart(settings, [Practice]), Ct))
        {
            using var health = await http.GetAsync(new Uri(first.Address, "/health"), Ct);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            id = Assert.Single(await first.Services.GetRequiredService<PlatformSetup>().ListAsync(Ct)).Id;
        }

        await using (var second = await ToolHost.StartAsync(new ToolStart(settings, [Practice with { DeploymentIds = ["d-1", "d-2"] }]), Ct))
        {
            var platform = Assert.Single(await second.Services.GetRequiredService<PlatformSetup>().ListAsync(Ct));
            Assert.Equal(id, platform.Id);
            Assert.Equal(["d-1", "d-2"], platform.Deployments.Select(deployment => deployment.Id));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404, "en", "There is nothing here")]
    [InlineData("POST", "/health", 405, "es", "Esta página no se abre sola")]
    public async Task An_address_that_is_not_there_has_the_look_of_the_product_in_the_language_of_the_request(
        string method, string path, int status, string language, string heading)
    {
        var folder = Directory.CreateTempSubdirectory("tool-").FullName;
        using var http = new HttpClient { DefaultRequestHeaders = { { "Accept", "text/html" }, { "Accept-Language", language } } };

        await using (var tool = await ToolHost.StartAsync(new ToolStart(LearningTool.Settings(folder, MasterKey.NewValue()), []), Ct))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(tool.Address, path));
            using var answer = await http.SendAsync(request, Ct);
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
            using var look = await http.GetAsync(new Uri(tool.Address, page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")), Ct);

            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal((language, heading), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("main h1")!.TextContent));
            Assert.Equal($"HTTP{status}", page.QuerySelector("#facts dd")!.TextContent);
            Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_stands_in_front_sees_a_request_first()
    {
        var folder = Directory.CreateTempSubdirectory("tool-").FullName;
        var start = new ToolStart(LearningTool.Settings(folder, MasterKey.NewValue()), [], app => app.Use((http, next) =>
        {
            http.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return http.Request.Path == "/health" ? Task.CompletedTask : next(http);
        }));
        using var http = new HttpClient();

        await using (var tool = await ToolHost.StartAsync(start, Ct))
        {
            using var answer = await http.GetAsync(new Uri(tool.Address, "/health"), Ct);
            Assert.Equal(StatusCodes.Status418ImATeapot, (int)answer.StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_bad_setting_or_platform_is_told_to_the_caller()
    {
        var folder = Directory.CreateTempSubdirectory("tool-").FullName;
        var settings = LearningTool.Settings(folder, MasterKey.NewValue());

        var badSetting = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ToolHost.StartAsync(new ToolStart(new Dictionary<string, string?>(settings) { ["Public:Url"] = "nonsense" }, []), Ct));
        var badPlatform = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ToolHost.StartAsync(new ToolStart(settings, [Practice with { JwksUri = new Uri("http://lms.example.org/jwks") }]), Ct));

        Assert.Contains("Public__Url", badSetting.Message, StringComparison.Ordinal);
        Assert.StartsWith("SET2002", badPlatform.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
