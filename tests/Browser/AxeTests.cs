using Xunit.Sdk;

namespace Integration.Tests.Browser;

/// <summary>The check of accessibility finds what there is to find.</summary>
public sealed class AxeTests(Chromium chromium)
{
    private const string Sound = "<!DOCTYPE html><html lang='en'><title>Sound</title><main><h1>Sound</h1></main></html>";

    [Theory]
    [InlineData("<img src='data:,'>", "image-alt")]
    [InlineData("<p style='color:#bbb;background:#fff'>pale</p>", "color-contrast")]
    [InlineData("<iframe title='Tool' srcdoc=\"<html lang='en'><title>Tool</title><main><h1>Tool</h1><input></main></html>\"></iframe>", "label")]
    [InlineData("<iframe srcdoc=\"<html lang='en'><title>Tool</title><main><h1>Tool</h1></main></html>\"></iframe>", "frame-title")]
    public async Task A_barrier_in_the_page_or_in_a_frame_is_found(string part, string rule)
    {
        var page = await chromium.OpenAsync();
        await using var context = page.Context;
        await page.SetContentAsync(Sound);
        await Chromium.AssertAccessibleAsync(page);

        // The same document, changed since it was looked at.
        await page.EvaluateAsync("part => { document.querySelector('main').insertAdjacentHTML('beforeend', part); }", part);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('iframe')].every(frame => frame.contentDocument.querySelector('h1'))");
        var found = await Assert.ThrowsAnyAsync<XunitException>(() => Chromium.AssertAccessibleAsync(page));

        Assert.StartsWith(rule + ": ", found.Message, StringComparison.Ordinal);
    }
}
