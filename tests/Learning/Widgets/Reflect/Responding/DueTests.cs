using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Work;
using Integration.Lti.Launch;

namespace Integration.Tests.Learning.Widgets.Reflect.Responding;

/// <summary>What a class view says about dates. The room's clock begins at 2026-09-14 15:00 UTC, 10:00 in Chicago.</summary>
public sealed class DueTests : IAsyncLifetime
{
    private Classroom room = null!;

    public async ValueTask InitializeAsync() => room = await Classroom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Late_not_in_yet_and_in_time_stand_beside_the_state()
    {
        await room.ListAsync("Linh Trần", "Ben Castellano", "Amara Okeke", "Zoë Ångström");
        await DatesAsync(due: room.Clock.GetUtcNow().AddHours(1));
        await room.SendAsync(await room.JoinAsync("Linh Trần"));
        room.Clock.Advance(TimeSpan.FromHours(2));
        await room.SendAsync(await room.JoinAsync("Ben Castellano"));
        await room.PostAsync("excuse", ("learner", (await room.JoinAsync("Zoë Ångström")).Value), ("reason", ""));

        var view = await room.GetAsync();

        Assert.Equal("Due Monday, September 14, 11:00", view.Page.QuerySelector("[data-dates]")!.TextContent.Trim());
        Assert.Equal(["sent 10:00"], ChipsOf(view, "Linh Trần"));
        Assert.Equal(["sent 12:01 pm", "late"], ChipsOf(view, "Ben Castellano"));
        Assert.Equal(["not begun", "not in yet"], ChipsOf(view, "Amara Okeke"));
        Assert.Equal(["excused"], ChipsOf(view, "Zoë Ångström"));
        Assert.Contains("1 not in yet", view.Page.QuerySelector("h1 + p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_of_her_own_from_the_lms_stands_over_the_classs()
    {
        var linh = await room.JoinAsync("Linh Trần");
        await DatesAsync(due: room.Clock.GetUtcNow().AddHours(-2));
        var own = room.Clock.GetUtcNow().AddDays(2);
        await room.Works.SaveAsync(
            room.PlaceOf(linh) with { Dates = new ActivityDates(own, null), OwnDue = own },
            room.Activity,
            "en",
            WorkPart.Answers,
            new FieldChanges(0, new Dictionary<string, string> { ["next"] = "go on" }),
            default);

        var view = await room.GetAsync();

        Assert.Equal(["writing"], ChipsOf(view, "Linh Trần"));
    }

    [Fact]
    public async Task A_closed_activity_is_opened_for_one_student_and_closed_again()
    {
        await room.ListAsync("Linh Trần", "Ben Castellano");
        await DatesAsync(closes: room.Clock.GetUtcNow().AddHours(-1));
        var linh = Classroom.LearnerOf("Linh Trần");

        var before = await room.GetAsync();
        var opened = await room.PostAsync("reopen", ("learner", linh.Value));
        var closed = await room.PostAsync("close", ("learner", linh.Value));

        Assert.Contains("closed since", before.Page.QuerySelector("[data-dates]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, before.Page.QuerySelectorAll("form[action$='/reopen']").Length);
        Assert.Equal(["not begun", "open for this student"], ChipsOf(opened, "Linh Trần"));
        Assert.Single(opened.Page.QuerySelectorAll("form[action$='/reopen']"));
        Assert.Equal(["not begun"], ChipsOf(closed, "Linh Trần"));
    }

    [Theory]
    [InlineData(CourseRole.Instructor, true)]
    [InlineData(CourseRole.TeachingAssistant, false)]
    public async Task Only_who_may_edit_is_led_to_changing_the_activity(CourseRole role, bool isLed)
    {
        var view = await room.GetAsync(session: room.SessionOf(role));

        Assert.Equal(isLed, view.Page.QuerySelector("a[href='/app/picker/edit']") is not null);
    }

    private static string[] ChipsOf(Answer answer, string name)
        => [.. answer.Page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll(".chip").Select(chip => chip.TextContent)];

    private async Task DatesAsync(DateTimeOffset? due = null, DateTimeOffset? closes = null)
    {
        var placement = await room.FindAsync(ClassDocuments.Placement, ClassKeys.Placement(Classroom.Link));
        await room.PutAsync(ClassDocuments.Placement, ClassKeys.Placement(Classroom.Link), placement! with { Due = due, Closes = closes });
    }
}
