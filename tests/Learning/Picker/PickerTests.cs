using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Framework;
using Integration.Learning.Picker;
using Integration.Lti.Launch;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Tests.Learning.Picker;

public sealed class PickerTests(PickerHost host) : IClassFixture<PickerHost>
{
    private const string Dl = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CourseRole.Instructor, false, true)]
    [InlineData(CourseRole.ContentDeveloper, false, true)]
    [InlineData(CourseRole.Instructor, true, false)]
    [InlineData(CourseRole.TeachingAssistant, false, false)]
    [InlineData(CourseRole.Mentor, false, false)]
    [InlineData(CourseRole.Learner, false, false)]
    [InlineData(CourseRole.Learner, true, false)]
    [InlineData(CourseRole.None, false, false)]
    public async Task Only_those_who_edit_the_course_reach_any_screen(CourseRole role, bool isTestUser, bool allowed)
    {
        var session = host.DeepLinking() with { Role = role, IsTestUser = isTestUser };
        List<(string, string)> fields = Filled("argument-essay");
        PickerHost.Answer[] answers =
        [
            await host.GetAsync(session, "/app/picker"),
            await host.PostAsync(session, "/app/picker", ("q", "lab")),
            await host.GetAsync(session, "/app/picker/template/argument-essay"),
            await host.PostAsync(session, "/app/picker/settings", fields),
            await host.PostAsync(session, "/app/picker/preview", fields),
            await host.PostAsync(session, "/app/picker/add", fields),
        ];

        Assert.All(answers, answer => Assert.Equal(allowed, answer.Status is HttpStatusCode.OK or HttpStatusCode.SeeOther));
        Assert.All(answers, answer => Assert.Equal(allowed, !(answer.Html.Contains("SES1003", StringComparison.Ordinal) || answer.Html.Contains("SES1006", StringComparison.Ordinal))));
        Assert.Equal(allowed, (await host.Http.GetStringAsync(host.Launch(session), Ct)).Contains("name=\"q\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_launch_shows_every_template_and_names_its_own_address()
    {
        var html = await host.Http.GetStringAsync(host.Launch(host.DeepLinking()), Ct);

        Assert.Equal(9, Document(html).QuerySelectorAll(".template").Length);
        Assert.Contains("\"address\":\"/app/picker\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LC.1", "", "/app/picker?q=LC.1")]
    [InlineData(" fracción ", "Grades35", "/app/picker?q=fracci%C3%B3n&band=Grades35")]
    [InlineData("", "7", "/app/picker")]
    public async Task A_search_gets_an_address_of_its_own(string text, string band, string address)
        => Assert.Equal((HttpStatusCode.SeeOther, address), Place(await host.PostAsync(host.DeepLinking(), "/app/picker", ("q", text), ("band", band))));

    [Theory]
    [InlineData("q=fraccion", "fractions-i-can")]
    [InlineData("q=LC.1", "group-work-check")]
    [InlineData("q=pedir%20ayuda", "stuck-and-tried")]
    public async Task What_is_found_stands_first(string query, string id)
        => Assert.StartsWith(
            $"/app/picker/template/{id}",
            Document((await host.GetAsync(host.DeepLinking(), "/app/picker?" + query)).Html).QuerySelector(".template a")!.GetAttribute("href"),
            StringComparison.Ordinal);

    [Fact]
    public async Task The_picker_changes_its_language_in_its_place()
    {
        var spanish = Document((await host.PostAsync(host.DeepLinking(), "/app/preferences", ("language", "es"), ("at", "picker"))).Html);
        var student = await host.PostAsync(host.DeepLinking() with { Role = CourseRole.Learner }, "/app/preferences", ("language", "es"), ("at", "picker"));

        Assert.Equal(9, spanish.QuerySelectorAll(".template").Length);
        Assert.Equal("Español", spanish.QuerySelector("[aria-pressed=true]")!.TextContent);
        Assert.Contains("Elegir", spanish.QuerySelectorAll(".template a").First().TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, student.Status);
    }

    [Fact]
    public async Task A_search_without_result_says_why_and_offers_ways_on()
    {
        var page = Document((await host.GetAsync(host.DeepLinking(language: "es"), "/app/picker?q=%3Cb%3Ezzz&band=K2")).Html);

        Assert.Empty(page.QuerySelectorAll(".template"));
        Assert.Contains("<b>zzz", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("<b>zzz", ((IHtmlInputElement)page.QuerySelector("#q")!).Value);
        Assert.Contains("/app/picker?q=%3Cb%3Ezzz", page.QuerySelectorAll("a[data-go]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task The_settings_screen_sends_back_exactly_the_form_that_it_shows()
    {
        var page = Document((await host.GetAsync(host.DeepLinking(), "/app/picker/template/argument-essay?band=Grades912")).Html);
        var sent = Fields(page);
        var shown = ActivityForm.Of(TemplateCatalog.Shipped.Find("argument-essay")!, GradeBand.Grades912, sent.Single(field => field.Name == "key").Value);

        Assert.Equal(ActivityFormFields.Write(shown).Order(), sent.Order());
        Assert.Empty(page.QuerySelectorAll(".need"));
    }

    [Fact]
    public async Task A_wrong_form_comes_back_with_everything_typed_and_words_at_each_field()
    {
        List<(string Name, string Value)> typed =
        [
            .. Filled("argument-essay").Where(field => field.Name is not ("title.en" or "points" or "criterion.0.en" or "criterion.3.strong.en")),
            ("title.en", ""), ("points", "<many>"), ("criterion.0.en", "I can use my learning style \"& more\""), ("criterion.3.strong.en", "one\ntwo"),
        ];

        foreach (var path in new[] { "/app/picker/add", "/app/picker/preview" })
        {
            var answer = await host.PostAsync(host.DeepLinking(), path, typed);
            var page = Document(answer.Html);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Equal(typed.Order(), Fields(page).Order());
            Assert.Equal(3, page.QuerySelectorAll(".summary li").Length);
            Assert.All(page.QuerySelectorAll(".summary a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
            Assert.Equal(3, page.QuerySelectorAll("[aria-invalid=true]").Length);
        }
    }

    [Fact]
    public async Task The_preview_shows_the_edited_activity_and_gives_the_form_back_whole()
    {
        var fields = Edited("criterion.0.en", "I can name one surprise.");
        var preview = Document((await host.PostAsync(host.DeepLinking(), "/app/picker/preview", fields)).Html);

        Assert.Contains("I can name one surprise.", preview.QuerySelectorAll("main > p").Select(line => line.TextContent));
        Assert.Single(preview.QuerySelectorAll("h1"));

        var back = Document((await host.PostAsync(host.DeepLinking(), "/app/picker/settings", Fields(preview))).Html);

        Assert.Equal(fields.Order(), Fields(back).Order());
    }

    [Theory]
    [InlineData("add", 5)]
    [InlineData("remove 1", 3)]
    [InlineData("remove 77", 4)]
    [InlineData("reset", 4)]
    [InlineData("nonsense", 4)]
    public async Task A_button_of_the_list_changes_the_list_and_nothing_else(string change, int count)
    {
        var page = Document((await host.PostAsync(host.DeepLinking(), "/app/picker/settings", [.. Edited("title.en", "My own name"), ("change", change)])).Html);

        Assert.Equal(count, page.QuerySelectorAll(".criterion").Length);
        Assert.Contains(("title.en", "My own name"), Fields(page));
    }

    [Fact]
    public async Task Words_of_another_band_are_shown_before_they_are_placed()
    {
        var answer = await host.PostAsync(host.DeepLinking(), "/app/picker/add", Edited("band", "Grades912"));
        var page = Document(answer.Html);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(page.QuerySelectorAll("[data-auto-post]"));
        Assert.Single((await host.PostAsync(host.DeepLinking(), "/app/picker/add", Fields(page))).Html.Split("data-auto-post").Skip(1));
    }

    [Fact]
    public async Task Add_answers_with_one_signed_link_that_carries_the_activity()
    {
        var jwt = Jwt(await host.PostAsync(host.DeepLinking(), "/app/picker/add", Edited("points", "7,5")));
        var item = Items(jwt).Single();
        var reference = ActivityCustom.Read(item.GetProperty("custom").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!))!;
        var column = item.GetProperty("lineItem");
        var stored = await host.Activities.FindAsync(host.DeepLinking().ClassRef.District, reference.ActivityId, 1, Ct);

        Assert.Equal("opaque <data> & more", jwt.GetClaim(Dl + "data").Value);
        Assert.Equal("client-1", jwt.Issuer);
        Assert.Equal("http://127.0.0.1:5000/lti/launch", item.GetProperty("url").GetString());
        Assert.Equal("My argument essay", item.GetProperty("title").GetString());
        Assert.Matches("^[0-9a-f]{32}$", reference.ActivityId);
        Assert.Equal(7.5m, stored!.Points);
        Assert.Equal(7.5m, column.GetProperty("scoreMaximum").GetDecimal());
        Assert.Equal(reference.ActivityId, column.GetProperty("resourceId").GetString());
        Assert.Equal(ElementTag.Format(stored.Elements), column.GetProperty("tag").GetString());
    }

    [Theory]
    [InlineData(true, "Completion", true, false)]
    [InlineData(null, "TeacherScored", true, false)]
    [InlineData(false, "Completion", false, true)]
    [InlineData(true, "None", false, false)]
    public async Task A_column_is_declared_unless_nothing_is_graded_or_the_LMS_makes_none(bool? accept, string grading, bool declared, bool told)
    {
        var session = host.DeepLinking(accept);
        var settings = Document((await host.GetAsync(session, "/app/picker/template/argument-essay")).Html);
        var item = Items(Jwt(await host.PostAsync(session, "/app/picker/add", Edited("grading", grading)))).Single();

        Assert.Equal(declared, item.TryGetProperty("lineItem", out _));
        Assert.Equal(told, settings.QuerySelector(".need") is not null);
    }

    [Fact]
    public async Task Add_pressed_twice_at_once_makes_one_activity_and_with_other_words_another()
    {
        var fields = Filled("science-lab");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.PostAsync(host.DeepLinking(), "/app/picker/add", fields)));
        var changed = await host.PostAsync(host.DeepLinking(), "/app/picker/add", [.. fields.Where(field => field.Name != "title.en"), ("title.en", "Another")]);

        Assert.Single(answers.Select(ActivityId).Distinct());
        Assert.NotEqual(ActivityId(answers[0]), ActivityId(changed));
        Assert.Equal("Another", (await host.Activities.FindAsync(host.DeepLinking().ClassRef.District, ActivityId(changed), 1, Ct))!.Title.En);
    }

    [Fact]
    public async Task Cancel_answers_the_LMS_with_nothing_placed()
    {
        var jwt = Jwt(await host.PostAsync(host.DeepLinking(), "/app/picker/cancel"));

        Assert.False(jwt.TryGetPayloadValue<object>(Dl + "content_items", out _));
        Assert.Equal("opaque <data> & more", jwt.GetClaim(Dl + "data").Value);
    }

    [Fact]
    public async Task On_a_bare_link_the_choice_is_kept_and_the_page_comes_home()
    {
        var session = await host.OnABareLinkAsync();
        var fields = Filled("science-lab");

        Assert.Contains("already in your course", (await host.GetAsync(session, "/app/picker/template/science-lab")).Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/app/home"), Place(await host.PostAsync(session, "/app/picker/add", fields)));
        Assert.Equal((HttpStatusCode.SeeOther, "/app/home"), Place(await host.PostAsync(session, "/app/picker/add", fields)));
        Assert.NotNull((await host.Placements.FindAsync(session.ClassRef, session.LinkId!, Ct))!.Value.ActivityId);
        Assert.Equal(HttpStatusCode.Conflict, (await host.GetAsync(session, "/app/picker")).Status);
    }

    [Fact]
    public async Task Of_two_who_choose_for_a_bare_link_at_once_one_wins_and_the_other_sees_what_it_was()
    {
        var session = await host.OnABareLinkAsync();
        var other = session with { Learner = "teacher-2" };

        var answers = await Task.WhenAll(
            host.PostAsync(session, "/app/picker/add", Filled("science-lab")), host.PostAsync(other, "/app/picker/add", Filled("argument-essay")));
        var placed = (await host.Placements.FindAsync(session.ClassRef, session.LinkId!, Ct))!.Value;
        var activity = await host.Activities.FindAsync(session.ClassRef.District, placed.ActivityId!, placed.ActivityVersion, Ct);

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Contains(activity!.Title.En, answers.Single(answer => answer.Status == HttpStatusCode.Conflict).Html, StringComparison.Ordinal);
        Assert.Contains("data-code=\"WID1306\"", answers.Single(answer => answer.Status == HttpStatusCode.Conflict).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_screen_sends_is_refused_with_a_code()
    {
        var session = host.DeepLinking();
        var fields = Filled("argument-essay");
        (PickerHost.Answer Answer, HttpStatusCode Status, string Code)[] refused =
        [
            (await host.GetAsync(session, "/app/picker/template/no-such"), HttpStatusCode.NotFound, "WID1301"),
            (await host.PostAsync(session, "/app/picker/add", ("template", "no-such")), HttpStatusCode.NotFound, "WID1301"),
            (await host.PostAsync(session, "/app/picker/add"), HttpStatusCode.NotFound, "WID1301"),
            (await host.PostAsync(session, "/app/picker/add", fields.Where(field => field.Item1 != "key")), HttpStatusCode.BadRequest, "WID1302"),
            (await host.PostAsync(session, "/app/picker/add", [.. fields, ("extra", new string('x', 200_000))]), HttpStatusCode.BadRequest, "WID1302"),
            (await host.PostAsync(session, "/app/picker/add", [.. fields, .. Enumerable.Repeat(("element", "LL.3"), 500)]), HttpStatusCode.BadRequest, "WID1302"),
            (await host.SendAsync(session, new(HttpMethod.Post, "/app/picker/add") { Content = new StringContent("{}") }), HttpStatusCode.BadRequest, "WID1302"),
            (await host.GetAsync(session with { DeepLink = null }, "/app/picker"), HttpStatusCode.BadRequest, "WID1303"),
        ];

        Assert.All(refused, refusal =>
        {
            Assert.Equal(refusal.Status, refusal.Answer.Status);
            Assert.Contains(refusal.Code, refusal.Answer.Html, StringComparison.Ordinal);
        });
    }

    private static List<(string Name, string Value)> Filled(string template)
        => [.. ActivityFormFields.Write(ActivityForm.Of(TemplateCatalog.Shipped.Find(template)!, null, PressKey.New()))];

    private static List<(string Name, string Value)> Edited(string field, string value)
        => [.. Filled("argument-essay").Where(filled => filled.Name != field), (field, value)];

    private static IHtmlDocument Document(string html) => new HtmlParser().ParseDocument(html);

    // What a browser would send of the screen's own form.
    private static List<(string Name, string Value)> Fields(IHtmlDocument page)
        =>
        [
            .. page.QuerySelectorAll("form[data-send]").First(form => form.QuerySelector("[name=template]") is not null)
                .QuerySelectorAll("input[name], textarea[name]")
                .Where(field => field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
                .Select(field => (field.GetAttribute("name")!, field is IHtmlTextAreaElement text ? text.Value : ((IHtmlInputElement)field).Value)),
        ];

    private static JsonWebToken Jwt(PickerHost.Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var form = Document(answer.Html).QuerySelector("form[data-auto-post][method=post]")!;
        Assert.EndsWith("/lms/return?course=7", form.GetAttribute("action"), StringComparison.Ordinal);
        return new JsonWebToken(((IHtmlInputElement)form.QuerySelector("[name=JWT]")!).Value);
    }

    private static IEnumerable<System.Text.Json.JsonElement> Items(JsonWebToken jwt)
        => System.Text.Json.JsonDocument.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(jwt.EncodedPayload)).RootElement.GetProperty(Dl + "content_items").EnumerateArray();

    private static string ActivityId(PickerHost.Answer answer) => Items(Jwt(answer)).Single().GetProperty("custom").GetProperty("activity").GetString()!;

    private static (HttpStatusCode, string?) Place(PickerHost.Answer answer) => (answer.Status, answer.Location);
}
