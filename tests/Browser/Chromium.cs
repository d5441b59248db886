using Integration.Tests.Browser;
using Integration.Tests.RealParts;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Integration.Tests.Browser;

/// <summary>One real browser for the whole run; each test opens contexts of its own. Skips (or fails) where there is none.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // One process for the LMS's page and the tool's frame: a driver can lose a frame that changes its process during a launch. Sites stay sites.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-site-isolation-trials",
    ];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A page in a fresh context. Close it with <c>await using</c> on <c>page.Context</c>.</summary>
    public async Task<IPage> OpenAsync(int width = 900, string? locale = "en-US", bool dark = false, bool scripts = true)
    {
        var context = await (await BrowserAsync()).NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            Locale = locale,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>No violation of WCAG 2.2 A and AA that a machine can find, in the page and in every frame of it.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        var found = new List<string>();
        foreach (var frame in page.Frames)
        {
            found.AddRange(await Axe.ViolationsAsync(frame));
        }

        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    /// <summary>No part of the page is wider than the window.</summary>
    public static async Task AssertFitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");

    /// <summary>Keeps a picture under the folder of <c>SCREENSHOTS</c>, or beside the test results.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "TestResults", "Screenshots");

        // A full picture leaves the page scrolled elsewhere, and the browser puts it back during the next press, which then ends on another element.
        var top = await page.EvaluateAsync<double>("() => window.scrollY");
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        await page.EvaluateAsync("top => window.scrollTo({ top, behavior: 'instant' })", top);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        var path = RealPart.Chromium();
        await _gate.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
        }
        finally
        {
            _gate.Release();
        }
    }
}
