using System.Net;
using System.Text;
using System.Text.Json;

namespace Integration.Tests.Functions;

/// <summary>What the Functions host expects of the executable, asked the way it asks.</summary>
public sealed class PublishedContractTests(PublishedContractTests.Running running) : IClassFixture<PublishedContractTests.Running>
{
    private const string Timer =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"Tick","UtcNow":"2026-11-23T13:48:45.0658991Z","RandGuid":"11e3c0de-0000-4000-8000-000000000001"}}}""";

    private const string TimerWithMonitor =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00+00:00","Next":"2026-11-23T14:20:00+00:00","LastUpdated":"0001-01-01T00:00:00+00:00"},"IsPastDue":true}},"Metadata":{"sys":{"MethodName":"Tick","UtcNow":"2026-11-23T14:19:00Z","RandGuid":"11e3c0de-0000-4000-8000-000000000002"}}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Timer)]
    [InlineData(TimerWithMonitor)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,2,3]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task Every_tick_is_answered_with_200_and_an_object(string body)
    {
        using var answer = await running.Tool.Http.SendAsync(Tick(body), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("Outputs").ValueKind);
        Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty("Logs").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("ReturnValue").ValueKind);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "reflect.example.org")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("x-ms-invocation-id", "11e3c0de-0000-4000-8000-000000000003")]
    public async Task A_tick_that_came_over_the_network_finds_nothing(string header, string value)
    {
        using var request = Tick(Timer);
        request.Headers.Add(header, value);
        using var absent = new HttpRequestMessage(HttpMethod.Post, "/Tack");

        using var answer = await running.Tool.Http.SendAsync(request, Ct);
        using var answerOfNothing = await running.Tool.Http.SendAsync(absent, Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(await answerOfNothing.Content.ReadAsStringAsync(Ct), await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_passed_on_request_gets_its_answer_and_the_headers_of_every_answer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Host", "reflect.example.org");
        request.Headers.Add("X-Forwarded-Proto", "http");
        request.Headers.Add("x-ms-invocation-id", "11e3c0de-0000-4000-8000-000000000004");

        using var answer = await running.Tool.Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"ok"}""", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/Tick", 404)]
    [InlineData("DELETE", "/health", 405)]
    public async Task What_is_not_there_says_so_with_a_code(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await running.Tool.Http.SendAsync(request, Ct);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"\"HTTP{status}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_gets_a_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml");

        using var answer = await running.Tool.Http.SendAsync(request, Ct);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("HTTP404", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_its_own_it_has_no_trigger()
    {
        using var settings = new ThrowAwaySettings();
        await using var tool = await ToolProcess.StartStandaloneAsync(settings.Values, Ct);

        using var tick = await tool.Http.SendAsync(Tick(Timer), Ct);
        using var health = await tool.Http.GetAsync("/health", Ct);

        Assert.Equal(HttpStatusCode.NotFound, tick.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Killed_and_started_again_it_still_has_what_it_was_told()
    {
        using var settings = new ThrowAwaySettings();
        await using (var first = await ToolProcess.StartUnderFunctionsAsync(settings.Values, Ct))
        {
            var added = await ToolProcess.RunAsync(settings.Values, Ct, "district", "add", "blue-heron", "--time-zone", "America/Denver");
            Assert.Equal((0, ""), (added.ExitCode, added.Errors));
            await first.KillAsync();
        }

        await using var second = await ToolProcess.StartUnderFunctionsAsync(settings.Values, Ct);
        using var health = await second.Http.GetAsync("/health", Ct);
        var list = await ToolProcess.RunAsync(settings.Values, Ct, "district", "list", "--json");

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Contains("blue-heron", list.Output, StringComparison.Ordinal);
    }

    // No Content-Length: the host sends trigger bodies in chunks.
    private static HttpRequestMessage Tick(string body)
    {
        var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        content.Headers.Add("Content-Type", "application/json; charset=utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, "/Tick") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("User-Agent", "Azure-Functions-Host/4.1037.0.0");
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.Add("X-Azure-Functions-InvocationId", "11e3c0de-0000-4000-8000-000000000005");
        return request;
    }

    /// <summary>One running executable for the tests that change nothing.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private readonly ThrowAwaySettings settings = new();

        internal ToolProcess Tool { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync() => Tool = await ToolProcess.StartUnderFunctionsAsync(settings.Values, Ct);

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            await Tool.DisposeAsync();
            settings.Dispose();
        }
    }
}
