using System.Net;
using Integration.Learning.Activities;
using Integration.Learning.Documents;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Work;
using Integration.Tables;
using Integration.Tests.Learning.Widgets.Reflect.Answering;

namespace Integration.Tests.Learning.Work;

/// <summary>A record that grew for years is refused with a code long before the store would refuse it, and nothing is lost.</summary>
public sealed class FullRecordTests
{
    [Fact]
    public async Task No_further_try_is_taken_and_the_draft_stays()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await FillAsync(host, activity);

        var answer = await page.SendAsync("k1").PageAsync();
        var saved = await page.SaveAsync(99, (ReflectFields.Next, "still writing"));

        Assert.Contains("WID1113", answer.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var work = (await host.WorkAsync(activity))!;
        Assert.Equal((WorkState.Draft, "still writing"), (work.State, work.Fields[ReflectFields.Next].Value));
    }

    [Fact]
    public async Task No_further_request_is_taken_and_her_words_stand_there_still()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await FillAsync(host, activity);

        using var answer = await page.PostAsync("/app/reflect/help", ("id", Guid.NewGuid().ToString("N")), ("kind", "step"), ("whom", "teacher"), ("text", "Which unit?"));

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("WID1114", text, StringComparison.Ordinal);
        Assert.Contains("Which unit?", text, StringComparison.Ordinal);
    }

    private static async Task FillAsync(LearningHost host, ActivityDefinition activity)
    {
        var (partition, row) = (LearningHost.Class.Partition, WorkKeys.Work(host.WorkOf(activity, AnswerWorld.Ana)));
        var found = (await host.Store.FindAsync(WorkDocuments.Work, partition, row, default))!;
        var help = Enumerable.Range(0, 1700).Select(at => new HelpRequest($"h{at}", host.Clock.GetUtcNow(), "step", "teacher", new string('w', 300)));
        await host.Store.CommitAsync(new Batch(partition).Replace(WorkDocuments.Work, found, found.Value with { Help = [.. help] }), default);
    }
}
