using System.Net;
using Integration.Learning.Activities;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Work;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

/// <summary>What a student sees and may do who is excused.</summary>
public sealed class ExcusedTests
{
    private const string Reason = "walrus-sentinel";

    [Theory]
    [InlineData("en", "You are excused from this one.")]
    [InlineData("es", "No tienes que hacer esta actividad.")]
    public async Task Every_screen_says_so_and_none_says_why(string language, string said)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        await ExcuseAsync(host, activity);
        using var page = host.Open(host.SessionOf(AnswerWorld.Ana, language: language));

        var door = await page.GetAsync("/app/home").PageAsync();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        var draft = await page.GetAsync("/app/reflect/work").PageAsync();
        var sent = await page.SendAsync("k1").PageAsync();
        await host.RespondAsync(activity, accept: true);
        var answered = await page.GetAsync("/app/home").PageAsync();

        Assert.All(new[] { door, draft, sent, answered }, screen =>
        {
            Assert.Equal(said, screen.QuerySelector("[data-excused] strong")!.TextContent);
            Assert.DoesNotContain(Reason, screen.DocumentElement.OuterHtml, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Somebody_elses_door_does_not_say_it()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        await ExcuseAsync(host, activity);
        using var ana = host.Student();
        using var ben = host.Student(AnswerWorld.Ben);

        var hers = await ana.GetAsync("/app/home").PageAsync();
        var his = await ben.GetAsync("/app/home").PageAsync();

        Assert.NotNull(hers.QuerySelector("[data-excused]"));
        Assert.Null(his.QuerySelector("[data-excused]"));
    }

    [Fact]
    public async Task Work_begun_after_being_excused_gets_the_newest_version_and_keeps_the_mark()
    {
        await using var host = await LearningHost.StartAsync();
        var first = await host.PlaceAsync();
        await ExcuseAsync(host, first);
        await host.PlaceAsync(version: 2);
        using var page = host.Student();

        var news = await page.SaveAsync(0);
        var untouched = await host.WorkAsync(first);
        await page.SaveAsync(0, (ReflectFields.Next, "check my units"));

        Assert.Equal(HttpStatusCode.OK, news.StatusCode);
        Assert.Equal(WorkState.NotBegun, untouched!.State);
        var begun = await host.WorkAsync(first);
        Assert.Equal((WorkState.Draft, 2, "check my units"), (begun!.State, begun.ActivityVersion, begun.Fields[ReflectFields.Next].Value));
        Assert.NotNull(begun.ExcusedAt);
    }

    [Fact]
    public async Task Nothing_can_be_sent_before_anything_is_written()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        await ExcuseAsync(host, activity);
        using var page = host.Student();

        var answer = await page.SendAsync("k1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(WorkState.NotBegun, (await host.WorkAsync(activity))!.State);
    }

    [Fact]
    public async Task A_request_for_help_begins_the_work_and_keeps_the_mark()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        await ExcuseAsync(host, activity);
        using var page = host.Student();

        await page.PostAsync("/app/reflect/help", ("id", Guid.NewGuid().ToString("N")), ("kind", "time"), ("whom", "teacher"), ("text", "May I do it next week?"));

        var work = await host.WorkAsync(activity);
        Assert.Equal(WorkState.Draft, work!.State);
        Assert.Single(work.Help);
        Assert.NotNull(work.ExcusedAt);
    }

    private static Task ExcuseAsync(LearningHost host, ActivityDefinition activity)
        => host.Get<Excusals>().ExcuseAsync(host.PlaceOf(activity), activity, Reason, "Ms. Okafor", TestContext.Current.CancellationToken);
}
