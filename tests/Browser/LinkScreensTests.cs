using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>Where a link leads besides the thread: a copied course, a gradebook cell, and somebody who acts under another's name.</summary>
[Collection("The practice LMS in a browser")]
public sealed class LinkScreensTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    [Fact]
    public async Task A_copied_course_a_gradebook_cell_and_acting_as_somebody()
    {
        var link = await with.AddAsync("t1", "c1", "science-lab");
        using (var sent = await with.VisitAsync("s01", link))
        {
            await sent.WriteAndSendAsync();
        }

        await with.School.ScoreAsync("c1", "s01");
        var visitor = await Visitor.OpenAsync(chromium, with.School, "t1");
        var look = new Look(visitor, isDarkOnPhone: true);

        await visitor.GoAsync("/courses/c1/gradebook");
        await Chromium.PictureAsync(visitor.Page, "thread/gradebook-cells");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "See the work" }).ClickAsync();
        await visitor.In("form[action='/app/reflect/class/answer']").First.WaitForAsync();
        await look.AtAsync("link-review");

        await visitor.GoAsync("/courses/c1");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Copy course" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/courses/copy1");
        await Chromium.PictureAsync(visitor.Page, "thread/copied-course");
        var copied = (await visitor.Page.Locator(".activities h3 a").GetAttributeAsync("href"))!.Split('/')[^1];
        await visitor.OpenAsync(copied);
        await visitor.In("[data-copied]").WaitForAsync();
        await look.AtAsync("link-copied");

        await visitor.BecomeAsync("admin1");
        await visitor.GoAsync("/");
        await visitor.Page.GetByLabel("Person").SelectOptionAsync("s01");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Act as" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/courses**");
        await visitor.OpenAsync(link);
        await visitor.In("#acted-for").WaitForAsync();
        await look.AtAsync("link-acted-for");
    }
}
