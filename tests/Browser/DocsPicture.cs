using Integration.Tests.Functions;
using Integration.Tests.Journeys;
using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>A picture for the documents: the LMS's page with the tool in its frame, whole.</summary>
internal static class DocsPicture
{
    /// <summary>Where a picture lies.</summary>
    public static string PathOf(string name) => Path.Combine(Repo.Root, "docs", "pictures", name + ".png");

    /// <summary>Takes it once everything in the frame is in sight.</summary>
    public static async Task TakeAsync(Visitor visitor, string name, int width)
    {
        // The frame has grown to what is in it; a border may take a little.
        await PracticeSchool.EventuallyAsync(async () => await visitor.Frame.EvaluateAsync<bool>(
            "() => document.getElementById('main').getBoundingClientRect().bottom <= window.innerHeight + 4") ? "grown" : null);
        // A frame of another site is painted only as far as it is in view; a picture taken before may have left the window higher than this page.
        await visitor.Page.SetViewportSizeAsync(width, 1);
        await visitor.Page.SetViewportSizeAsync(width, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        await visitor.Page.Mouse.MoveAsync(0, 0);
        await visitor.Page.ScreenshotAsync(new() { Path = PathOf(name), FullPage = true, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }
}
