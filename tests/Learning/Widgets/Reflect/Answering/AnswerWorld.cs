using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Integration.Learning.Activities;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Work;
using Integration.Lti.Launch;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

/// <summary>Short words for what a student's page does, and for what a teacher does behind it.</summary>
internal static class AnswerWorld
{
    internal const string Ana = "learner-ana";
    internal const string Ben = "learner-ben";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Everything a complete single-point rubric or I-can check needs.</summary>
    internal static (string, string)[] Complete(ActivityDefinition activity, string rate = "2") =>
    [
        (ReflectFields.Seen, "1"),
        .. activity.Criteria.Select(criterion => (ReflectFields.Of(ReflectFields.Rate, criterion.Id), rate)),
        .. activity.Criteria.Select(criterion => (ReflectFields.Of(ReflectFields.Proof, criterion.Id), "Line 4 shows the table with my data.")),
        (ReflectFields.Stuck, ReflectFields.NotStuck),
        (ReflectFields.Next, "check my units"),
    ];

    internal static async Task<HttpResponseMessage> SendAsync(this PersonClient page, string key = "k1") => await page.PostAsync("/app/reflect/send", ("key", key));

    internal static async Task<IHtmlDocument> PageAsync(this Task<HttpResponseMessage> answer)
        => await new HtmlParser().ParseDocumentAsync(await (await answer).Content.ReadAsStringAsync(Ct));

    internal static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> answer)
        => JsonDocument.Parse(await (await answer).Content.ReadAsStringAsync(Ct)).RootElement;

    internal static async Task<WorkRecord?> WorkAsync(this LearningHost host, ActivityDefinition activity, string learner = Ana)
        => await host.Get<WorkStore>().FindAsync(LearningHost.Class, host.WorkOf(activity, learner), Ct);

    /// <summary>The scores that wait for a student's work, oldest first, without their random ids.</summary>
    internal static async Task<IReadOnlyList<QueuedScore>> ScoresAsync(this LearningHost host, ActivityDefinition activity, string learner = Ana)
    {
        var entry = await host.Store.FindAsync(GradeDocuments.Outbox, LearningHost.Class.Partition, GradeKeys.Outbox(host.WorkOf(activity, learner)), Ct);
        return [.. (entry?.Value.Scores ?? []).Select(score => score with { Id = "" })];
    }

    internal static WorkPlace PlaceOf(this LearningHost host, ActivityDefinition activity, string learner = Ana, string link = "link-1")
        => new(LearningHost.Class, host.WorkOf(activity, learner), link, IsTestUser: false);

    internal static async Task OpenByTeacherAsync(this LearningHost host, ActivityDefinition activity, string learner = Ana)
        => Assert.Null((await host.Get<WorkStore>().OpenAsync(host.PlaceOf(activity, learner), activity, "teacher", Ct)).Refusal);

    internal static async Task RespondAsync(this LearningHost host, ActivityDefinition activity, bool accept, int level = 3, string comment = "Look at row two again.", string learner = Ana)
    {
        var response = new TeacherResponse(default, "Ms. Okafor", comment, activity.Criteria.ToDictionary(criterion => criterion.Id, _ => level), accept);
        var levels = accept ? new TeacherLevels([.. response.Levels.Values]) : null;
        Assert.Null((await host.Get<WorkStore>().RespondAsync(host.PlaceOf(activity, learner), activity, response, levels, isGraded: true, Ct)).Refusal);
    }

    internal static PersonClient Student(this LearningHost host, string learner = Ana, string link = "link-1") => host.Open(host.SessionOf(learner, link: link));

    internal static Session TestUser(this LearningHost host) => host.SessionOf("test-user", CourseRole.Learner) with { IsTestUser = true };
}
