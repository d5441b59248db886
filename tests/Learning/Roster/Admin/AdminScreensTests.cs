using Integration.Tests.Browser;

namespace Integration.Tests.Learning.Roster.Admin;

/// <summary>The administrators' page in a real browser.</summary>
public sealed class AdminScreensTests(Chromium chromium)
{
    [Theory]
    [InlineData(320, "en", true)]
    [InlineData(1200, "en", false)]
    [InlineData(320, "es", false)]
    [InlineData(1200, "es", true)]
    public async Task Every_screen_fits_and_is_accessible(int width, string language, bool dark)
    {
        await using var world = await AdminWorld.OpenAsync();
        var page = await chromium.OpenAsync(width, dark: dark);
        await using var context = page.Context;
        var name = $"admin-{width}-{language}{(dark ? "-dark" : "")}";
        var address = new Uri(world.Host.Launch(world.Admin(language)) + (dark ? "&theme=dark" : "")).ToString();
        await page.GotoAsync(address);
        await CheckAsync("1-none");

        await world.HoldAsync();
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync("[data-held]");
        await CheckAsync("2-held");

        await page.Locator("form[action='/app/admin/roster/apply'] button").ClickAsync();
        await page.WaitForSelectorAsync("main .banner.good");
        Assert.Equal(0, await page.Locator("[data-held]").CountAsync());
        foreach (var summary in await page.Locator("details:not([open]) > summary").AllAsync())
        {
            await summary.ClickAsync();
        }

        await CheckAsync("3-applied");

        async Task CheckAsync(string screen)
        {
            await Chromium.PictureAsync(page, $"{name}-{screen}");
            await Chromium.AssertFitsAsync(page);
            await Chromium.AssertAccessibleAsync(page);
        }
    }
}
