using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>Looks at a screen inside the LMS as somebody with a phone would and as somebody with a big screen would, one of them in the dark.</summary>
internal sealed class Look(Visitor visitor, bool isDarkOnPhone)
{
    private const int Phone = 320;
    private const int Desk = 1200;

    // A frame of another site is painted only as far as it is in view.
    private const int Height = 2400;

    private const string PutOn = """
        async dark => {
          const system = matchMedia('(prefers-color-scheme: dark)');
          for (let i = 0; system.matches !== dark && i < 100; i++) await new Promise(done => setTimeout(done, 20));
          // The page's own answer comes with a painted frame, which on a tall page can be a while; the last word is ours.
          for (let i = 0; i < 10; i++) {
            await new Promise(done => setTimeout(done, 30));
            if (dark) document.documentElement.dataset.theme = 'dark';
            else delete document.documentElement.dataset.theme;
          }
        }
        """;

    /// <summary>Nothing sticks out and a machine finds no barrier; two pictures are kept.</summary>
    internal async Task AtAsync(string name)
    {
        await OnceAsync($"{name}-{Phone}", Phone, isDarkOnPhone);
        await OnceAsync($"{name}-{Desk}", Desk, !isDarkOnPhone);
        await ColourAsync(isDark: false);
    }

    private async Task OnceAsync(string name, int width, bool isDark)
    {
        await visitor.Page.SetViewportSizeAsync(width, Height);
        await ColourAsync(isDark);
        await Chromium.PictureAsync(visitor.Page, "thread/" + name + (isDark ? "-dark" : ""));
        foreach (var frame in visitor.Page.Frames)
        {
            Assert.True(
                frame == visitor.Page.MainFrame || isDark == await frame.EvaluateAsync<bool>("() => document.documentElement.dataset.theme === 'dark'"), $"{name} was looked at in the wrong colours.");
            Assert.True(
                await frame.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{name}: {new Uri(frame.Url).AbsolutePath} scrolls sideways.");
        }

        await Chromium.AssertAccessibleAsync(visitor.Page);
    }

    // A frame starts light whatever the system says, so the dark of a person who chose it is put on by hand, once the page has answered the system's change.
    private async Task ColourAsync(bool isDark)
    {
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        foreach (var frame in visitor.Page.Frames.Where(frame => frame != visitor.Page.MainFrame))
        {
            await frame.EvaluateAsync(PutOn, isDark);
        }
    }
}
