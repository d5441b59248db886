using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>The screens beside the thread: for those who do not write or answer, and for what can't open.</summary>
[Collection("The practice LMS in a browser")]
public sealed class OtherScreensTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    [Fact]
    public async Task Observers_administrators_and_those_at_an_empty_link_are_told_what_this_is()
    {
        var link = await with.AddAsync("t1", "c1", "science-lab");
        var empty = with.School.AddBareLink("c1", "Warm-up");
        var visitor = await Visitor.OpenAsync(chromium, with.School, "o1");
        var look = new Look(visitor, isDarkOnPhone: true);

        await visitor.OpenAsync(link);
        await look.AtAsync("other-mentor");
        await visitor.BecomeAsync("admin1");
        await visitor.OpenAsync(link);
        await look.AtAsync("other-admin");
        await visitor.BecomeAsync("s01");
        await visitor.OpenAsync(empty);
        await look.AtAsync("other-empty-student");
        await visitor.BecomeAsync("t1");
        await visitor.OpenAsync(empty);
        await look.AtAsync("other-empty-teacher");
        await visitor.In("a[href='/app/picker']").ClickAsync();
        await visitor.In("[href^='/app/picker/template/single-point-rubric']").ClickAsync();
        await visitor.In(".settings > .bar .primary").First.ClickAsync();
        await visitor.In("main table").WaitForAsync();
        await look.AtAsync("other-empty-class");
    }

    [Theory]
    [InlineData("/lti/launch", "en-US")]
    [InlineData("/lti/login", "es-MX")]
    [InlineData("/app/home", "en-US")]
    [InlineData("/nothing", "en-US")]
    public async Task What_can_not_open_says_what_to_do_now(string path, string locale)
    {
        var page = await chromium.OpenAsync(320, locale, dark: true);
        await using var context = page.Context;

        await page.GotoAsync(new Uri(with.School.Tool, path).ToString());
        await Chromium.PictureAsync(page, $"thread/refused{path.Replace('/', '-')}");
        await Chromium.AssertFitsAsync(page);
        await Chromium.AssertAccessibleAsync(page);

        await page.SetViewportSizeAsync(1200, 800);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Chromium.AssertFitsAsync(page);
        await Chromium.AssertAccessibleAsync(page);
        Assert.StartsWith(locale[..2], await page.Locator("html").GetAttributeAsync("lang"), StringComparison.Ordinal);
    }
}
