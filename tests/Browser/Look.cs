using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>Looks at a screen inside the LMS as somebody with a phone would and as somebody with a big screen would, one of them in the dark.</summary>
internal sealed class Look(Visitor visitor, bool isDarkOnPhone)
{
    private const int Phone = 320;
    private const int Desk = 1200;

    // A frame of another site is painted only as far as it is in view.
    private const int Height = 2400;

    // The page answers the system's change when it comes to it, which may be later than this; so what was put on is kept on.
    private const string PutOn = """
        dark => {
          const root = document.documentElement;
          const put = () => {
            if (window.wornDark === (root.dataset.theme === 'dark')) return;
            if (window.wornDark) root.dataset.theme = 'dark';
            else delete root.dataset.theme;
          };
          window.wornDark = dark;
          window.keepsColours ??= (() => {
            const keeper = new MutationObserver(put);
            keeper.observe(root, { attributeFilter: ['data-theme'] });
            return keeper;
          })();
          put();
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

    // A frame starts light whatever the system says, so the dark of a person who chose it is put on by hand.
    private async Task ColourAsync(bool isDark)
    {
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        foreach (var frame in visitor.Page.Frames.Where(frame => frame != visitor.Page.MainFrame))
        {
            await frame.EvaluateAsync(PutOn, isDark);
        }
    }
}
