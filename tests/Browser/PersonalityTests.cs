using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>Where the LMS keeps values in a frame of its own, told of at login (Canvas) or not (Blackboard): who has no cookies gets in all the same.</summary>
[Collection("The practice LMS in a browser")]
public sealed class PersonalityTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    [Theory]
    [InlineData("canvas", "post_message_forwarding")]
    [InlineData("blackboard", "lti_storage_frame")]
    public async Task Without_cookies_a_student_and_a_picker_open_by_the_frame_that_stores(string lms, string frame)
    {
        using var settings = await with.School.BecomeAsync("t1");
        await settings.PlayAsync(lms);
        var link = await with.AddAsync("t1", "c1", "science-lab");
        var student = await Visitor.OpenAsync(chromium, with.School, "s01");
        var teacher = await Visitor.OpenAsync(chromium, with.School, "t1");
        await settings.SetAsync(dropCookies: true);

        await student.OpenAsync(link);
        Assert.Equal("door", await student.StepAsync());
        Assert.NotNull(student.Page.Frame(frame));
        await teacher.GoAsync("/courses/c1/add");
        await teacher.In("#announce").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Assertions.Expect(teacher.In("#session")).ToHaveCountAsync(0);

        // With the storage switched off too, there is no frame and no way in.
        await settings.SetAsync(dropCookies: true, storage: false);
        await student.GoAsync($"/activities/{link}");
        await student.In("section:not(#waiting) h1:visible").WaitForAsync();
        await Assertions.Expect(student.In("#announce")).ToHaveCountAsync(0);
        Assert.Null(student.Page.Frame(frame));
        await settings.SetAsync();
    }

    [Fact]
    public async Task The_start_page_changes_the_LMS_and_lists_its_habits()
    {
        var newcomer = await Visitor.OpenAsync(chromium, with.School, "t1");
        await newcomer.GoAsync("/");

        await newcomer.Page.Locator("select[name=lms]").SelectOptionAsync("moodle");
        await newcomer.Page.GetByRole(AriaRole.Button, new() { Name = "Play it" }).ClickAsync();

        await Assertions.Expect(newcomer.Page.Locator(".brand")).ToContainTextAsync("plays Moodle");
        await Assertions.Expect(newcomer.Page.Locator(".habits li")).Not.ToHaveCountAsync(0);
        await new Look(newcomer, isDarkOnPhone: true).AtAsync("lms-start");
    }
}
