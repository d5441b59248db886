using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Platforms;
using Integration.Tests.Lti.DynamicRegistration;
using Integration.Tests.Lti.Services;

namespace Integration.Tests.Learning.Install;

/// <summary>An admin in front of an LMS (a real server on loopback) that asks the tool to be registered.</summary>
internal sealed class RegisteringLms : IAsyncDisposable
{
    internal const string Token = "token-of-the-lms";
    private readonly Sandbox.Browser browser = new();

    private RegisteringLms(LearningHost tool, PracticePlatform lms)
    {
        (Tool, Lms) = (tool, lms);
        Says(_ => { });
        Answers(200, new JsonObject { ["client_id"] = "client-77", ["scope"] = "" });
    }

    internal LearningHost Tool { get; }

    internal PracticePlatform Lms { get; }

    internal IEnumerable<Seen> Posted => Lms.Requests.Where(request => request.Method == "POST");

    internal static async Task<RegisteringLms> StartAsync() => new(await LearningHost.StartAsync(), await PracticePlatform.StartAsync());

    /// <summary>What the LMS says about itself.</summary>
    internal void Says(Action<JsonObject> change) =>
        Lms.On("/config", http => http.Response.WriteAsync(RegistrationWorld.Configuration(Lms.Address, change).ToJsonString()));

    /// <summary>What it answers to a registration.</summary>
    internal void Answers(int status, JsonObject body) => Lms.On("/register", status, body.ToJsonString());

    /// <summary>The address an admin pastes.</summary>
    internal async Task<Uri> InviteAsync(string? family = null, int days = 7)
    {
        var made = await Tool.Get<InvitationSetup>().AddAsync(null, family, days, CancellationToken.None);
        return new Uri(Tool.Address, made.Value!.Address.AbsolutePath);
    }

    /// <summary>Opens the address as the LMS does in its frame.</summary>
    internal async Task<Shown> OpenAsync(Uri invitation, string? query = null) => await Shown.OfAsync(await browser.GetAsync(
        new Uri(invitation, query ?? $"?openid_configuration={Uri.EscapeDataString(Lms.At("/config").AbsoluteUri)}&registration_token={Token}")));

    /// <summary>Sends the page's form.</summary>
    internal async Task<Shown> SendAsync(Uri invitation, string form, params (string Name, string Value)[] fields) => await Shown.OfAsync(await browser.PostAsync(
        invitation, [new("form", form), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))], Tool.Address));

    /// <summary>Opens and sends with the gradebook alone.</summary>
    internal async Task<Shown> RegisterAsync(Uri invitation)
    {
        var page = await OpenAsync(invitation);
        Assert.True(page.Status == HttpStatusCode.OK, page.Text);
        return await SendAsync(invitation, page.Form, ("gradebook", "on"));
    }

    /// <summary>The platforms beside the one the host comes with.</summary>
    internal async Task<IReadOnlyList<PlatformRecord>> PlatformsAsync() =>
        [.. (await Tool.Get<PlatformSetup>().ListAsync(CancellationToken.None)).Where(platform => platform.Id != Tool.Registration)];

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await Tool.DisposeAsync();
        await Lms.DisposeAsync();
    }
}

/// <summary>A page as it came.</summary>
internal sealed record Shown(HttpStatusCode Status, IDocument Page, string Policy)
{
    internal string Text => Page.QuerySelector("main")?.TextContent ?? Page.Body!.TextContent;

    internal string Form => Page.QuerySelector("input[name=form]")?.GetAttribute("value") ?? "";

    /// <summary>The code on a refusal.</summary>
    internal string? Code => Page.QuerySelector("dl.facts dd")?.TextContent;

    internal static async Task<Shown> OfAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new Shown(answer.StatusCode, await Sandbox.Browser.ReadAsync(answer), string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")));
        }
    }
}
