using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Integration.Learning.Activities;
using Integration.Learning.Picker;
using Integration.Learning.Sessions;
using Integration.Lti.Launch;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Tests.Learning.Picker;

/// <summary>Several activities at once, suggested names, and the ways back with nothing.</summary>
public sealed class SeveralItemsTests(PickerHost host) : IClassFixture<PickerHost>
{
    private const string Dl = "https://purl.imsglobal.org/spec/lti-dl/claim/";

    private Session Several => With(asked => asked with { AcceptMultiple = true });

    [Fact]
    public async Task Where_the_LMS_takes_several_they_go_back_together_in_the_order_chosen()
    {
        var session = Several;
        (session, var list) = await ChooseAnotherAsync(session, "argument-essay");
        Assert.NotNull(list.QuerySelector("form[action='/app/picker/finish']"));
        (session, _) = await ChooseAnotherAsync(session, "science-lab");

        var jwt = Jwt(await host.PostAsync(session, "/app/picker/add", Filled("group-work-check")));
        var finished = Jwt(await host.PostAsync(session, "/app/picker/finish"));

        Assert.Equal(["argument-essay", "science-lab", "group-work-check"], Templates(jwt));
        Assert.Equal(["argument-essay", "science-lab"], Templates(finished));
        Assert.Equal(3, Items(jwt).Select(item => item.GetProperty("lineItem").GetProperty("resourceId").GetString()).Distinct().Count());
        Assert.Equal("opaque <data> & more", jwt.GetClaim(Dl + "data").Value);
    }

    [Fact]
    public async Task The_same_press_twice_chooses_once()
    {
        var fields = Filled("science-lab");
        var (session, _) = await ChooseAnotherAsync(Several, fields);
        (session, _) = await ChooseAnotherAsync(session, fields);

        Assert.Single(session.DeepLink!.Chosen);
    }

    [Fact]
    public async Task Where_the_LMS_takes_one_there_is_no_other_and_a_forged_press_places_the_one()
    {
        var page = Page((await host.GetAsync(host.DeepLinking(), "/app/picker/template/science-lab")).Html);
        var jwt = Jwt(await host.PostAsync(host.DeepLinking(), "/app/picker/add", [.. Filled("science-lab"), ("change", "another")]));

        Assert.Null(page.QuerySelector("button[value=another]"));
        Assert.NotNull(Page((await host.GetAsync(Several, "/app/picker/template/science-lab")).Html).QuerySelector("button[value=another]"));
        Assert.Single(Items(jwt));
    }

    [Fact]
    public async Task There_is_an_end_to_choosing()
    {
        var session = Several;
        session = session with { DeepLink = session.DeepLink! with { Chosen = [.. Enumerable.Range(1, PendingDeepLink.Most - 1).Select(n => $"a{n}")] } };

        Assert.Null(Page((await host.GetAsync(session, "/app/picker/template/science-lab")).Html).QuerySelector("button[value=another]"));
    }

    [Fact]
    public async Task Nothing_chosen_is_not_finished()
        => Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync(Several, "/app/picker/finish")).Status);

    [Fact]
    public async Task The_name_and_text_that_the_LMS_suggests_are_the_first_ones()
    {
        var session = With(asked => asked with { Title = "Lab 4: density", Text = "Bring your notes." });

        var page = Page((await host.GetAsync(session, "/app/picker/template/science-lab")).Html);
        var item = Items(Jwt(await host.PostAsync(session, "/app/picker/add", Filled("science-lab")))).Single();
        var later = Page((await host.GetAsync(session with { DeepLink = session.DeepLink! with { Chosen = ["a1"] } }, "/app/picker/template/science-lab")).Html);

        Assert.Equal(("Lab 4: density", ""), (Value(page, "title.en"), Value(page, "title.es")));
        Assert.Equal("Bring your notes.", item.GetProperty("text").GetString());
        Assert.NotEqual("Lab 4: density", Value(later, "title.en"));
    }

    [Fact]
    public async Task A_place_that_takes_no_activities_says_so_and_tells_the_LMS_why()
    {
        var session = With(asked => asked with { AcceptTypes = ["file", "image"] });

        var page = Page(await host.Http.GetStringAsync(host.Launch(session), TestContext.Current.CancellationToken));
        var refused = await host.PostAsync(session, "/app/picker/add", Filled("science-lab"));
        var jwt = Jwt(await host.PostAsync(session, "/app/picker/cancel"));

        Assert.Contains("takes no activities", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form[action='/app/picker/cancel']"));
        Assert.Contains("WID1307", refused.Html, StringComparison.Ordinal);
        Assert.Equal("WID1307", jwt.GetClaim(Dl + "errorlog").Value);
        Assert.Contains("does not take activities", jwt.GetClaim(Dl + "errormsg").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CourseRole.TeachingAssistant)]
    [InlineData(CourseRole.Learner)]
    [InlineData(CourseRole.None)]
    public async Task Who_may_not_add_anything_goes_back_with_the_reason(CourseRole role)
    {
        var session = host.DeepLinking() with { Role = role };

        var page = Page(await host.Http.GetStringAsync(host.Launch(session), TestContext.Current.CancellationToken));
        var jwt = Jwt(await host.PostAsync(session, "/app/picker/cancel"));

        Assert.NotNull(page.QuerySelector("form[action='/app/picker/cancel']"));
        Assert.Equal("WID1308", jwt.GetClaim(Dl + "errorlog").Value);
        Assert.False(jwt.TryGetPayloadValue<object>(Dl + "content_items", out _));
        Assert.Equal("opaque <data> & more", jwt.GetClaim(Dl + "data").Value);
    }

    private static List<(string Name, string Value)> Filled(string template)
        => [.. ActivityFormFields.Write(ActivityForm.Of(TemplateCatalog.Shipped.Find(template)!, null, PressKey.New()))];

    private static IHtmlDocument Page(string html) => new HtmlParser().ParseDocument(html);

    private static string Value(IHtmlDocument page, string name) => ((IHtmlInputElement)page.QuerySelector($"[name='{name}']")!).Value;

    private static JsonWebToken Jwt(PickerHost.Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new JsonWebToken(((IHtmlInputElement)Page(answer.Html).QuerySelector("form[data-auto-post] [name=JWT]")!).Value);
    }

    private static List<JsonElement> Items(JsonWebToken jwt)
        => [.. JsonElement.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(jwt.EncodedPayload)).GetProperty(Dl + "content_items").EnumerateArray()];

    private static IEnumerable<string?> Templates(JsonWebToken jwt) => Items(jwt).Select(item => item.GetProperty("custom").GetProperty("template").GetString());

    private Session With(Func<Integration.Lti.DeepLinking.DeepLinkingSettings, Integration.Lti.DeepLinking.DeepLinkingSettings> change)
    {
        var session = host.DeepLinking();
        return session with { DeepLink = session.DeepLink! with { Asked = change(session.DeepLink.Asked) } };
    }

    private Task<(Session Session, IHtmlDocument List)> ChooseAnotherAsync(Session session, string template) => ChooseAnotherAsync(session, Filled(template));

    // The answer is the list, under a new token that knows what was chosen.
    private async Task<(Session Session, IHtmlDocument List)> ChooseAnotherAsync(Session session, List<(string Name, string Value)> fields)
    {
        var answer = await host.PostAsync(session, "/app/picker/add", [.. fields, ("change", "another")]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return (host.Opened(answer.Token!), Page(answer.Html));
    }
}
