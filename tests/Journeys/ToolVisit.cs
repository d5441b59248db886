using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Integration.Tests.Learning;

namespace Integration.Tests.Journeys;

/// <summary>One opened page of the tool without a browser: its session, and the screen it shows now.</summary>
internal sealed class ToolVisit : IDisposable
{
    private readonly PersonClient client;

    private ToolVisit(PersonClient client, IDocument page) => (this.client, Page) = (client, page);

    /// <summary>The screen shown now.</summary>
    internal IDocument Page { get; private set; }

    /// <summary>How the last request was answered.</summary>
    internal HttpStatusCode Status { get; private set; } = HttpStatusCode.OK;

    internal string Text => Page.QuerySelector("main")!.TextContent;

    internal string Heading => Page.QuerySelector("main h1")!.TextContent;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The page that answers a launch.</summary>
    internal static async Task<ToolVisit> OfAsync(HttpResponseMessage launched)
    {
        Assert.Equal(HttpStatusCode.OK, launched.StatusCode);
        var page = await Tests.Sandbox.Browser.ReadAsync(launched);
        var session = page.QuerySelector("script#session");
        Assert.True(session is not null, page.Body!.TextContent);
        var token = JsonDocument.Parse(session.TextContent).RootElement.GetProperty("token").GetString()!;
        return new ToolVisit(new PersonClient(new Uri(launched.RequestMessage!.RequestUri!, "/"), token), page);
    }

    internal async Task GoAsync(string path) => await ShowAsync(await client.GetAsync(path));

    internal async Task PostAsync(string path, params (string Name, string Value)[] fields) => await ShowAsync(await client.PostAsync(path, fields));

    /// <summary>Saves what was typed, as the page does by itself; returns the answer.</summary>
    internal async Task<JsonElement> SaveAsync(int revision, params (string Name, string Value)[] fields)
    {
        using var answer = await client.SaveAsync(revision, fields);
        Status = answer.StatusCode;
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    /// <summary>Fills everything that a single-point rubric or an I-can check asks for, and sends it.</summary>
    internal async Task WriteAndSendAsync(string level = "3", string proof = "The block is 0.7 and water is 1.0, so it floats.")
    {
        await WriteAsync(level, proof);
        await SendAsync();
    }

    internal async Task WriteAsync(string level = "3", string proof = "The block is 0.7 and water is 1.0, so it floats.")
    {
        var criteria = Page.QuerySelectorAll("[data-step^='rate-']").Select(step => step.GetAttribute("data-step")!["rate-".Length..]);
        await SaveAsync(
            0,
            [
                ("seen", "1"), ("stuck", "none"), ("next", "measure twice"),
                .. criteria.SelectMany(id => new[] { ($"rate.{id}", level), ($"proof.{id}", proof) }),
            ]);
        Assert.Equal(HttpStatusCode.OK, Status);
    }

    internal Task SendAsync() => PostAsync("/app/reflect/send", ("key", Guid.NewGuid().ToString("N")));

    /// <summary>As the teacher: opens the work of a student in the class.</summary>
    internal async Task OpenStudentAsync(string name)
    {
        var row = Row(name);
        await PostAsync("/app/reflect/class/open", ("learner", row.QuerySelector("input[name=learner]")!.GetAttribute("value")!));
        Assert.Equal(name, Heading);
    }

    /// <summary>As the teacher, beside a student's work: answers it.</summary>
    internal async Task AnswerAsync(string decision, string comment, string level)
    {
        var form = Fields("form[action='/app/reflect/class/answer']").Where(field => field.Name is "learner" or "seen" or "queue").ToList();
        var levels = Page.QuerySelectorAll("[data-level] input").Select(input => input.GetAttribute("name")!).Distinct();
        await PostAsync("/app/reflect/class/answer", [.. form, .. levels.Select(name => (name, level)), ("comment", comment), ("decision", decision)]);
        Assert.Equal(HttpStatusCode.OK, Status);
    }

    /// <summary>As the teacher: a student's row of the class.</summary>
    internal IElement Row(string name) => Page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent.Contains(name, StringComparison.Ordinal));

    /// <summary>What a form would send.</summary>
    internal IReadOnlyList<(string Name, string Value)> Fields(string form)
    {
        var found = Page.QuerySelector(form);
        Assert.True(found is not null, Page.Body!.TextContent);
        return
        [
            .. found.QuerySelectorAll("input[name], textarea[name]")
                .Where(field => field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
                .Select(field => (field.GetAttribute("name")!, field is IHtmlTextAreaElement text ? text.Value : ((IHtmlInputElement)field).Value)),
        ];
    }

    public void Dispose() => client.Dispose();

    private async Task ShowAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Status = answer.StatusCode;
            Page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct));
        }
    }
}
