using System.Text.Json.Nodes;
using Integration.Lti.DeepLinking;
using Integration.Lti.Launch;
using Integration.Lti.Services;
using Integration.Tests.Lti.Services;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Certification;

/// <summary>One run of a tester through the suite's services: three launches, a deep linking answer, a class list, a column, a score and a result.</summary>
public sealed class SuiteExchange : IAsyncLifetime
{
    private const string LineItems = "/ltitool/rest/assignmentsgrades/10843/lineitems";
    private PracticePlatform? services;

    public ToolUnderTest Tool { get; } = new();

    internal LtiLaunch DeepLinking { get; private set; } = null!;

    internal JsonWebToken Response { get; private set; } = null!;

    internal bool SignatureHolds { get; private set; }

    internal LtiLaunch ReturnedLink { get; private set; } = null!;

    internal LtiLaunch Teacher { get; private set; } = null!;

    internal LtiLaunch Student { get; private set; } = null!;

    internal IReadOnlyList<Member> Members { get; private set; } = [];

    internal GradebookResult Result { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        services = await PracticePlatform.StartAsync();
        Play(services);
        await Tool.InitializeAsync();
        Tool.SuiteServices = services.Address;
        await AnswerDeepLinkingAsync();
        await ReadTheClassAsync();
        await GradeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.DisposeAsync();
        await services!.DisposeAsync();
    }

    /// <summary>The one request of that method and path.</summary>
    internal Seen One(string method, string path) => Assert.Single(services!.ServiceRequests, request => request.Method == method && request.Path == path);

    /// <summary>The token that was given for a scope.</summary>
    internal string TokenFor(string scope)
    {
        Assert.Single(services!.Requests, request => request.Path == "/ltitool/authcodejwt.html" && QueryHelpers.ParseQuery(request.Body)["scope"] == scope);
        return TokenOf(scope);
    }

    private async Task AnswerDeepLinkingAsync()
    {
        Tool.Answers = async launch => launch.DeepLinking is { } asked
            ? Results.Text(await Tool.Part<DeepLinkingResponses>().SignAsync(
                launch.Registration,
                launch.DeploymentId,
                new DeepLinkingAnswer
                {
                    Data = asked.Data,
                    Items = asked.Admit([new LtiLinkItem { Title = asked.Title, Custom = new Dictionary<string, string> { ["activity"] = "a1" } }, new ImageItem(launch.TargetLinkUri), new HtmlItem("<p>Hello</p>")]),
                },
                Ct))
            : Results.Text("admitted");
        var browser = await BrowserUnderTest.LogInAsync(Tool, Tool.Suite);
        var answer = await browser.LaunchAsync(SuiteBaseline.Sign(SuiteBaseline.DeepLinkingRequest(browser, Tool.Suite), Tool.Suite));
        DeepLinking = Tool.Admitted.Last();
        Response = new JsonWebToken(answer.Text);

        var keys = new JsonWebKeySet(await Tool.Http.GetStringAsync("/.well-known/jwks.json", Ct));
        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(answer.Text, new TokenValidationParameters
        {
            IssuerSigningKey = keys.Keys.Single(key => key.Kid == Response.Kid),
            ValidIssuer = Tool.Suite.Registration.ClientId,
            ValidAudience = Tool.Suite.Registration.Issuer,
            ValidateLifetime = false,
        });
        SignatureHolds = verified.IsValid;

        var items = Response.GetPayloadValue<System.Text.Json.JsonElement>("https://purl.imsglobal.org/spec/lti-dl/claim/content_items");
        var custom = JsonNode.Parse(items[0].GetProperty("custom").GetRawText());
        ReturnedLink = await LaunchAsync(isTeacher: false, claims => claims["https://purl.imsglobal.org/spec/lti/claim/custom"] = custom);
    }

    private async Task ReadTheClassAsync()
    {
        Teacher = await LaunchAsync(isTeacher: true);
        var read = await Tool.Part<NrpsClient>().ReadMembersAsync(Teacher.Registration, Teacher.DeploymentId, Teacher.Roster!.ContextMembershipsUrl, Ct);
        Assert.True(read.TryGetValue(out var members, out var fault), $"{fault}");
        Members = members;
    }

    private async Task GradeAsync()
    {
        Student = await LaunchAsync(isTeacher: false);
        var ags = Tool.Part<AgsClient>();
        var column = new LineItem { Label = "Reflection", ScoreMaximum = 100, ResourceId = "a1", Tag = "leap:LL.3" };
        var created = await ags.CreateLineItemAsync(Student.Registration, Student.DeploymentId, Student.Grades!.LineItems!, column, Ct);
        Assert.True(created.TryGetValue(out var lineItem, out var fault), $"{fault}");
        var score = new Score(Student.Subject, Tool.Clock.GetUtcNow(), ActivityProgress.Completed, GradingProgress.FullyGraded, 83, 100);
        Assert.Null((await ags.PostScoreAsync(Student.Registration, Student.DeploymentId, lineItem.Id!, score, Ct)).Fault);
        var results = await ags.ReadResultsAsync(Student.Registration, Student.DeploymentId, lineItem.Id!, Student.Subject, Ct);
        Assert.True(results.TryGetValue(out var read, out fault), $"{fault}");
        Result = Assert.Single(read);
    }

    private async Task<LtiLaunch> LaunchAsync(bool isTeacher, Action<JsonObject>? change = null)
    {
        var browser = await BrowserUnderTest.LogInAsync(Tool, Tool.Suite);
        var claims = SuiteBaseline.Launch(browser, Tool.Suite, isTeacher);
        change?.Invoke(claims);
        Assert.Equal("admitted", (await browser.LaunchAsync(SuiteBaseline.Sign(claims, Tool.Suite))).Text);
        return Tool.Admitted.Last();
    }

    private static string TokenOf(string scope) => "token-of-" + scope[(scope.LastIndexOf('/') + 1)..];

    private static void Play(PracticePlatform suite)
    {
        suite.On("/ltitool/authcodejwt.html", async http =>
        {
            var scope = QueryHelpers.ParseQuery(suite.Requests.Last(request => request.Path == "/ltitool/authcodejwt.html").Body)["scope"].ToString();
            await http.Response.WriteAsJsonAsync(new { access_token = TokenOf(scope), token_type = "Bearer", expires_in = 3600, scope }, Ct);
        });
        suite.On("/ltitool/namesandroles.html", 200, """
            {"id":"x","context":{"id":"10843"},"members":[{"user_id":"40898","roles":["Instructor"],"status":"Active"},{"user_id":"40899","roles":["Learner"],"status":"Active"}]}
            """);
        suite.On(LineItems, 201, $$"""{"id":"https://{{SuiteBaseline.Host}}{{LineItems}}/1","label":"Reflection","scoreMaximum":100,"resourceId":"a1","tag":"leap:LL.3"}""");
        suite.On(LineItems + "/1/scores", 200, "{}");
        suite.On(LineItems + "/1/results", 200, $$"""[{"id":"https://{{SuiteBaseline.Host}}{{LineItems}}/1/results/1","userId":"40899","resultScore":83,"resultMaximum":100}]""");
    }
}
