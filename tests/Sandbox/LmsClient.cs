using System.Net;

namespace Integration.Tests.Sandbox;

/// <summary>A person with a browser in front of the practice LMS; works with any tool behind it.</summary>
internal sealed class LmsClient(Uri lms) : IDisposable
{
    public Browser Browser { get; } = new();

    public Uri At(string path) => new(lms, path);

    public async Task BecomeAsync(string person)
    {
        var response = await Browser.PostAsync(At("/become"), [new("person", person)], lms);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Browser.GetAsync(At(path));

    /// <summary>The activities of a course, as its page lists them.</summary>
    public async Task<IReadOnlyList<(string Id, string Title)>> ActivitiesAsync(string course)
    {
        var response = await GetAsync($"/courses/{course}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await Browser.ReadAsync(response)).QuerySelectorAll(".activities h3 a").Select(a => (a.GetAttribute("href")!.Split('/')[^1], a.TextContent))];
    }

    /// <summary>The login initiation that the page of an activity (or of the picker) sends to the tool.</summary>
    public async Task<WebForm> LoginFormAsync(string path)
    {
        var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await Browser.FormAsync(response, "form[data-auto-submit]"))!;
    }

    /// <summary>Opens an activity up to the form that the LMS posts to the tool's launch address.</summary>
    public async Task<WebForm> OpenActivityAsync(string link) => await FollowAsync(await LoginFormAsync($"/activities/{link}"));

    /// <summary>Opens the tool's picker up to the form that the LMS posts to the tool's launch address.</summary>
    public async Task<WebForm> OpenPickerAsync(string course) => await FollowAsync(await LoginFormAsync($"/courses/{course}/add"));

    /// <summary>Posts the launch form to the tool, as the LMS's page does.</summary>
    public Task<HttpResponseMessage> LaunchAsync(WebForm launch) => Browser.SubmitAsync(launch, lms);

    /// <summary>Goes from login initiation over the tool's login to the LMS's answer.</summary>
    public async Task<WebForm> FollowAsync(WebForm login)
    {
        var answer = await AuthorizeAsync(login);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await Browser.FormAsync(answer, "form[data-auto-submit]"))!;
    }

    /// <summary>The LMS's raw answer to the tool's authentication request; the tool may redirect to it, or show a page with a link or a form.</summary>
    public async Task<HttpResponseMessage> AuthorizeAsync(WebForm login)
    {
        var response = await Browser.SubmitAsync(login, lms);
        if (response.Headers.Location is { } location)
        {
            return await Browser.GetAsync(new Uri(login.Action, location));
        }

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var authorization = $"{lms.GetLeftPart(UriPartial.Authority)}/lti/auth";
        if ((await Browser.ReadAsync(response)).QuerySelector($"a[href^='{authorization}']")?.GetAttribute("href") is { } next)
        {
            return await Browser.GetAsync(new Uri(next));
        }

        var form = await Browser.FormAsync(response, $"form[action^='{authorization}']");
        Assert.NotNull(form);
        return await Browser.SubmitAsync(form, login.Action);
    }

    /// <summary>Posts the picker's answer to the LMS, as the tool's page does.</summary>
    public Task<HttpResponseMessage> AnswerPickerAsync(string jwt, Uri tool) => Browser.PostAsync(At("/lti/deep-links"), [new("JWT", jwt)], tool);

    /// <summary>The gradebook as this person may see it.</summary>
    public async Task<LmsGradebook> GradebookAsync(string course)
    {
        var response = await GetAsync($"/courses/{course}/gradebook.json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<LmsGradebook>(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Sets all switches of the settings page.</summary>
    public async Task SetAsync(bool dropCookies = false, bool storage = true, bool loginByGet = false, int rosterPage = 50, string gradebook = "Up", bool hideHistory = false)
    {
        List<KeyValuePair<string, string>> fields = [new("rosterPage", $"{rosterPage}"), new("gradebook", gradebook)];
        fields.AddRange(new[] { ("dropCookies", dropCookies), ("storage", storage), ("loginByGet", loginByGet), ("hideHistory", hideHistory) }
            .Where(s => s.Item2)
            .Select(s => KeyValuePair.Create(s.Item1, "on")));
        var response = await Browser.PostAsync(At("/settings"), fields, lms);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    /// <summary>Lets the LMS take on the habits of another, as the switch of the start page does.</summary>
    public async Task PlayAsync(string lms)
    {
        var response = await Browser.PostAsync(At("/personality"), [new("lms", lms)], At("/"));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    public void Dispose() => Browser.Dispose();
}

/// <summary>What <c>gradebook.json</c> says.</summary>
internal sealed record LmsGradebook(IReadOnlyList<LmsColumn> Columns, IReadOnlyList<LmsRow> Rows)
{
    /// <summary>What a student has in the only column with this label; null while there is nothing.</summary>
    public LmsCell? Cell(string person, string label) =>
        Rows.Single(r => r.Person == person).Cells.SingleOrDefault(c => c.Column == Columns.Single(k => k.Label == label).Id);
}

/// <summary>A gradebook column.</summary>
internal sealed record LmsColumn(string Id, string? Link, string Label, double Maximum, string? ResourceId, string? Tag, IReadOnlyList<string> Elements);

/// <summary>A student's row.</summary>
internal sealed record LmsRow(string Person, string Name, IReadOnlyList<LmsCell> Cells);

/// <summary>What one student has in one column.</summary>
internal sealed record LmsCell(string Column, double? Score, string? Comment, string ActivityProgress, string GradingProgress, int Attempts);
