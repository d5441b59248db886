using Integration.Tests.Browser;

namespace Integration.Tests.Learning.Picker;

/// <summary>The picker's screens in a real browser.</summary>
public sealed class PickerScreensTests(PickerHost host, Chromium chromium) : IClassFixture<PickerHost>
{
    [Theory]
    [InlineData(320, "en", false)]
    [InlineData(800, "en", false)]
    [InlineData(800, "es", true)]
    [InlineData(1200, "es", false)]
    [InlineData(320, "es", true)]
    public async Task Every_screen_fits_and_is_accessible(int width, string language, bool dark)
    {
        var page = await chromium.OpenAsync(width, dark: dark);
        await using var context = page.Context;
        var name = $"picker-{width}-{language}{(dark ? "-dark" : "")}";
        await page.GotoAsync(host.Launch(host.DeepLinking(acceptLineItem: width != 800, language)));
        await CheckAsync("1-list");

        await page.FillAsync("#q", "zzz");
        await page.Locator("form.find button").ClickAsync();
        await page.WaitForSelectorAsync("main .card h2 + p + ul");
        await CheckAsync("2-none");

        await page.Locator("main .card .button").ClickAsync();
        await page.Locator("[href='/app/picker/template/argument-essay']").ClickAsync();
        await page.WaitForSelectorAsync(".settings");
        await CheckAsync("3-settings");

        await page.Locator(".criterion details summary").First.ClickAsync();
        await page.Locator("#field-element details summary").ClickAsync();
        await page.FillAsync("#field-title-en", "");
        await page.FillAsync("#field-criterion-0-en", "I can talk about my learning style.");
        await page.FillAsync("#field-points", "many");
        await page.Locator(".settings > .bar .primary").First.ClickAsync();
        await page.WaitForSelectorAsync(".summary");
        await CheckAsync("4-wrong");

        await page.FillAsync("#field-title-en", "My essay");
        await page.FillAsync("#field-criterion-0-en", "I can state my claim.");
        await page.FillAsync("#field-points", "10");
        await page.Locator(".settings > .bar button").First.ClickAsync();
        await page.WaitForSelectorAsync(".previewing");
        await CheckAsync("5-preview");

        async Task CheckAsync(string screen)
        {
            await Chromium.PictureAsync(page, $"{name}-{screen}");
            await Chromium.AssertFitsAsync(page);
            await Chromium.AssertAccessibleAsync(page);
        }
    }

    [Fact]
    public async Task What_was_typed_outlives_the_preview_and_a_lost_network_and_Add_posts_to_the_LMS_by_itself()
    {
        var page = await chromium.OpenAsync(800);
        await using var context = page.Context;
        await page.GotoAsync(host.Launch(host.DeepLinking()));
        await page.Locator("[href='/app/picker/template/argument-essay']").ClickAsync();
        await page.FillAsync("#field-title-en", "A name of my own");
        await page.Locator("button[value=add]").ClickAsync();
        await page.WaitForSelectorAsync("#field-criterion-4-en:focus");
        await page.Keyboard.TypeAsync("I can surprise my reader.");

        await page.Locator(".settings > .bar button").First.ClickAsync();
        await page.WaitForSelectorAsync("text=I can surprise my reader.");
        await page.Locator(".previewing button").First.ClickAsync();
        await page.WaitForSelectorAsync(".settings");
        Assert.Equal("A name of my own", await page.InputValueAsync("#field-title-en"));

        await context.SetOfflineAsync(true);
        await page.Locator(".settings > .bar .primary").First.ClickAsync();
        await page.WaitForSelectorAsync("#problem:not([hidden])");
        Assert.Equal("I can surprise my reader.", await page.InputValueAsync("#field-criterion-4-en"));
        await context.SetOfflineAsync(false);

        await page.Locator(".settings > .bar .primary").First.ClickAsync();
        await page.WaitForURLAsync("**/lms/return?course=7");
        Assert.True(host.Returned.TryDequeue(out var jwt));
        Assert.Contains("A name of my own", new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(jwt).GetPayloadValue<string>("https://purl.imsglobal.org/spec/lti-dl/claim/content_items"), StringComparison.Ordinal);
    }
}
