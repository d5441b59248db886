using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Integration.Tests.Certification;

/// <summary>What a platform posts by itself, over real HTTP: taken under the rules of a launch, or refused with a code and nothing kept.</summary>
public sealed class NoticeTests(ToolUnderTest tool) : IClassFixture<ToolUnderTest>
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";
    private static int number;

    [Fact]
    public async Task A_copied_course_is_told_once_and_a_replay_is_refused()
    {
        tool.Forget();
        var notice = Sign(Copy());

        var answer = await PostAsync(notice);
        var again = await PostAsync(notice);

        Assert.Equal((200, ""), answer);
        Assert.Equal((401, "LTI2043"), again);
        var copied = Assert.Single(tool.Copied);
        Assert.Equal(("north", "d-1", "course-2", "course-1|course-0"), (copied.Registration.Id.Value, copied.DeploymentId, copied.ContextId, string.Join('|', copied.OriginIds)));
        Assert.Empty(tool.Admitted);
    }

    [Fact]
    public async Task Of_several_that_come_together_those_that_are_new_are_taken()
    {
        tool.Forget();
        var first = Sign(Copy());
        await PostAsync(first);

        var answer = await PostAsync(first, Sign(Copy(claims => claims[Lti + "context"]!["id"] = "course-3")));

        Assert.Equal((401, "LTI2043"), answer);
        Assert.Equal(["course-2", "course-3"], tool.Copied.Select(copied => copied.ContextId));
    }

    [Fact]
    public async Task One_that_is_wrong_keeps_all_that_came_with_it_out()
    {
        tool.Forget();

        var answer = await PostAsync(Sign(Copy()), Sign(Copy(claims => claims.Remove(Lti + "context"))));

        Assert.Equal((400, "LTI5005"), answer);
        Assert.Empty(tool.Copied);
        Assert.Equal(0, tool.NoncesKept);
    }

    [Theory]
    [InlineData("LtiHelloWorldNotice")]
    [InlineData("LtiAssetProcessorSubmissionNotice")]
    [InlineData("x")]
    public async Task A_type_that_has_no_use_here_is_taken_and_comes_to_nothing(string type)
    {
        tool.Forget();

        var answer = await PostAsync(Sign(Copy(claims => claims[Lti + "notice"]!["type"] = type)));

        Assert.Equal((200, ""), answer);
        Assert.Empty(tool.Copied);
    }

    [Fact]
    public async Task A_platform_that_no_longer_knows_the_origin_is_heard_all_the_same()
    {
        tool.Forget();

        var answer = await PostAsync(Sign(Copy(claims => claims.Remove(Lti + "origin_contexts"))));

        Assert.Equal((200, ""), answer);
        Assert.Empty(Assert.Single(tool.Copied).OriginIds);
    }

    public static TheoryData<string, string, Action<JsonObject>> Wrong => new()
    {
        { "no issuer", "LTI5003", claims => claims.Remove("iss") },
        { "a stranger's issuer", "LTI5003", claims => claims["iss"] = "https://elsewhere.example.test" },
        { "no audience", "LTI5003", claims => claims.Remove("aud") },
        { "an unknown audience", "LTI5003", claims => claims["aud"] = "client-nobody" },
        { "another registration of the issuer", "LTI2024", claims => claims["aud"] = "client-south" },
        { "a second audience", "LTI2032", claims => claims["aud"] = new JsonArray("client-north", "client-south") },
        { "a foreign azp", "LTI2034", claims => claims["azp"] = "client-south" },
        { "no exp", "LTI2035", claims => claims.Remove("exp") },
        { "past exp", "LTI2036", claims => claims["exp"] = (long)claims["iat"]! - 600 },
        { "nbf ahead", "LTI2037", claims => claims["nbf"] = (long)claims["iat"]! + 600 },
        { "no iat", "LTI2038", claims => claims.Remove("iat") },
        { "iat ahead", "LTI2039", claims => claims["iat"] = (long)claims["iat"]! + 600 },
        { "iat two days ago", "LTI2040", claims => claims["iat"] = (long)claims["iat"]! - 172_800 },
        { "no nonce", "LTI2041", claims => claims.Remove("nonce") },
        { "an empty nonce", "LTI2041", claims => claims["nonce"] = "" },
        { "no version", "LTI2052", claims => claims.Remove(Lti + "version") },
        { "another version", "LTI2053", claims => claims[Lti + "version"] = "1.1" },
        { "no deployment", "LTI2054", claims => claims.Remove(Lti + "deployment_id") },
        { "an unknown deployment", "LTI2070", claims => claims[Lti + "deployment_id"] = "d-new" },
        { "a deployment that waits", "LTI2071", claims => claims[Lti + "deployment_id"] = "d-waiting" },
        { "no notice", "LTI5004", claims => claims.Remove(Lti + "notice") },
        { "a notice without an id", "LTI5004", claims => claims[Lti + "notice"]!.AsObject().Remove("id") },
        { "a notice without a type", "LTI5004", claims => claims[Lti + "notice"]!.AsObject().Remove("type") },
        { "no context", "LTI5005", claims => claims.Remove(Lti + "context") },
        { "a context without an id", "LTI5005", claims => claims[Lti + "context"] = new JsonObject { ["title"] = "Biology" } },
        { "a launch", "LTI5004", claims => { claims.Remove(Lti + "notice"); claims[Lti + "message_type"] = "LtiResourceLinkRequest"; } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task A_faulty_notice_is_refused_with_its_code_and_leaves_nothing_behind(string fault, string code, Action<JsonObject> spoil)
    {
        tool.Forget();

        var answer = await PostAsync(Sign(Copy(spoil)));

        Assert.Equal(code, answer.Text);
        Assert.InRange(answer.Status, 400, 403);
        Assert.True(tool.Copied.IsEmpty && tool.Reported.IsEmpty && tool.NoncesKept == 0, fault);
    }

    [Theory]
    [InlineData("none", "LTI2020")]
    [InlineData("HS256-with-public-key", "LTI2020")]
    [InlineData("RS512", "LTI2020")]
    [InlineData("another-key", "LTI2024")]
    public async Task Only_the_platforms_own_RS256_signature_counts(string way, string code)
    {
        tool.Forget();

        var answer = await PostAsync(Sign(Copy(), way));

        Assert.Equal((401, code), answer);
        Assert.True(tool.Copied.IsEmpty && tool.NoncesKept == 0);
    }

    [Theory]
    [InlineData("a.b", "LTI2016", 401)]
    [InlineData("a.b.c.d.e", "LTI2017", 401)]
    [InlineData("not a token", "LTI2016", 401)]
    public async Task What_is_no_token_is_refused(string token, string code, int status) => Assert.Equal((status, code), await PostAsync(token));

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "", "application/json", "LTI5001" },
        { "null", "application/json", "LTI5001" },
        { "[]", "application/json", "LTI5001" },
        { "{}", "application/json", "LTI5001" },
        { "{\"notices\":[]}", "application/json", "LTI5001" },
        { "{\"notices\":{\"jwt\":\"x\"}}", "application/json", "LTI5001" },
        { "{\"notices\":[\"x\"]}", "application/json", "LTI5001" },
        { "{\"notices\":[{\"jwt\":1}]}", "application/json", "LTI5001" },
        { "{\"notices\":[{\"jwt\":\"\\ud800\"}]}", "application/json", "LTI5001" },
        { "{\"notices\":[],\"notices\":[{\"jwt\":\"a.b.c\"}]}", "application/json", "LTI5001" },
        { "{\"notices\":[{\"jwt\":\"a.b.c\"}]}", "text/plain", "LTI5001" },
        { "jwt=a.b.c", "application/x-www-form-urlencoded", "LTI5001" },
        { $"{{\"notices\":[{string.Join(',', Enumerable.Repeat("{\"jwt\":\"a.b.c\"}", 51))}]}}", "application/json", "LTI5002" },
        { $"{{\"notices\":[{{\"jwt\":\"{new string('a', 300_000)}\"}}]}}", "application/json", "LTI5002" },
    };

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task A_body_that_is_no_list_of_notices_is_refused(string body, string type, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await tool.Http.PostAsync("/lti/notices", content, TestContext.Current.CancellationToken);

        Assert.Equal(code, (string?)(await ReadAsync(answer))["error"]);
        Assert.Equal(code == "LTI5002" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private JsonObject Copy(Action<JsonObject>? change = null)
    {
        var now = tool.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = tool.North.Registration.Issuer,
            ["aud"] = tool.North.Registration.ClientId,
            ["azp"] = tool.North.Registration.ClientId,
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["nonce"] = $"nonce-{Interlocked.Increment(ref number)}",
            [Lti + "version"] = "1.3.0",
            [Lti + "deployment_id"] = "d-1",
            [Lti + "notice"] = new JsonObject { ["id"] = "notice-1", ["timestamp"] = "2026-09-01T07:59:00Z", ["type"] = "LtiContextCopyNotice" },
            [Lti + "context"] = new JsonObject { ["id"] = "course-2", ["title"] = "Biology 9" },
            [Lti + "origin_contexts"] = new JsonArray("course-1", "course-2", "course-1", "", 7, "course-0"),
        };
        change?.Invoke(claims);
        return claims;
    }

    private string Sign(JsonObject claims, string way = "RS256")
    {
        var header = new JsonObject { ["alg"] = way switch { "HS256-with-public-key" => "HS256", "another-key" => "RS256", _ => way }, ["typ"] = "JWT", ["kid"] = PlatformUnderTest.Kid };
        return tool.North.Sign(header.ToJsonString(), claims.ToJsonString(), way);
    }

    private async Task<(int Status, string Text)> PostAsync(params string[] tokens)
    {
        var body = new JsonObject { ["notices"] = new JsonArray([.. tokens.Select(token => (JsonNode)new JsonObject { ["jwt"] = token })]) };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await tool.Http.PostAsync("/lti/notices", content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : (string)(await ReadAsync(answer))["error"]!);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
