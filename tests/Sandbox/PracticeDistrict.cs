using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Tests.Sandbox;

/// <summary>The practice LMS with a played tool beside it, in a folder that is thrown away.</summary>
public sealed class PracticeDistrict : IAsyncLifetime
{
    internal const string ClientId = "practice-client-0001";
    internal const string Claim = "https://purl.imsglobal.org/spec/lti/claim/";
    internal const string DeepLinking = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    internal const string AllScopes =
        "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem https://purl.imsglobal.org/spec/lti-ags/scope/score "
        + "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "practice-" + Guid.NewGuid().ToString("N"));
    private readonly HttpClient _http = new();
    private SandboxHost _host = null!;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 10, 23, 15, 0, 0, TimeSpan.Zero));

    internal PlayedTool Tool { get; private set; } = null!;

    internal Uri Lms => _host.Lms;

    internal string Issuer => Lms.GetLeftPart(UriPartial.Authority);

    private long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    public async ValueTask InitializeAsync()
    {
        Tool = await PlayedTool.StartAsync();
        await StartAsync(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Tool.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task RestartAsync()
    {
        var port = Lms.Port;
        await _host.DisposeAsync();
        await StartAsync(port);
    }

    internal async Task<LmsClient> BecomeAsync(string person)
    {
        var client = new LmsClient(Lms);
        await client.BecomeAsync(person);
        return client;
    }

    /// <summary>A faultless picker answer; change it before signing.</summary>
    internal JsonObject PickerAnswer(string data, params JsonObject[] items) => new()
    {
        ["iss"] = ClientId,
        ["aud"] = Issuer,
        ["iat"] = Now,
        ["exp"] = Now + 60,
        ["nonce"] = Guid.NewGuid().ToString(),
        [Claim + "message_type"] = "LtiDeepLinkingResponse",
        [Claim + "version"] = "1.3.0",
        [Claim + "deployment_id"] = "1",
        [DeepLinking + "data"] = data,
        [DeepLinking + "content_items"] = new JsonArray([.. items]),
    };

    /// <summary>A graded activity as a picker describes it.</summary>
    internal JsonObject Item(string title) => new()
    {
        ["type"] = "ltiResourceLink",
        ["title"] = title,
        ["url"] = new Uri(Tool.Address, "/lti/launch").ToString(),
        ["custom"] = new JsonObject { ["Template"] = "exit-check", ["person"] = "$Person.sourcedId", ["odd"] = "$Not.known", ["section"] = "$CourseSection.sourcedId" },
        ["lineItem"] = new JsonObject { ["label"] = title, ["scoreMaximum"] = 5, ["resourceId"] = "r-1", ["tag"] = "leap:LL.3~LD.2" },
    };

    /// <summary>Opens the picker and returns the request's <c>data</c>.</summary>
    internal static async Task<string> PickerDataAsync(LmsClient teacher, string course = "c1")
    {
        var launch = await teacher.OpenPickerAsync(course);
        return Claims(launch).GetProperty(DeepLinking + "deep_linking_settings").GetProperty("data").GetString()!;
    }

    /// <summary>Adds a graded activity and returns the ids of the activity and its column.</summary>
    internal async Task<(string Link, string Column)> AddActivityAsync(LmsClient teacher, string title, string course = "c1")
    {
        var data = await PickerDataAsync(teacher, course);
        var response = await teacher.AnswerPickerAsync(Tool.Sign(PickerAnswer(data, Item(title))), Tool.Address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var column = (await teacher.GradebookAsync(course)).Columns.Single(c => c.Label == title);
        return (column.Link!, column.Id);
    }

    /// <summary>The same, and what the LMS calls a person who opens it.</summary>
    internal async Task<(string User, string Column)> AddActivityForAsync(string person, LmsClient teacher, string title)
    {
        var (link, column) = await AddActivityAsync(teacher, title);
        using var opener = await BecomeAsync(person);
        return (Claims(await opener.OpenActivityAsync(link)).GetProperty("sub").GetString()!, column);
    }

    /// <summary>The claims of the id_token in a launch form.</summary>
    internal static JsonElement Claims(WebForm launch) => Claims(launch.Fields["id_token"]);

    internal static JsonElement Claims(string idToken)
    {
        var payload = new JsonWebToken(idToken).EncodedPayload;
        return JsonDocument.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(payload)).RootElement;
    }

    /// <summary>A faultless client assertion; change it before signing.</summary>
    internal JsonObject Assertion() => new()
    {
        ["iss"] = ClientId,
        ["sub"] = ClientId,
        ["aud"] = Issuer + "/lti/token",
        ["iat"] = Now,
        ["exp"] = Now + 60,
        ["jti"] = Guid.NewGuid().ToString(),
    };

    internal Task<HttpResponseMessage> AskForTokenAsync(string assertion, string scope = AllScopes) => _http.PostAsync(
        new Uri(Lms, "/lti/token"),
        new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            new("client_assertion", assertion),
            new("scope", scope),
        ]),
        TestContext.Current.CancellationToken);

    internal async Task<string> TokenAsync(string scope = AllScopes)
    {
        var response = await AskForTokenAsync(Tool.Sign(Assertion()), scope);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return body.GetProperty("access_token").GetString()!;
    }

    /// <summary>Calls a service of the LMS.</summary>
    internal async Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string address, string? accept = null, JsonNode? body = null, string? contentType = null, string? token = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Lms, address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await TokenAsync());
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A faultless score; change it before posting.</summary>
    internal static JsonObject Score(string user, Action<JsonObject>? change = null)
    {
        var score = new JsonObject
        {
            ["userId"] = user,
            ["timestamp"] = "2026-10-23T15:00:00.000Z",
            ["activityProgress"] = "Completed",
            ["gradingProgress"] = "FullyGraded",
            ["scoreGiven"] = 5,
            ["scoreMaximum"] = 5,
        };
        change?.Invoke(score);
        return score;
    }

    internal Task<HttpResponseMessage> PostScoreAsync(string column, JsonObject score, string? token = null) =>
        CallAsync(HttpMethod.Post, $"/lti/courses/c1/lineitems/{column}/scores", null, score, "application/vnd.ims.lis.v1.score+json", token);

    internal static async Task<string?> ErrorAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return body.GetProperty("error").GetString();
    }

    private async Task StartAsync(int port)
    {
        _host = await SandboxHost.StartAsync(
            new SandboxOptions { DataDirectory = _folder, Port = port, Tool = Tool.Address, Clock = Clock }, TestContext.Current.CancellationToken);
        Tool.Lms = _host.Lms;
    }
}
