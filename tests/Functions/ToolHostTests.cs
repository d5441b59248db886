using System.Net;
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
