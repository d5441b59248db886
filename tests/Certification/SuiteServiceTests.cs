using System.Buffers.Text;
using System.Text.Json;
using Integration.Lti.Launch;
using Integration.Lti.Services;

namespace Integration.Tests.Certification;

/// <summary>
/// The suite's deep linking, roster and grade rows (<c>vectors/suite-services.json</c>). The exchange runs once: launches over HTTP, then calls over HTTP to services that
/// are played on loopback under the suite's addresses; each row looks at its part of what went over the wire.
/// </summary>
public sealed class SuiteServiceTests(SuiteExchange exchange) : IClassFixture<SuiteExchange>
{
    private const string Dl = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";

    private static readonly Dictionary<string, Action<SuiteExchange>> Checks = new()
    {
        ["D1"] = seen =>
        {
            var asked = seen.DeepLinking.DeepLinking!;
            Assert.Equal(["link", "file", "html", "ltiResourceLink"], asked.AcceptTypes);
            Assert.Equal(["image/*", "text/html", "application/json"], asked.AcceptMediaTypes);
            Assert.Equal(["iframe", "window"], asked.AcceptPresentationTargets);
            Assert.Equal((true, true, null), (asked.AcceptMultiple, asked.AutoCreate, asked.AcceptLineItem));
            Assert.Equal(("909708", "This is the default title", "This is the default text"), (asked.Data, asked.Title, asked.Text));
            Assert.Equal(CourseRole.Instructor, seen.DeepLinking.Roles.Course);
        },
        ["D2"] = seen => Assert.Equal("https://ltiadvantagevalidator.imsglobal.org/ltitool/deeplinkresponse.html", seen.DeepLinking.DeepLinking!.ReturnUrl.AbsoluteUri),
        ["D3"] = seen =>
        {
            Assert.Equal(3, seen.Response.EncodedToken.Split('.').Length);
            Assert.Equal(("RS256", "JWT"), (seen.Response.Alg, seen.Response.Typ));
            Assert.NotEmpty(seen.Response.Kid);
            Assert.Equal("LtiDeepLinkingResponse", Claim(seen, Lti + "message_type").GetString());
            Assert.Equal("1.3.0", Claim(seen, Lti + "version").GetString());
        },
        ["D4"] = seen =>
        {
            var now = seen.Tool.Clock.GetUtcNow().ToUnixTimeSeconds();
            Assert.InRange(now, Claim(seen, "iat").GetInt64(), Claim(seen, "exp").GetInt64() - 1);
            Assert.InRange(Claim(seen, "exp").GetInt64() - Claim(seen, "iat").GetInt64(), 1, 300);
        },
        ["D5"] = seen => Assert.True(seen.SignatureHolds),
        ["D6"] = seen =>
        {
            Assert.Equal(seen.Tool.Suite.Registration.ClientId, Claim(seen, "iss").GetString());
            Assert.Equal(seen.Tool.Suite.Registration.Issuer, Claim(seen, "aud").GetString());
            Assert.Equal("testdeploy", Claim(seen, Lti + "deployment_id").GetString());
            Assert.Equal("909708", Claim(seen, Dl + "data").GetString());
            Assert.NotEmpty(Claim(seen, "nonce").GetString()!);
            Assert.Equal(["ltiResourceLink", "html"], Claim(seen, Dl + "content_items").EnumerateArray().Select(item => item.GetProperty("type").GetString()));
        },
        ["D7"] = seen =>
        {
            Assert.Equal(CourseRole.Learner, seen.ReturnedLink.Roles.Course);
            Assert.Equal("a1", seen.ReturnedLink.Custom["activity"]);
        },
        ["N1"] = seen => Assert.Equal("?memberships=10843", seen.Teacher.Roster!.ContextMembershipsUrl.Query),
        ["N2"] = seen => Assert.StartsWith("/ltitool/namesandroles.html?memberships=10843", seen.One("GET", "/ltitool/namesandroles.html").PathAndQuery, StringComparison.Ordinal),
        ["N3"] = seen => Assert.Equal("application/vnd.ims.lti-nrps.v2.membershipcontainer+json", seen.One("GET", "/ltitool/namesandroles.html").Headers["Accept"]),
        ["N4"] = seen => Assert.Equal("Bearer " + seen.TokenFor(ServiceScopes.Memberships), seen.One("GET", "/ltitool/namesandroles.html").Headers["Authorization"]),
        ["N5"] = seen =>
        {
            Assert.Equal("token-of-contextmembership.readonly", seen.TokenFor(ServiceScopes.Memberships));
            Assert.Equal(["40898", "40899"], seen.Members.Select(member => member.UserId));
        },
        ["A1"] = seen =>
        {
            Assert.Equal(CourseRole.Learner, seen.Student.Roles.Course);
            Assert.Equal([ServiceScopes.LineItem, ServiceScopes.ResultReadOnly, ServiceScopes.Score], seen.Student.Grades!.Scopes);
            Assert.EndsWith("/lineitems", seen.Student.Grades.LineItems!.AbsolutePath, StringComparison.Ordinal);
        },
        ["A2"] = seen =>
        {
            var created = seen.One("POST", "/ltitool/rest/assignmentsgrades/10843/lineitems");
            using var body = JsonDocument.Parse(created.Body);
            Assert.Equal("application/vnd.ims.lis.v2.lineitem+json", created.Headers["Content-Type"]);
            Assert.Equal(["label", "scoreMaximum", "resourceId", "tag"], body.RootElement.EnumerateObject().Select(member => member.Name));
        },
        ["A3"] = seen =>
        {
            var score = seen.One("POST", "/ltitool/rest/assignmentsgrades/10843/lineitems/1/scores");
            using var body = JsonDocument.Parse(score.Body);
            Assert.Equal("application/vnd.ims.lis.v1.score+json", score.Headers["Content-Type"]);
            Assert.Equal("40899", body.RootElement.GetProperty("userId").GetString());
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", body.RootElement.GetProperty("timestamp").GetString());
        },
        ["A4"] = seen => Assert.Equal((83m, 100m), (seen.Result.Score, seen.Result.Maximum)),
    };

    public static TheoryData<string> Ids => [.. CertificationRow.Read("suite-services.json").Select(row => row.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_row_of_the_services_holds(string id) => Checks[id](exchange);

    [Fact]
    public void Every_check_is_a_row() => Assert.Equal(Ids.Select(row => row.Data).Order(), Checks.Keys.Order());

    private static JsonElement Claim(SuiteExchange seen, string name)
        => JsonElement.Parse(Base64Url.DecodeFromChars(seen.Response.EncodedPayload)).GetProperty(name);
}
