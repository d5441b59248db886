using System.Globalization;
using AngleSharp.Html.Parser;
using Integration.Lti;
using Integration.Tests.Browser;

namespace Integration.Tests.Learning.Pages;

public sealed class HandshakePagesTests(Chromium chromium)
{
    public static TheoryData<string, string, bool, int> Every()
    {
        var data = new TheoryData<string, string, bool, int>();
        foreach (var name in HandshakeSamples.All.Keys)
        {
            data.Add(name, "en-US", false, 1200);
            data.Add(name, "es-MX", true, 320);
        }

        return data;
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Page_is_accessible_and_fits(string name, string locale, bool dark, int width)
    {
        await using var server = await PageServer.StartAsync(app => app.MapGet("/page", http => HandshakeSamples.All[name](http).ExecuteAsync(http)));
        var page = await chromium.OpenAsync(width, locale, dark);
        await using var context = page.Context;
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };

        await page.GotoAsync(server.Address + "/page");
        if (dark)
        {
            await page.EvaluateAsync("() => { document.documentElement.dataset.theme = 'dark'; }");
        }

        if (name == "ask")
        {
            await page.Locator("#silent").WaitForAsync();
        }

        foreach (var details in await page.Locator("details").AllAsync())
        {
            await details.EvaluateAsync("element => { element.open = true; }");
        }

        await Chromium.PictureAsync(page, $"{name}-{locale[..2]}-{width}{(dark ? "-dark" : "")}");
        await Chromium.AssertFitsAsync(page);
        await Chromium.AssertAccessibleAsync(page);
        Assert.Empty(complaints);
        Assert.Equal(locale[..2], await page.EvaluateAsync<string>("() => document.documentElement.lang"));
    }

    [Fact]
    public async Task Refusal_reads_without_scripts()
    {
        await using var server = await PageServer.StartAsync(app => app.MapGet("/page", http => HandshakeSamples.All["refused"](http).ExecuteAsync(http)));
        var page = await chromium.OpenAsync(scripts: false);
        await using var context = page.Context;

        var answer = await page.GotoAsync(server.Address + "/page");

        Assert.Equal(HandshakeSamples.Fault.Kind.Status, answer!.Status);
        Assert.True(await page.GetByText(RefusalWords.ForStudent(HandshakeSamples.Fault.Kind, CultureInfo.GetCultureInfo("en"))).IsVisibleAsync());
        await page.Locator("summary").ClickAsync();
        Assert.True(await page.GetByText(HandshakeSamples.Fault.Kind.Code).IsVisibleAsync());
        Assert.False(await page.Locator("#copy").IsVisibleAsync());
    }

    [Theory]
    [InlineData(404, "en-US", "There is nothing here")]
    [InlineData(405, "es-MX", "Esta página no se abre sola")]
    [InlineData(408, "en-US", "That took too long")]
    [InlineData(413, "es-MX", "Es demasiado de una vez")]
    [InlineData(415, "en-US", "That did not work")]
    [InlineData(502, "en-US", "Something went wrong on our side")]
    [InlineData(503, "es-MX", "Necesitamos un minuto")]
    public async Task What_goes_wrong_elsewhere_has_the_look_the_language_and_a_code(int status, string locale, string heading)
    {
        await using var server = await PageServer.StartAsync(app => app.MapGet("/page", http => HandshakeSamples.ErrorPages.Error(http, status, "K7Q2-M4").ExecuteAsync(http)));
        using var http = new HttpClient { DefaultRequestHeaders = { { "Accept-Language", locale } } };

        using var answer = await http.GetAsync(server.Address + "/page", TestContext.Current.CancellationToken);

        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal((locale[..2], heading), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent));
        Assert.Equal([$"HTTP{status}", "2026-03-03 16:41:09", "K7Q2-M4"], page.QuerySelectorAll("#facts dd").Select(fact => fact.TextContent));
    }

    [Fact]
    public async Task Storage_keeps_the_secret_and_gives_it_back_to_the_one_origin()
    {
        const string lms = """
            <!doctype html><title>LMS</title><iframe src="/store"></iframe>
            <script>
              window.kept = {};
              addEventListener('message', event => {
                const { subject, key, value, message_id } = event.data;
                if (subject === 'lti.put_data') window.kept[key] = value;
                else if (subject !== 'lti.get_data') return;
                event.source.postMessage({ subject: subject + '.response', message_id, key, value: window.kept[key] }, event.origin);
              });
            </script>
            """;
        var bound = new TaskCompletionSource<string>();
        await using var server = await PageServer.StartAsync(app =>
        {
            string Origin(HttpContext http) => "http://" + http.Request.Host;
            app.MapGet("/lms", () => Results.Content(lms, "text/html"));
            app.MapGet("/store", http => HandshakeSamples.LtiPages(tool: "http://localhost").StoreBinding(
                http, new(Origin(http), "_parent", "lti_b_1", "s3cret", new(Origin(http) + "/ask"))).ExecuteAsync(http));
            app.MapGet("/ask", http => HandshakeSamples.LtiPages(tool: "http://localhost").AskStorage(
                http, new(Origin(http), "_parent", "lti_b_1", "sealed", null)).ExecuteAsync(http));
            app.MapPost("/lti/bind", async http =>
            {
                var form = await http.Request.ReadFormAsync();
                bound.TrySetResult($"{form["ticket"]} {form["binding"]}");
            });
        });
        var page = await chromium.OpenAsync();
        await using var context = page.Context;

        await page.GotoAsync(server.Address + "/lms");

        Assert.Equal("sealed s3cret", await bound.Task.WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task Silent_storage_does_not_stop_the_login()
    {
        await using var server = await PageServer.StartAsync(app =>
        {
            app.MapGet("/store", http => HandshakeSamples.LtiPages().StoreBinding(
                http, new("https://lms.example", "post_message_forwarding", "lti_b_1", "s3cret", new($"http://{http.Request.Host}/next"))).ExecuteAsync(http));
            app.MapGet("/next", () => Results.Content("<!doctype html><title>Next</title>", "text/html"));
        });
        var page = await chromium.OpenAsync();
        await using var context = page.Context;

        await page.GotoAsync(server.Address + "/store");

        await page.WaitForURLAsync("**/next");
    }
}
