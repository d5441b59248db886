using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;
using Integration.Lti.DynamicRegistration.Families;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.DynamicRegistration;

/// <summary>What is posted, per product, and how the answer is read.</summary>
public sealed class RegistrationTests
{
    private const string ToolPart = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private const string CanvasKey = "https://canvas.instructure.com/lti/";
    private const Access Everything = Access.Gradebook | Access.Names | Access.Roster | Access.SchoolIds | Access.Copies;

    private static readonly PlatformConfiguration Generic = new(
        "https://lms.example.org",
        new Uri("https://lms.example.org/auth"),
        new Uri("https://lms.example.org/token"),
        new Uri("https://lms.example.org/jwks"),
        new Uri("https://lms.example.org/register"),
        new Uri("https://lms.example.org/token"),
        "example");

    private static readonly PlatformConfiguration Canvas = Generic with { ProductFamily = "canvas" };

    private static readonly LtiToolOptions Tool = new() { PublicUrl = new Uri("https://reflect.example.org") };

    [Fact]
    public async Task The_real_Moodle_registers_and_its_real_answer_is_read()
    {
        using var recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests/Lti/DynamicRegistration/moodle-4.5-dynamic-registration.json")));
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/config", http => http.Response.WriteAsync(
            recorded.RootElement.GetProperty("openid_configuration").GetRawText().Replace("127.0.0.1:8089", world.Platform.Address.Authority, StringComparison.Ordinal)));
        world.Platform.On("/mod/lti/openid-registration.php", http => http.Response.WriteAsync(recorded.RootElement.GetProperty("response").GetRawText()));

        var platform = (await world.ReadAsync()).Value!;
        var answer = (await world.Client.RegisterAsync(platform, RegistrationWorld.Token, RegistrationWorld.Profile, Everything, default)).Value!;

        Assert.Equal(("moodle", "4.5.6 (Build: 20250811)"), (platform.ProductFamily, platform.Version));
        Assert.Equal(("dxN9xTKzbUh9t6J", "3"), (answer.ClientId, answer.DeploymentId));
        Assert.Equal(6, answer.Granted!.Count);
        var posted = world.Platform.Requests.Last();
        Assert.Equal(("POST", "application/json", $"Bearer {RegistrationWorld.Token}"), (posted.Method, posted.Headers["Content-Type"], posted.Headers["Authorization"]));
        var body = JsonNode.Parse(posted.Body)!.AsObject();
        Assert.Equal(recorded.RootElement.GetProperty("request").EnumerateObject().Select(member => member.Name).Append("logo_uri").Append("policy_uri").Order(), body.Select(member => member.Key).Order());
        var part = body[ToolPart]!;
        Assert.Equal("localhost:5070", (string?)part["domain"]);
        Assert.Equal(["iss", "sub", "name", "given_name", "family_name"], part["claims"]!.AsArray().Select(claim => (string?)claim));
        Assert.Equal(["timezone"], part["custom_parameters"]!.AsObject().Select(custom => custom.Key));
        Assert.DoesNotContain("canvas", posted.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_scopes_that_the_platform_knows_and_the_admin_allowed_are_asked_for()
    {
        string[] known = [ServiceScopes.Score, ServiceScopes.LineItem, "openid"];

        Assert.Equal("", Scope(Generic, Access.None));
        Assert.Equal($"{ServiceScopes.LineItem} {ServiceScopes.ResultReadOnly} {ServiceScopes.Score}", Scope(Generic, Access.Gradebook));
        Assert.Equal($"{ServiceScopes.LineItem} {ServiceScopes.Score}", Scope(Generic with { Scopes = known }, Everything));
        Assert.Equal(ServiceScopes.Memberships, Scope(Generic, Access.Roster));
    }

    [Fact]
    public void Notices_of_copied_courses_are_asked_for_where_the_platform_names_their_scope_and_nowhere_else()
    {
        Assert.Equal(ServiceScopes.NoticeHandlers, Scope(Generic with { Scopes = ["openid", ServiceScopes.NoticeHandlers] }, Access.Copies));
        Assert.Equal("", Scope(Generic with { Scopes = ["openid", ServiceScopes.NoticeHandlers] }, Access.None));
        Assert.Equal("", Scope(Generic, Access.Copies));
        Assert.DoesNotContain(ServiceScopes.NoticeHandlers, Scope(Generic, Everything), StringComparison.Ordinal);
    }

    [Fact]
    public void Reviews_of_submissions_are_taken_where_the_platform_says_that_it_sends_them()
    {
        const string Review = "LtiSubmissionReviewRequest";

        Assert.DoesNotContain(Review, Describe(Generic, Access.Gradebook).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(Review, Describe(Generic with { Messages = ["LtiResourceLinkRequest", Review] }, Access.Gradebook).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_about_a_person_is_claimed_unless_the_admin_said_so()
    {
        Assert.Equal(["iss", "sub"], Claims(Generic, Access.Gradebook | Access.Roster));
        Assert.Equal(["iss", "sub", "name", "given_name", "family_name"], Claims(Generic, Access.Names));
        Assert.Equal(["iss", "sub", AccessMap.LisClaim], Claims(Generic, Access.SchoolIds));
        Assert.DoesNotContain(Claims(Generic, Everything), claim => claim is "email" or "picture");
    }

    [Fact]
    public void Only_Canvas_gets_the_keys_of_Canvas()
    {
        var canvas = Describe(Canvas, Access.Gradebook);

        Assert.DoesNotContain(CanvasKey, Describe(Generic, Everything).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("anonymous", (string?)canvas[ToolPart]![CanvasKey + "privacy_level"]);
        Assert.Equal("name_only", (string?)Describe(Canvas, Access.Names)[ToolPart]![CanvasKey + "privacy_level"]);
        Assert.Equal("name_only", (string?)Describe(Canvas, Access.SchoolIds)[ToolPart]![CanvasKey + "privacy_level"]);
        var messages = canvas[ToolPart]!["messages"]!.AsArray();
        var places = messages.SelectMany(message => message!["placements"]!.AsArray().Select(place => (string?)place)).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
        Assert.Equal(CanvasPlacement.All.Select(place => place.Name), places);
        var navigation = messages.Single(message => (string?)message!["placements"]![0] == "course_navigation")!;
        Assert.False((bool)navigation[CanvasKey + "course_navigation/default_enabled"]!);
        Assert.Equal("members", (string?)navigation[CanvasKey + "visibility"]);
    }

    [Fact]
    public void A_message_the_platform_does_not_know_is_left_out_and_custom_values_suit_the_platform()
    {
        var plain = Describe(Generic with { Messages = ["LtiResourceLinkRequest"], Variables = ["$Person.address.timezone"] }, Access.None)[ToolPart]!;

        Assert.Equal("LtiResourceLinkRequest", (string?)Assert.Single(plain["messages"]!.AsArray())!["type"]);
        Assert.Equal(["timezone", "fixed"], plain["custom_parameters"]!.AsObject().Select(custom => custom.Key));
        Assert.Equal(["timezone", "link_history"], Describe(Generic with { ProductFamily = "moodle" }, Access.None)[ToolPart]!["custom_parameters"]!.AsObject().Select(custom => custom.Key));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client_metadata","error_description":"This name is taken"}""", "LTI4020")]
    [InlineData(422, """{"errors":[{"field":"scope"}]}""", "LTI4020")]
    [InlineData(500, "<h1>oops</h1>", "LTI4020")]
    [InlineData(302, "", "LTI4007")]
    [InlineData(200, "<h1>Welcome</h1>", "LTI4009")]
    [InlineData(200, "{}", "LTI4021")]
    [InlineData(200, """{"client_id":""}""", "LTI4021")]
    [InlineData(200, """{"client_id":["a"]}""", "LTI4021")]
    [InlineData(200, """{"client_id":"a\u0000b"}""", "LTI4021")]
    public async Task An_answer_without_a_client_id_is_refused_after_one_post(int status, string body, string code)
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/register", status, body);
        var platform = (await world.ReadAsync()).Value!;

        var registered = await world.Client.RegisterAsync(platform, RegistrationWorld.Token, RegistrationWorld.Profile, Access.Gradebook, default);

        Assert.Equal(code, registered.Fault?.Kind.Code);
        Assert.Single(world.Platform.Requests, request => request.Method == "POST");
        if (status == 400)
        {
            Assert.Contains("This name is taken", registered.Fault!.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Scopes_that_were_not_said_are_unknown_and_a_number_for_an_id_is_read()
    {
        await using var world = await RegistrationWorld.StartAsync();
        world.Platform.On("/register", 201, """{"client_id":10000000000042,"TOOL":{"deployment_id":7}}""".Replace("TOOL", ToolPart, StringComparison.Ordinal));
        var platform = (await world.ReadAsync()).Value!;

        var answer = (await world.Client.RegisterAsync(platform, null, RegistrationWorld.Profile, Access.None, default)).Value!;

        Assert.Equal(("10000000000042", "7", null), (answer.ClientId, answer.DeploymentId, answer.Granted));
        Assert.False(world.Platform.Requests.Last().Headers.ContainsKey("Authorization"));
    }

    private static JsonObject Describe(PlatformConfiguration platform, Access access) => RegistrationBody.Write(platform, RegistrationWorld.Profile, Tool, access);

    private static string? Scope(PlatformConfiguration platform, Access access) => (string?)Describe(platform, access)["scope"];

    private static IReadOnlyList<string?> Claims(PlatformConfiguration platform, Access access) =>
        [.. Describe(platform, access)[ToolPart]!["claims"]!.AsArray().Select(claim => (string?)claim)];
}
