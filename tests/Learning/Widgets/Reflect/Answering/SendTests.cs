using System.Net;
using CsCheck;
using Integration.Learning.Activities;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Work;
using Integration.Lti.Launch;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

public sealed class SendTests
{
    [Theory]
    [InlineData(GradingMode.Completion)]
    [InlineData(GradingMode.TeacherScored)]
    public async Task Self_rating_and_text_never_reach_the_gradebook(GradingMode mode)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync(grading: mode);
        using var sample = host.Student("learner-sample");
        await sample.SaveAsync(0, AnswerWorld.Complete(activity));
        await sample.SendAsync();
        await host.RespondAsync(activity, accept: true, level: 2, learner: "learner-sample");
        var expected = await host.ScoresAsync(activity, "learner-sample");
        Assert.NotEmpty(expected);

        var rating = OneOf("1", "2", "3", "4", ReflectFields.Unknown);
        var proof = Gen.String[10, 200].Where(text => text.Trim().Length >= 10 && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase));
        var count = 0;
        await Gen.Select(rating.Array[activity.Criteria.Count], proof, OneOf("none", "words", "other")).SampleAsync(
            async (ratings, text, stuck) =>
            {
                var learner = $"learner-{Interlocked.Increment(ref count)}";
                using var page = host.Student(learner);
                (string, string)[] fields =
                [
                    (ReflectFields.Seen, "1"),
                    .. activity.Criteria.Select((criterion, at) => (ReflectFields.Of(ReflectFields.Rate, criterion.Id), ratings[at])),
                    .. activity.Criteria.Select(criterion => (ReflectFields.Of(ReflectFields.Proof, criterion.Id), text)),
                    (ReflectFields.Stuck, stuck),
                    (ReflectFields.Tried, ReflectFields.NothingYet),
                    (ReflectFields.Next, "go on"),
                ];
                await page.SaveAsync(0, fields);
                Assert.Equal(HttpStatusCode.OK, (await page.SendAsync()).StatusCode);
                await host.RespondAsync(activity, accept: true, level: 2, learner: learner);
                return expected.SequenceEqual(await host.ScoresAsync(activity, learner));
            },
            iter: 25,
            threads: 1);
    }

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    [Fact]
    public async Task Same_key_twice_is_one_event_and_one_score()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));

        await Task.WhenAll(page.SendAsync(), page.SendAsync(), page.SendAsync());

        Assert.Single((await host.WorkAsync(activity))!.Submissions);
        Assert.Single(await host.ScoresAsync(activity));
    }

    [Fact]
    public async Task Two_tabs_that_send_at_once_are_one_event_and_one_score()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var first = host.Student();
        using var second = host.Student();
        await first.SaveAsync(0, AnswerWorld.Complete(activity));

        var answers = await Task.WhenAll(first.SendAsync("k1"), second.SendAsync("k2"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single((await host.WorkAsync(activity))!.Submissions);
        Assert.Single(await host.ScoresAsync(activity));
    }

    [Fact]
    public async Task Work_is_taken_back_until_it_is_opened_and_sending_it_again_posts_nothing_new()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await page.SendAsync("k1");

        Assert.NotNull((await page.PostAsync("/app/reflect/takeback").PageAsync()).QuerySelector("form[data-autosave]"));
        Assert.Equal(WorkState.Draft, (await host.WorkAsync(activity))!.State);
        await page.SendAsync("k1");
        Assert.Equal(WorkState.Draft, (await host.WorkAsync(activity))!.State);

        await page.SendAsync("k2");
        await host.OpenByTeacherAsync(activity);
        var refused = await page.PostAsync("/app/reflect/takeback").PageAsync();

        Assert.NotNull(refused.QuerySelector("[role='alert']"));
        Assert.Equal(WorkState.Submitted, (await host.WorkAsync(activity))!.State);
        Assert.Single(await host.ScoresAsync(activity));
    }

    public static TheoryData<string, int, bool> Proofs()
    {
        var data = new TheoryData<string, int, bool>();
        foreach (var rate in new[] { "1", "2", "3", "4", ReflectFields.Unknown })
        {
            foreach (var length in new[] { 0, 9, 10, 600, 601 })
            {
                var isNeeded = rate is "3" or "4";
                data.Add(rate, length, length <= 600 && (!isNeeded || length >= 10));
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Proofs))]
    public async Task Claim_goes_only_with_its_proof(string rate, int length, bool isSent)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        var proof = ReflectFields.Of(ReflectFields.Proof, "goal");
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await page.SaveAsync(1, (ReflectFields.Of(ReflectFields.Rate, "goal"), rate), (proof, new string('x', length)));

        var answer = page.SendAsync();

        Assert.Equal(isSent ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, (await answer).StatusCode);
        Assert.Equal(isSent ? WorkState.Submitted : WorkState.Draft, (await host.WorkAsync(activity))!.State);
        if (!isSent)
        {
            var screen = await answer.PageAsync();
            Assert.Equal(proof, screen.QuerySelector("[data-fixes] li")!.GetAttribute("data-field"));
            Assert.Equal(new string('x', length), screen.GetElementById(proof)!.TextContent);
            Assert.Equal("check my units", screen.GetElementById("next")!.TextContent);
        }
    }

    [Fact]
    public async Task Examples_must_be_seen_before_the_first_sending()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, [.. AnswerWorld.Complete(activity).Where(field => field.Item1 != ReflectFields.Seen)]);

        var answer = page.SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await answer).StatusCode);
        Assert.Equal("good", (await answer.PageAsync()).QuerySelector("[data-steps]")!.GetAttribute("data-start"));
    }

    [Fact]
    public async Task Nothing_begun_is_nothing_sent()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.SendAsync()).StatusCode);
        Assert.Null(await host.WorkAsync(activity));
    }

    [Fact]
    public async Task Test_users_and_unknown_roles_send_without_a_score()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        foreach (var session in new[] { host.TestUser(), host.SessionOf("unknown-role", CourseRole.None) })
        {
            using var page = host.Open(session);
            await page.SaveAsync(0, AnswerWorld.Complete(activity));
            Assert.Equal(HttpStatusCode.OK, (await page.SendAsync()).StatusCode);

            Assert.Equal(WorkState.Submitted, (await host.WorkAsync(activity, session.Learner))!.State);
            Assert.Empty(await host.ScoresAsync(activity, session.Learner));
        }
    }
}
