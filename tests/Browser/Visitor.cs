using Integration.Tests.Journeys;
using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>A person in a real browser in front of the practice LMS, with the tool in its frame.</summary>
internal sealed class Visitor
{
    private readonly Uri lms;

    private Visitor(IPage page, Uri lms) => (Page, this.lms) = (page, lms);

    internal IPage Page { get; }

    /// <summary>The tool's document in the LMS page.</summary>
    internal IFrameLocator Tool => Page.FrameLocator("#tool");

    internal static async Task<Visitor> OpenAsync(Chromium chromium, PracticeSchool school, string person, int width = 1200, string locale = "en-US")
    {
        var visitor = new Visitor(await chromium.OpenAsync(width, locale), school.Lms);
        await visitor.BecomeAsync(person);
        return visitor;
    }

    internal async Task BecomeAsync(string person)
    {
        await GoAsync("/");
        await Page.Locator($"button[value='{person}']").First.ClickAsync();
        await Page.WaitForURLAsync("**/courses**");
    }

    internal Task GoAsync(string path) => Page.GotoAsync(new Uri(lms, path).ToString());

    /// <summary>Opens an activity and waits for the tool's first screen.</summary>
    internal async Task OpenAsync(string link)
    {
        await GoAsync($"/activities/{link}");
        // The steps of the handshake have a heading too; this stands in the launch document alone.
        await Tool.Locator("#announce").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Tool.Locator("main h1").WaitForAsync();
        // The boot module has run when it has taken the session out of the document.
        await Assertions.Expect(Tool.Locator("#session")).ToHaveCountAsync(0);
    }

    internal ILocator In(string selector) => Tool.Locator(selector);

    /// <summary>The tool's frame, for what only its own scripts can say.</summary>
    internal IFrame Frame => Page.Frame("tool")!;

    /// <summary>Keeps pressing Tab until the focus is on something; a keyboard has no other way to get there.</summary>
    internal async Task TabToAsync(string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            if (await Frame.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard does not reach {selector}.");
    }
}
