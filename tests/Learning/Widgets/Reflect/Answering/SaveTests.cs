using System.Net;
using System.Net.Http.Headers;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Work;
using Integration.Lti.Launch;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

public sealed class SaveTests
{
    [Fact]
    public async Task Typed_words_are_saved_and_come_back_with_the_page()
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();

        var saved = await page.SaveAsync(0, ("next", "  check <b>units</b> & \"signs\"\nthen draw")).JsonAsync();

        Assert.Equal(1, saved.GetProperty("revision").GetInt32());
        Assert.Equal("9:41", saved.GetProperty("savedAt").GetString());
        var screen = await page.GetAsync("/app/home").PageAsync();
        Assert.Equal("  check <b>units</b> & \"signs\"\nthen draw", screen.QuerySelector("#next")!.TextContent);
    }

    [Fact]
    public async Task Two_tabs_merge_field_by_field_and_a_replaced_text_is_kept()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var first = host.Student();
        using var second = host.Student();

        await first.SaveAsync(0, ("next", "from the first"), ("stuck", "words"));
        var saved = await second.SaveAsync(0, ("next", "from the second")).JsonAsync();

        Assert.Equal("words", saved.GetProperty("fields").GetProperty("stuck").GetProperty("value").GetString());
        var conflict = Assert.Single(saved.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(("next", "from the first"), (conflict.GetProperty("name").GetString(), conflict.GetProperty("theirs").GetString()));
        var work = await host.WorkAsync(activity);
        Assert.Equal("from the second", work!.Fields["next"].Value);
        Assert.Equal("from the first", Assert.Single(work.Replaced).Value);
        var screen = await second.GetAsync("/app/home").PageAsync();
        Assert.Contains("from the first", screen.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeated_save_changes_nothing()
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();

        var once = await page.SaveAsync(0, ("next", "again")).JsonAsync();
        var twice = await page.SaveAsync(0, ("next", "again")).JsonAsync();

        Assert.Equal(once.GetProperty("revision").GetInt32(), twice.GetProperty("revision").GetInt32());
        Assert.Empty(twice.GetProperty("conflicts").EnumerateArray());
    }

    [Fact]
    public async Task Late_save_is_kept_beside_the_sent_work()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await page.SendAsync();

        var late = await page.SaveAsync(1, ("next", "typed while it was on its way"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var work = await host.WorkAsync(activity);
        Assert.Equal("check my units", work!.Fields["next"].Value);
        Assert.Equal("typed while it was on its way", Assert.Single(work.Replaced).Value);
        Assert.Contains("typed while it was on its way", (await page.GetAsync("/app/home").PageAsync()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate.nosuch", "3")]
    [InlineData("level.goal", "3")]
    [InlineData("comment", "x")]
    [InlineData("learner", AnswerWorld.Ben)]
    public async Task Unknown_field_is_refused_with_a_code(string field, string value)
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();

        var answer = page.SaveAsync(0, (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, (await answer).StatusCode);
        Assert.Equal("WID1109", (await answer.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Malformed_body_is_refused_with_a_code_and_never_breaks()
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();
        var form = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        var bodies = new HttpContent?[]
        {
            null,
            new StringContent("{}", new MediaTypeHeaderValue("application/json")),
            new StringContent("next=x", form),
            new StringContent("revision=-1&next=x", form),
            new StringContent("revision=99999999999999", form),
            new StringContent("revision=0&next=a&next=b", form),
            new StringContent("revision=0&" + string.Join('&', Enumerable.Range(0, 200).Select(n => $"f{n}=x")), form),
            new StringContent("revision=0&" + new string('k', 5000) + "=x", form),
            new StringContent("x", MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b")),
        };

        foreach (var body in bodies)
        {
            foreach (var path in new[] { "/app/reflect/save", "/app/reflect/save?version=x", "/app/reflect/help" })
            {
                var answer = page.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = body });
                Assert.Equal(HttpStatusCode.BadRequest, (await answer).StatusCode);
                Assert.Equal("WID1108", (await answer.JsonAsync()).GetProperty("code").GetString());
            }
        }
    }

    [Fact]
    public async Task Draft_may_be_longer_than_what_may_be_sent_but_not_without_end()
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();

        Assert.Equal(HttpStatusCode.OK, (await page.SaveAsync(0, ("next", new string('x', ReflectRules.DraftLimit)))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.SaveAsync(1, ("next", new string('x', ReflectRules.DraftLimit + 1)))).StatusCode);
    }

    [Fact]
    public async Task Expired_session_saves_for_a_day_and_does_nothing_else()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        host.Clock.Advance(SessionTokens.Lifetime + TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.OK, (await page.SaveAsync(0, AnswerWorld.Complete(activity))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.SendAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.GetAsync("/app/reflect/work")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.PostAsync("/app/reflect/takeback")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.PostAsync("/app/reflect/help", ("id", Guid.NewGuid().ToString("N")), ("kind", "words"))).StatusCode);

        host.Clock.Advance(SessionTokens.SaveGrace);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.SaveAsync(1, ("next", "too late"))).StatusCode);
    }

    [Fact]
    public async Task Students_session_reads_and_writes_nobody_elses_work()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var ana = host.Student(AnswerWorld.Ana);
        using var ben = host.Student(AnswerWorld.Ben);
        await ben.SaveAsync(0, ("next", "only mine"));

        var screen = await ana.GetAsync($"/app/reflect/work?learner={AnswerWorld.Ben}").PageAsync();
        await ana.PostAsync($"/app/reflect/save?learner={AnswerWorld.Ben}", ("revision", "0"), ("next", "hers"));

        Assert.DoesNotContain("only mine", screen.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("only mine", (await host.WorkAsync(activity, AnswerWorld.Ben))!.Fields["next"].Value);
        Assert.Equal("hers", (await host.WorkAsync(activity, AnswerWorld.Ana))!.Fields["next"].Value);
    }

    [Theory]
    [InlineData(CourseRole.Instructor)]
    [InlineData(CourseRole.TeachingAssistant)]
    [InlineData(CourseRole.ContentDeveloper)]
    [InlineData(CourseRole.Mentor)]
    public async Task Roles_that_do_no_work_are_refused(CourseRole role)
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Open(host.SessionOf("someone", role));

        Assert.Equal(HttpStatusCode.Forbidden, (await page.SaveAsync(0, ("next", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await page.SendAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await page.PostAsync("/app/reflect/takeback")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await page.PostAsync("/app/reflect/help")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await page.GetAsync("/app/reflect/work")).StatusCode);
    }

    [Fact]
    public async Task Begun_work_keeps_the_version_it_began_with_and_goes_on_with_it()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.PostAsync("/app/reflect/save?version=1", ("revision", "0"), ("rate.goal", "2"));
        await host.PlaceAsync(template: "argument-essay", version: 2);

        var saved = await page.PostAsync("/app/reflect/save?version=1", ("revision", "1"), ("next", "Ask first"));

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var work = (await host.WorkAsync(activity))!;
        Assert.Equal((1, "Ask first"), (work.ActivityVersion, work.Fields["next"].Value));
        Assert.NotNull((await page.GetAsync("/app/home").PageAsync()).QuerySelector("[name='rate.goal']"));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    public async Task Work_begins_with_the_version_the_link_shows_now_and_what_was_written_for_another_is_kept_beside_it(int drawn, int shown)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync(version: drawn);
        await host.PlaceAsync(template: "argument-essay", version: shown);
        using var page = host.Student();
        var address = $"/app/reflect/save?version={drawn}";

        var asked = await page.PostAsync(address, ("revision", "0"));
        Assert.Null(await host.WorkAsync(activity));
        await page.PostAsync(address, ("revision", "0"), ("rate.goal", "2"), ("next", "I will"));
        var refused = page.PostAsync(address, ("revision", "0"), ("next", "I will ask first"));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (asked.StatusCode, (await refused).StatusCode));
        var sent = await page.PostAsync($"/app/reflect/send?version={drawn}", ("key", "k1")).PageAsync();

        Assert.Equal("WID1115", (await refused.JsonAsync()).GetProperty("code").GetString());
        var work = (await host.WorkAsync(activity))!;
        Assert.Equal((shown, WorkState.Draft), (work.ActivityVersion, work.State));
        Assert.Empty(work.Fields);
        Assert.Equal([("rate.goal", "2"), ("next", "I will ask first")], work.Replaced.Select(text => (text.Field, text.Value)));
        Assert.Contains("I will ask first", sent.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("WID1115", sent.QuerySelector("[role=alert]:not([hidden])")!.TextContent, StringComparison.Ordinal);
        Assert.Null(sent.QuerySelector("[name='rate.goal']"));
    }

    [Fact]
    public async Task A_version_that_never_was_begins_no_work_of_its_own()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();

        var refused = await page.PostAsync("/app/reflect/save?version=99", ("revision", "0"), ("next", "x"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal((1, "x"), ((await host.WorkAsync(activity))!.ActivityVersion, (await host.WorkAsync(activity))!.Replaced.Single().Value));
    }
}
