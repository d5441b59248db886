using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Integration.Learning.Activities;
using Integration.Learning.Districts;
using Integration.Learning.Sessions;
using Integration.Lti.Launch;

namespace Integration.Tests.Learning.Picker;

/// <summary>A placed activity is changed: a new version for new starts, and nothing of anybody's typing lost.</summary>
public sealed class EditTests(PickerHost host) : IClassFixture<PickerHost>
{
    private static readonly DistrictId District = DistrictId.Parse(PickerHost.District);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_words_and_dates_are_a_new_version_and_the_old_one_stays()
    {
        var session = await PlacedAsync();
        var before = (await NowAsync(session))!;

        var screen = Page(await host.GetAsync(session, "/app/picker/edit"));
        var saved = await host.PostAsync(session, "/app/picker/edit", Changed(screen, ("title.en", "Essay, second look"), ("due", "2026-03-06T15:00")));

        var after = (await NowAsync(session))!;
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("Your changes are saved", Page(saved).QuerySelector("h1")!.TextContent);
        Assert.Equal((before.Id, 2, "Essay, second look"), (after.Id, after.Version, after.Title.En));
        Assert.Equal(new DateTimeOffset(2026, 3, 6, 22, 0, 0, TimeSpan.Zero), after.Due);
        Assert.Equal((before.Grading, before.Points), (after.Grading, after.Points));
        Assert.Equivalent(before, await host.Activities.FindAsync(District, before.Id, 1, Ct));
    }

    [Fact]
    public async Task Saved_without_a_change_it_makes_no_version()
    {
        var session = await PlacedAsync();
        var screen = Page(await host.GetAsync(session, "/app/picker/edit"));

        await host.PostAsync(session, "/app/picker/edit", Changed(screen));

        Assert.Equal(1, (await NowAsync(session))!.Version);
    }

    [Fact]
    public async Task Two_teachers_at_once_see_each_other_and_lose_nothing()
    {
        var session = await PlacedAsync();
        var screen = Page(await host.GetAsync(session, "/app/picker/edit"));
        await host.PostAsync(session, "/app/picker/edit", Changed(screen, ("title.en", "Hers")));

        var second = await host.PostAsync(session, "/app/picker/edit", Changed(screen, ("title.en", "His")));
        var between = (await NowAsync(session))!.Title.En;
        await host.PostAsync(session, "/app/picker/edit", Changed(Page(second)));

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("WID1304", Page(second).QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Hers", between);
        Assert.Equal((3, "His"), ((await NowAsync(session))!.Version, (await NowAsync(session))!.Title.En));
    }

    [Theory]
    [InlineData("due", "tomorrow", "WID1321")]
    [InlineData("closes", "2026-02-30T10:00", "WID1321")]
    [InlineData("closes", "2026-03-06T14:59", "WID1322")]
    [InlineData("title.en", "", "WID1311")]
    public async Task What_is_wrong_is_said_and_stays_as_typed(string field, string typed, string code)
    {
        var session = await PlacedAsync();
        var screen = Page(await host.GetAsync(session, "/app/picker/edit"));

        var answer = await host.PostAsync(session, "/app/picker/edit", Changed(screen, ("due", "2026-03-06T15:00"), (field, typed)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(code, answer.Html, StringComparison.Ordinal);
        Assert.Equal(typed, Page(answer).QuerySelector($"[name='{field}']")!.GetAttribute("value"));
        Assert.Equal(1, (await NowAsync(session))!.Version);
    }

    [Fact]
    public async Task The_preview_leads_on_to_saving_and_back_to_the_same_form()
    {
        var session = await PlacedAsync();
        var screen = Page(await host.GetAsync(session, "/app/picker/edit"));

        var preview = Page(await host.PostAsync(session, "/app/picker/preview", Changed(screen, ("title.en", "Seen first"))));
        await host.PostAsync(session, "/app/picker/edit", Changed(preview));

        Assert.NotNull(preview.QuerySelector("button[formaction='/app/picker/edit']"));
        Assert.Equal("Seen first", (await NowAsync(session))!.Title.En);
    }

    [Theory]
    [InlineData(CourseRole.TeachingAssistant)]
    [InlineData(CourseRole.Learner)]
    [InlineData(CourseRole.Mentor)]
    public async Task Who_may_not_edit_the_course_changes_nothing(CourseRole role)
    {
        var session = await PlacedAsync();
        var fields = Changed(Page(await host.GetAsync(session, "/app/picker/edit")), ("title.en", "Mine"));
        var other = session with { Role = role };

        var answers = new[] { await host.GetAsync(other, "/app/picker/edit"), await host.PostAsync(other, "/app/picker/edit", fields) };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.Status));
        Assert.Equal(1, (await NowAsync(session))!.Version);
    }

    [Fact]
    public async Task A_link_that_opens_nothing_has_nothing_to_change()
    {
        var session = await host.OnABareLinkAsync();

        var answer = await host.GetAsync(session, "/app/picker/edit");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("WID1305", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_go_with_the_link_that_is_placed()
    {
        var session = host.DeepLinking();
        var screen = Page(await host.GetAsync(session, "/app/picker/template/argument-essay"));

        var added = Page(await host.PostAsync(session, "/app/picker/add", Changed(screen, ("due", "2026-03-06T15:00"), ("closes", "2026-03-08T23:59"))));

        var jwt = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(added.QuerySelector("[name=JWT]")!.GetAttribute("value"));
        var item = jwt.GetPayloadValue<System.Text.Json.JsonElement>("https://purl.imsglobal.org/spec/lti-dl/claim/content_items")[0];
        Assert.Equal("2026-03-06T22:00:00", item.GetProperty("submission").GetProperty("endDateTime").GetString()![..19]);
        Assert.Equal("2026-03-09T05:59:00", item.GetProperty("available").GetProperty("endDateTime").GetString()![..19]);
    }

    private async Task<Session> PlacedAsync()
    {
        var session = await host.OnABareLinkAsync();
        var screen = Page(await host.GetAsync(session, "/app/picker/template/argument-essay"));
        Assert.Equal(HttpStatusCode.SeeOther, (await host.PostAsync(session, "/app/picker/add", Changed(screen))).Status);
        return session;
    }

    private async Task<ActivityDefinition?> NowAsync(Session session)
    {
        var placement = (await host.Placements.FindAsync(session.ClassRef, session.LinkId!, Ct))!.Value;
        return await host.Activities.FindAsync(District, placement.ActivityId!, placement.ActivityVersion, Ct);
    }

    // What the form on a screen sends, with some fields typed anew.
    private static List<(string Name, string Value)> Changed(IHtmlDocument screen, params (string Name, string Value)[] changes)
    {
        var fields = screen.QuerySelector("form.settings, form.previewing")!.QuerySelectorAll("input[name], textarea[name]")
            .Where(field => field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
            .Select(field => (Name: field.GetAttribute("name")!, Value: field is IHtmlTextAreaElement text ? text.Value : ((IHtmlInputElement)field).GetAttribute("value") ?? ""));
        return [.. fields.Where(field => changes.All(change => change.Name != field.Name)), .. changes.GroupBy(change => change.Name).Select(same => same.Last())];
    }

    private static IHtmlDocument Page(PickerHost.Answer answer) => new HtmlParser().ParseDocument(answer.Html);
}
