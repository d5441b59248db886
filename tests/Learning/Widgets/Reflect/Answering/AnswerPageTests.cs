using System.Net;
using AngleSharp.Dom;
using Integration.Learning;
using Integration.Learning.Documents;
using Integration.Learning.Pages;
using Integration.Learning.Widgets;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Work;
using Integration.Tables;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

public sealed class AnswerPageTests
{
    private const string Comment = "Look at row two again.";

    [Fact]
    public async Task Each_state_has_its_screen()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();

        Assert.Equal("door", await StartAsync());
        await page.SaveAsync(0, (ReflectFields.Seen, "1"), ("rate.goal", "2"));
        Assert.Equal("rate-proof", await StartAsync());
        await page.SaveAsync(1, AnswerWorld.Complete(activity));
        Assert.Equal("check", await StartAsync());
        await page.SendAsync("k1");
        Assert.NotNull((await HomeAsync()).QuerySelector("form[action='/app/reflect/takeback']"));
        await host.RespondAsync(activity, accept: false);
        Assert.Equal("answer", await StartAsync());
        await page.SendAsync("k2");
        Assert.Equal(WorkState.Resubmitted, (await host.WorkAsync(activity))!.State);
        await host.RespondAsync(activity, accept: true);
        var compare = await HomeAsync();
        Assert.Null(compare.QuerySelector("[data-steps]"));
        Assert.Equal(activity.Criteria.Count, compare.QuerySelectorAll("svg[role='img']").Length);

        async Task<AngleSharp.Html.Dom.IHtmlDocument> HomeAsync() => await page.GetAsync("/app/home").PageAsync();

