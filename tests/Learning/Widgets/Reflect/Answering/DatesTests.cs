using System.Net;
using Integration.Learning.Activities;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Work;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

/// <summary>What a student sees of dates, and what closing does to her work. The host's clock stands at 2026-03-03 16:41 UTC, 9:41 in Denver.</summary>
public sealed class DatesTests
{
    [Theory]
    [InlineData("en", 24, "Due soon", "Due Wednesday, March 4, 9:41")]
    [InlineData("es", 24, "Falta poco", "9:41")]
    [InlineData("en", 72, null, "Due Friday, March 6, 9:41")]
    [InlineData("en", -24, null, "It was due Monday, March 2, 9:41. You can still send it.")]
    public async Task The_door_says_when_in_the_schools_time_and_never_that_something_is_missing(string language, int hours, string? chip, string said)
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Open(Ana(host, language) with { Due = host.Clock.GetUtcNow().AddHours(hours) });

        var door = await page.GetAsync("/app/home").PageAsync();

        Assert.Equal(chip, door.QuerySelector("[data-due] .chip")?.TextContent);
        Assert.Contains(said, door.QuerySelector("[data-due] .soft")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(door.QuerySelectorAll("[data-due], [data-due] *"), part => part.TextContent.Contains("missing", StringComparison.OrdinalIgnoreCase) || part.ClassList.Contains("alert"));
    }

    [Fact]
    public async Task Closed_work_is_read_and_what_comes_after_is_kept_beside_it()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Open(Ana(host) with { Closes = host.Clock.GetUtcNow().AddHours(1) });
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        using var later = host.Open(Ana(host) with { Closes = host.Clock.GetUtcNow() });

        var saved = await later.SaveAsync(0, (ReflectFields.Next, "typed while it closed"));
        var sent = await later.SendAsync("k1").PageAsync();

        Assert.Equal(HttpStatusCode.Conflict, saved.StatusCode);
        Assert.Contains("WID1112", await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("This closed", sent.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("typed while it closed", sent.Body.TextContent, StringComparison.Ordinal);
        Assert.Null(sent.QuerySelector("form[data-steps]"));
        var work = await host.WorkAsync(activity);
        Assert.Equal((WorkState.Draft, "check my units"), (work!.State, work.Fields[ReflectFields.Next].Value));
        Assert.Contains(work.Replaced, text => text.Value == "typed while it closed");
    }

    [Fact]
    public async Task Nobody_begins_what_is_closed_and_typed_words_are_kept_all_the_same()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = Closed(host);

        var door = await page.GetAsync("/app/home").PageAsync();
        var empty = await page.SaveAsync(0, (ReflectFields.Next, ""));
        var nothing = await host.WorkAsync(activity);
        await page.SaveAsync(0, (ReflectFields.Next, "from an open tab"));

        Assert.Contains("Press “I need help”", door.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, empty.StatusCode);
        Assert.Null(nothing);
        Assert.Equal("from an open tab", Assert.Single((await host.WorkAsync(activity))!.Replaced).Value);
    }

    [Fact]
    public async Task Opened_for_one_student_it_can_be_sent_and_closed_again_it_can_not()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = Closed(host);
        await SetAsync(host, activity, isOpen: true);

        var door = await page.GetAsync("/app/home").PageAsync();
        var saved = await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await SetAsync(host, activity, isOpen: false);
        var refused = await page.SendAsync("k1").PageAsync();
        await SetAsync(host, activity, isOpen: true);
        await page.SendAsync("k1");

        Assert.Contains("Your teacher opened this again for you.", door.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Contains("This closed", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(WorkState.Submitted, (await host.WorkAsync(activity))!.State);
    }

    [Fact]
    public async Task Sent_work_stays_sent_and_another_look_may_be_taken_after_closing()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await page.SendAsync("k1");
        using var later = Closed(host);

        var takenBack = await later.PostAsync("/app/reflect/takeback").PageAsync();
        var still = (await host.WorkAsync(activity))!.State;
        await host.RespondAsync(activity, accept: false);
        var again = await later.SaveAsync(99, (ReflectFields.Next, "weigh it twice"));
        await later.SendAsync("k2");

        Assert.Contains("can’t be taken back", takenBack.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(takenBack.QuerySelector("form[action='/app/reflect/takeback']"));
        Assert.Equal(WorkState.Submitted, still);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(WorkState.Resubmitted, (await host.WorkAsync(activity))!.State);
    }

    private static Session Ana(LearningHost host, string language = "en") => host.SessionOf(AnswerWorld.Ana, language: language);

    private static PersonClient Closed(LearningHost host) => host.Open(Ana(host) with { Closes = host.Clock.GetUtcNow().AddHours(-1) });

    private static Task SetAsync(LearningHost host, ActivityDefinition activity, bool isOpen)
        => host.Get<Reopenings>().SetAsync(host.PlaceOf(activity), activity, isOpen, TestContext.Current.CancellationToken);
}
