using System.Net;
using System.Text.Json;
using Integration.Functions.Http;
using Integration.Tables;

namespace Integration.Tests.Functions;

public sealed class ErrorAnswersTests : IAsyncLifetime
{
    private WebApplication app = null!;
    private HttpClient http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.UseMiddleware<ErrorAnswers>();
        app.UseRouting();
        app.MapGet("/busy", void () => throw new StoreBusyException("busy", TimeSpan.FromSeconds(6.5)));
        app.MapGet("/large", void () => throw new DocumentTooLargeException("large"));
        app.MapGet("/bug", void () => throw new InvalidOperationException("secret detail"));
        app.MapGet("/stored", void () => throw new InvalidDataException("a stored document is broken"));
        app.MapPost("/form", async (HttpRequest request) => Results.Text($"{(await request.ReadFormAsync()).Count}"));
        app.MapGet("/number", (int n) => Results.Text($"{n}"));
        await app.StartAsync(Ct);
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_busy_store_is_503_with_the_time_to_wait()
    {
        using var answer = await http.GetAsync("/busy", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_bug_is_500_with_a_reference_and_nothing_else_of_it()
    {
        using var answer = await http.GetAsync("/bug", Ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("HTTP500", body.GetProperty("code").GetString());
        Assert.Equal(10, body.GetProperty("reference").GetString()!.Length);
        Assert.DoesNotContain("secret detail", body.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/large", 413)]
    [InlineData("/stored", 500)]
    [InlineData("/number?n=x", 400)]
    [InlineData("/number", 400)]
    public async Task Each_fault_has_its_status_and_code(string path, int status)
    {
        using var answer = await http.GetAsync(path, Ct);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"HTTP{status}", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nnothing")]
    [InlineData("text/plain", "x")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b")]
    public async Task A_broken_form_is_a_4xx(string contentType, string body)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await http.PostAsync("/form", content, Ct);

        Assert.InRange((int)answer.StatusCode, 400, 499);
    }
}
