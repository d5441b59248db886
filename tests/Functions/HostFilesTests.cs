using System.Text.Json;
using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Tests.Learning;

namespace Integration.Tests.Functions;

/// <summary>What the Functions host reads, and that it matches what the executable serves.</summary>
public sealed class HostFilesTests
{
    private static readonly string[] Prefixes = ["lti", "app", "ims", "install", "assets", ".well-known", "health"];

    [Fact]
    public void The_host_passes_http_through_and_adds_no_prefix()
    {
        using var host = Read("host.json");
        var handler = host.RootElement.GetProperty("customHandler");

        Assert.Equal("2.0", host.RootElement.GetProperty("version").GetString());
        Assert.Equal("Integration.Functions", handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        Assert.True(handler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.False(handler.TryGetProperty("enableForwardingHttpRequest", out _));
        Assert.False(handler.TryGetProperty("http", out _));
        Assert.False(handler.TryGetProperty("port", out _));
        Assert.False(host.RootElement.TryGetProperty("configurationProfile", out _));
        Assert.Equal("", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void Each_prefix_has_one_anonymous_function_and_none_catches_all()
    {
        Assert.Equal(Prefixes.Order(StringComparer.Ordinal), HttpRoutes().Select(PrefixOf).Order(StringComparer.Ordinal));
        Assert.All(HttpRoutes(), route => Assert.DoesNotContain('{', PrefixOf(route)));
        foreach (var (name, bindings) in Functions().Where(function => function.Name != "Tick"))
        {
            Assert.Equal(["httpTrigger", "http"], bindings.Select(binding => binding.GetProperty("type").GetString()));
            Assert.Equal(("req", "res"), (bindings[0].GetProperty("name").GetString(), bindings[1].GetProperty("name").GetString()));
            Assert.Equal("anonymous", bindings[0].GetProperty("authLevel").GetString());
            Assert.True(bindings[0].GetProperty("methods").GetArrayLength() >= 6, name);
        }
    }

    [Fact]
    public void The_timer_is_the_only_trigger_and_comes_every_minute()
    {
        var binding = Assert.Single(Functions().Single(function => function.Name == "Tick").Bindings);

        Assert.Equal("timerTrigger", binding.GetProperty("type").GetString());
        Assert.Equal("0 * * * * *", binding.GetProperty("schedule").GetString());
    }

    [Fact]
    public async Task Every_route_of_the_tool_lies_under_a_prefix_the_host_knows()
    {
        await using var throwAway = LearningTool.Start();
        var settings = ToolSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(LearningTool.Settings(throwAway.Folder, throwAway.MasterKey)).Build());
        await using var app = ToolApp.Build(settings, ToolHome.Functions);

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).ToList();

        Assert.Contains("health", routes);
        Assert.All(routes.Where(route => route != "Tick"), route => Assert.Contains(PrefixOf(route), Prefixes));
    }

    [Fact]
    public void A_published_folder_is_complete()
    {
        if (Environment.GetEnvironmentVariable("PUBLISHED_TOOL") is not { Length: > 0 } published)
        {
            Assert.False(Environment.GetEnvironmentVariable("REQUIRE_REAL_PARTS") == "1", "PUBLISHED_TOOL must name the published folder.");
            Assert.Skip("PUBLISHED_TOOL names no published folder.");
            return;
        }

        Assert.True(File.Exists(Path.Combine(published, "host.json")));
        Assert.All(Functions(), function => Assert.True(File.Exists(Path.Combine(published, function.Name, "function.json")), function.Name));
        Assert.False(File.Exists(Path.Combine(published, "local.settings.json")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(published, "Integration.Functions")).HasFlag(UnixFileMode.UserExecute));
        }
    }

    private static List<string> HttpRoutes() =>
        [.. Functions().SelectMany(function => function.Bindings)
            .Where(binding => binding.GetProperty("type").GetString() == "httpTrigger")
            .Select(binding => binding.GetProperty("route").GetString()!)];

    private static string PrefixOf(string route) => route.Split('/')[0];

    private static List<(string Name, List<JsonElement> Bindings)> Functions() =>
        [.. Directory.GetFiles(Path.Combine(Repo.Root, "functions"), "function.json", SearchOption.AllDirectories)
            .Where(file => Directory.GetParent(file)!.Parent!.Name == "functions")
            .Select(file => (Directory.GetParent(file)!.Name, Bindings(file)))];

    private static List<JsonElement> Bindings(string file)
    {
        using var function = JsonDocument.Parse(File.ReadAllText(file));
        return [.. function.RootElement.GetProperty("bindings").EnumerateArray().Select(binding => binding.Clone())];
    }

    private static JsonDocument Read(string path) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repo.Root, path)));
}
