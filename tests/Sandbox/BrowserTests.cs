using System.Text.RegularExpressions;
using Integration.Tests.Browser;
using Microsoft.Playwright;

namespace Integration.Tests.Sandbox;

/// <summary>The LMS's pages in Chromium, with a tool of another site in the frame.</summary>
public sealed class BrowserTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>, IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private const string StoragePage = """
        <!DOCTYPE html><html lang="en"><title>Tool</title><main><h1>Tool</h1><pre id="log"></pre></main><script>
        const pending = new Map();
        addEventListener("message", (e) => pending.get(e.data.message_id)?.(e.data));
        const ask = (message) => new Promise((done) => {
          const message_id = crypto.randomUUID();
          pending.set(message_id, done);
          parent.postMessage({ ...message, message_id }, "*");
        });
        const supported = (reply) => reply.supported_messages.map((m) => m.subject).join(" ");
        (async () => {
          const can = supported(await ask({ subject: "lti.capabilities" }));
          const put = await ask({ subject: "lti.put_data", key: "k", value: "v" });
          const got = await ask({ subject: "lti.get_data", key: "k" });
          const none = await ask({ subject: "lti.get_data", key: "other" });
          const big = await ask({ subject: "lti.put_data", key: "b", value: "x".repeat(4096) });
          parent.postMessage({ subject: "lti.frameResize", height: 99999 }, "*");
          document.getElementById("log").textContent = [can, put.error?.code ?? put.value, got.error?.code ?? got.value, String(none.value), big.error.code].join("|");
        })();
        </script></html>
        """;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("REQUIRE_REAL_PARTS") == "1", "Chromium is not installed.");
            Assert.Fail("Chromium is required and not installed.");
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    [Theory]
    [InlineData(1200, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1200, ColorScheme.Dark)]
    [InlineData(320, ColorScheme.Dark)]
    public async Task Every_page_is_accessible_and_fits_its_window(int width, ColorScheme colours)
    {
        using var client = await district.BecomeAsync("t1");
        var (link, column) = await district.AddActivityAsync(client, $"Density lab: where am I? {width} {colours}");
        using var student = await district.BecomeAsync("s02");
        await ScoreAsync(column, PracticeDistrict.Claims(await student.OpenActivityAsync(link)).GetProperty("sub").GetString()!);
        var page = await PageAsync("t1", width, colours);

        foreach (var path in new[] { "/", "/courses", "/courses/c1", "/courses/c1/add", $"/activities/{link}", "/courses/c1/gradebook", "/settings", "/sis", "/nowhere" })
        {
            await page.GotoAsync(At(path));
            await KeepPictureAsync(page, $"{path.Replace(link, "link").Trim('/').Replace('/', '-')}-{width}-{colours}.png");
            var found = await Axe.ViolationsAsync(page.MainFrame);
            Assert.True(found.Count == 0, path + ": " + string.Join("; ", found));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), path + " is wider than the window");
        }
    }

    [Theory]
    [InlineData(true, "lti.capabilities lti.frameResize lti.get_data lti.put_data|v|v|null|storage_exhaustion")]
    [InlineData(false, "lti.capabilities lti.frameResize|unsupported_subject|unsupported_subject|undefined|unsupported_subject")]
    public async Task The_page_stores_for_the_tool_in_its_frame_and_follows_its_height(bool storage, string log)
    {
        district.Tool.LaunchPage = _ => StoragePage;
        using var client = await district.BecomeAsync("t1");
        var (link, _) = await district.AddActivityAsync(client, "Storage " + storage);
        await client.SetAsync(storage: storage);
        var page = await PageAsync("s01");

        await page.GotoAsync(At($"/activities/{link}"));

        await Assertions.Expect(page.FrameLocator("#tool").Locator("#log")).ToHaveTextAsync(log);
        await Assertions.Expect(page.Locator("#tool")).ToHaveCSSAsync("height", "6000px");
        await client.SetAsync();
    }

    [Fact]
    public async Task A_picked_activity_arrives_from_inside_the_frame_and_the_frame_is_left()
    {
        district.Tool.LaunchPage = form =>
        {
            var settings = PracticeDistrict.Claims(form["id_token"].ToString()).GetProperty(PracticeDistrict.DeepLinking + "deep_linking_settings");
            var jwt = district.Tool.Sign(district.PickerAnswer(settings.GetProperty("data").GetString()!, district.Item("Picked in the frame")));
            return $"""
                <!DOCTYPE html><html lang="en"><title>Picker</title>
                <form method="post" action="{settings.GetProperty("deep_link_return_url").GetString()}"><input type="hidden" name="JWT" value="{jwt}"><button>Add it</button></form></html>
                """;
        };
        var page = await PageAsync("t1");
        await page.GotoAsync(At("/courses/c1"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Add activity" }).ClickAsync();

        await page.FrameLocator("#tool").GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();

        await page.WaitForURLAsync(At("/courses/c1"));
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Added “Picked in the frame”.");
    }

    [Fact]
    public async Task A_new_grade_appears_without_a_reload()
    {
        using var client = await district.BecomeAsync("t1");
        var (link, column) = await district.AddActivityAsync(client, "Watched");
        using var student = await district.BecomeAsync("s07");
        var user = PracticeDistrict.Claims(await student.OpenActivityAsync(link)).GetProperty("sub").GetString()!;
        var page = await PageAsync("t1");
        await page.GotoAsync(At("/courses/c1/gradebook"));

        await ScoreAsync(column, user);

        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Fatima Al-Sayed" }).GetByText("5 / 5")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Grades changed just now.");
    }

    private async Task<IPage> PageAsync(string person, int width = 1200, ColorScheme colours = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = colours });
        var page = await context.NewPageAsync();
        await page.GotoAsync(At("/"));
        await page.Locator($"button[value='{person}']").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/courses"));
        return page;
    }

    private async Task ScoreAsync(string column, string user)
    {
        var response = await district.PostScoreAsync(column, PracticeDistrict.Score(user, score => score["comment"] = "Feedback is waiting"));
        Assert.True(response.IsSuccessStatusCode);
    }

    // Pictures are kept only for somebody who wants to look at them.
    private static async Task KeepPictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SANDBOX_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = true });
        }
    }

    private string At(string path) => new Uri(district.Lms, path).ToString();
}