        async Task<string?> StartAsync() => (await HomeAsync()).QuerySelector("[data-steps]")!.GetAttribute("data-start");
    }

    [Fact]
    public async Task A_form_nobody_has_begun_is_the_same_for_all_but_for_its_keys()
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();

        var first = await page.GetAsync("/app/home").PageAsync();
        var second = await page.GetAsync("/app/home").PageAsync();

        var (one, two) = (KeysOf(first), KeysOf(second));
        Assert.Equal(2, one.Count);
        Assert.Empty(one.Intersect(two));
        Assert.Equal(WithoutKeys(first), WithoutKeys(second));

        static List<string> KeysOf(AngleSharp.Html.Dom.IHtmlDocument page)
            => [.. page.QuerySelectorAll("input[name='key'], input[name='id']").Select(input => input.GetAttribute("value")!).Distinct()];

        static string WithoutKeys(AngleSharp.Html.Dom.IHtmlDocument page) => KeysOf(page).Aggregate(page.DocumentElement.OuterHtml, (html, key) => html.Replace(key, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_the_teachers_view_is_shown_before_the_round_is_sent_and_answered()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        var draft = new ResponseDraft
        {
            Revision = 1,
            Fields = new Dictionary<string, WorkField> { ["comment"] = new("unsent words", 1, default), ["level.goal"] = new("1", 1, default) },
        };
        await host.Store.CommitAsync(
            new Batch(LearningHost.Class.Partition).Upsert(WorkDocuments.ResponseDraft, WorkKeys.ResponseDraft(host.WorkOf(activity, AnswerWorld.Ana)), draft),
            TestContext.Current.CancellationToken);

        var answers = new List<Task<HttpResponseMessage>>
        {
            page.GetAsync("/app/home"),
            page.SaveAsync(0, AnswerWorld.Complete(activity)),
            page.GetAsync("/app/reflect/work"),
            page.SendAsync(),
            page.GetAsync("/app/home"),
        };

        foreach (var answer in answers)
        {
            var text = await (await answer).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("unsent words", text, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"teacher\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Comment_stands_before_any_level_and_levels_wait_until_it_is_read()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await page.SendAsync();

        foreach (var accept in new[] { false, true })
        {
            await host.RespondAsync(activity, accept, comment: Comment);
            var screen = await page.GetAsync("/app/home").PageAsync();
            var comment = screen.QuerySelectorAll(".own").First(node => node.TextContent == Comment);
            var levels = screen.QuerySelector("details.behind")!;

            Assert.False(levels.HasAttribute("open"));
            Assert.Equal(DocumentPositions.Following, comment.CompareDocumentPosition(levels) & DocumentPositions.Following);
            Assert.All(screen.QuerySelectorAll("rect.teacher, table"), node => Assert.Same(levels, node.Closest("details.behind")));
            await page.SendAsync("again");
        }
    }

    [Theory]
    [InlineData("2", 2, "You both said: Getting there.")]
    [InlineData("2", 4, "Ms. Okafor saw more here.")]
    [InlineData("2", 1, "You saw more here.")]
    [InlineData(ReflectFields.Unknown, 3, "You did not know what this means.")]
    public async Task Gap_is_said_in_words(string rate, int level, string sentence)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity, rate));
        await page.SendAsync();
        await host.RespondAsync(activity, accept: true, level);

        var screen = await page.GetAsync("/app/home").PageAsync();

        Assert.Contains(sentence, screen.QuerySelector("details.behind")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(sentence, screen.QuerySelector("svg[role='img']")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_is_saved_once_there_is_an_answer_and_leaves_the_answers_alone()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        Assert.Equal(HttpStatusCode.Conflict, (await page.SaveAsync(1, ("reply.goal", "see"))).StatusCode);
        await page.SendAsync();
        await host.RespondAsync(activity, accept: true);

        Assert.Equal(HttpStatusCode.OK, (await page.SaveAsync(9, ("reply.goal", "think"), ("replytext.goal", "row two is right"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await page.SaveAsync(9, ("rate.goal", "4"))).StatusCode);

        var work = await host.WorkAsync(activity);
        Assert.Equal("row two is right", work!.Fields["replytext.goal"].Value);
        Assert.Equal("2", work.Fields["rate.goal"].Value);
        Assert.Equal("row two is right", (await page.GetAsync("/app/home").PageAsync()).GetElementById("replytext.goal")!.TextContent);
    }

    [Fact]
    public async Task Help_reaches_the_teacher_once_while_the_work_is_a_draft()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        var id = Guid.NewGuid().ToString("N");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var answer = await page.PostAsync("/app/reflect/help", ("id", id), ("kind", "words"), ("whom", "teacher"), ("text", "What is density?")).PageAsync();
            Assert.Contains("What is density?", answer.GetElementById("help-ask")!.TextContent, StringComparison.Ordinal);
        }

        var work = await host.WorkAsync(activity);
        Assert.Equal("What is density?", Assert.Single(work!.Help).Text);
        Assert.Equal(WorkState.Draft, work.State);
        await host.Get<WorkStore>().AnswerHelpAsync(host.PlaceOf(activity), activity, id, "How heavy it is for its size.", "Ms. Okafor", TestContext.Current.CancellationToken);
        Assert.Contains("How heavy it is for its size.", (await page.GetAsync("/app/home").PageAsync()).GetElementById("help")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_without_a_kind_comes_back_with_what_was_typed()
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();

        var answer = page.PostAsync("/app/reflect/help", ("id", Guid.NewGuid().ToString("N")), ("kind", "nonsense"), ("text", "my words"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await answer).StatusCode);
        Assert.Equal("my words", (await answer.PageAsync()).GetElementById("help-text")!.TextContent);
    }

    [Theory]
    [InlineData("exit-check-i-can", GradeBand.K2, 3)]
    [InlineData("exit-check-i-can", GradeBand.Grades35, 3)]
    [InlineData("single-point-rubric", GradeBand.Grades68, 4)]
    public async Task Scale_and_pictures_follow_the_band(string template, GradeBand band, int steps)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync(template: template, band: band);
        using var page = host.Student();

        var screen = await page.GetAsync("/app/home").PageAsync();

        var part = screen.QuerySelector($"[data-step='rate-{activity.Criteria[0].Id}']")!;
        Assert.Equal(steps + 1, part.QuerySelectorAll("input[name^='rate.']").Length);
        Assert.Equal(band != GradeBand.Grades68, part.QuerySelector("button[data-aloud]") is not null);
        Assert.Equal(band == GradeBand.K2, part.QuerySelector("input[type='radio'][name^='proof.']") is not null);
        Assert.Equal(band == GradeBand.Grades68, part.QuerySelector("[name^='beyond.']") is not null);
    }

    [Fact]
    public async Task Preview_saves_and_sends_nothing()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        var widget = host.Get<IEnumerable<IWidgetEndpoints>>().Single();
        var http = new DefaultHttpContext { RequestServices = host.Services, Response = { Body = new MemoryStream() } };

        await widget.Preview(activity, new Words("es", TimeZoneInfo.Utc)).ExecuteAsync(http);

        http.Response.Body.Position = 0;
        var screen = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(http.Response.Body, TestContext.Current.CancellationToken);
        Assert.Contains("Vista previa", screen.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(screen.QuerySelector("[data-autosave], [data-step-last], form[action^='/app/reflect/send']"));
    }

    [Theory]
    [InlineData("en", "What you changed", "Before", "Now")]
    [InlineData("es", "Lo que cambiaste", "Antes", "Ahora")]
    public async Task A_new_try_shows_her_what_she_changed_and_what_stayed_is_not_there(string language, string title, string before, string now)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Open(host.SessionOf(AnswerWorld.Ana, language: language));
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        var first = await page.SendAsync("k1").PageAsync();
        await host.RespondAsync(activity, accept: false);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.SaveAsync(99, (ReflectFields.Next, "weigh each block twice"));

        var again = await page.SendAsync("k2").PageAsync();

        Assert.DoesNotContain(first.QuerySelectorAll("summary"), summary => summary.TextContent == title);
        var changes = again.QuerySelectorAll("details").Single(part => part.QuerySelector("summary")!.TextContent == title);
        Assert.True(changes.HasAttribute("open"));
        Assert.Equal([before, now], changes.QuerySelectorAll("dt").Select(part => part.TextContent));
        Assert.Equal(["check my units", "weigh each block twice"], changes.QuerySelectorAll("dd").Select(part => part.TextContent.Trim()));
    }
}
