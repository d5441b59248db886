using System.Text.Json.Nodes;
using Integration.Sandbox.Lti;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Personalities;

/// <summary>Moodle (mod_lti), as a Moodle 4.5 was seen to behave on 2026-11-23.</summary>
internal sealed class Moodle : Personality
{
    private const int Seconds = 60;
    private const string Code = "https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/lti/";
    private const string Grades = Code + "service/gradebookservices/classes/local/resources/";
    private const string BasicOutcome = "https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome";
    private const string Day = "2026-11-23";

    public override string Key => "moodle";

    public override string Name => "Moodle";

    public override string Family => "moodle";

    public override string Version => "2024100706";

    public override string ClientId => "kW3rTq8LmZp0yXd";

    public override string DeploymentId => "3";

    public override bool HintsWorkOnce => true;

    public override string? StorageTarget => null;

    public override bool ForgetsWhoLeft => true;

    public override bool ListsEveryResult => true;

    public override string ServiceQuery => "?type_id=3";

    public override string TokenMediaType => "text/html; charset=utf-8";

    public override string Charset => "; charset=utf-8";

    public override Refusal Stale => new("conflict", "Refusing score with an earlier timestamp for this item and user", StatusCodes.Status409Conflict);

    public override Refusal UnknownUser => NotAStudent;

    public override Refusal NotAStudent => new("bad_request", "Incorrect score received", StatusCodes.Status400BadRequest);

    public override IReadOnlyList<Habit> Habits =>
    [
        new("An id_token lives for 60 seconds.", Code + "locallib.php", Day),
        new("The hint of a login works once, and the page stores nothing for the tool.", Code + "auth.php", Day),
        new("lineitem is there and empty where the activity has no grade; every gradebook address ends in ?type_id=3.", Grades + "lineitems.php", Day),
        new("The token endpoint answers as text/html, and the services add a charset.", Code + "token.php", Day),
        new("Media types are compared to the letter.", Grades + "scores.php", Day),
        new("Pages of line items are joined with typographic quotes and &amp; in the Link header.", Grades + "lineitems.php", Day),
        new("Times of scores are compared in whole seconds: the same second is a 409.", Grades + "scores.php", Day),
        new("A user who can't be graded is a 400, one for everything that is wrong.", Grades + "scores.php", Day),
        new("Results list every student, most of them with nothing.", Grades + "results.php", Day),
        new("Roles in the roster are bare words, the context's type too; people who left are not listed, and lis_person_sourcedid is always sent.", Code + "service/memberships/classes/local/service/memberships.php", Day),
        new("The language is told in launch_presentation only.", Code + "locallib.php", Day),
    ];

    public override void Shape(JsonObject claims)
    {
        claims["exp"] = claims["iat"]!.GetValue<long>() + Seconds;
        claims.Remove("azp");
        claims.Remove("locale");
        claims[Claim.Context]!["type"] = new JsonArray("CourseSection");
        claims[Claim.Roster]!["service_versions"] = new JsonArray("1.0", "2.0");
        var grades = claims[Claim.Grades]!.AsObject();
        grades["lineitems"] = grades["lineitems"]!.GetValue<string>() + ServiceQuery;
        if (claims[Claim.MessageType]!.GetValue<string>() != MessageType.DeepLinkingRequest)
        {
            grades["lineitem"] = grades["lineitem"] is { } own ? own.GetValue<string>() + ServiceQuery : "";
        }
    }

    public override void ShapeMember(JsonObject member, Person person)
    {
        member["roles"] = new JsonArray([.. member["roles"]!.AsArray().Select(role => JsonValue.Create(role!.GetValue<string>().Split('#')[^1]))]);
        member["lis_person_sourcedid"] = person.SourcedId ?? "";
        member["ext_user_username"] = person.Id;
        if (member["message"] is JsonArray { Count: > 0 } messages && messages[0] is JsonObject message)
        {
            message.Remove(Claim.Custom);
            message[BasicOutcome] = new JsonObject { ["lis_result_sourcedid"] = $"{{\"data\":{{\"userid\":\"{person.Id}\"}}}}" };
        }
    }

    public override void ShapeConfiguration(JsonObject configuration, Addresses addresses)
    {
        configuration["claims_supported"] = new JsonArray("sub", "iss", "name", "given_name", "family_name", "email");
        configuration["scopes_supported"]!.AsArray().Add("openid");
    }

    public override string NextPage(string address) => $"<{address.Replace("&", "&amp;", StringComparison.Ordinal)}>; rel=\u201cnext\u201d";

    public override bool IsLater(DateTimeOffset sent, DateTimeOffset held) => sent.ToUnixTimeSeconds() > held.ToUnixTimeSeconds();

    public override IResult Say(Refusal refusal) =>
        Results.Json(new { status = refusal.Status, reason = refusal.Text }, statusCode: refusal.Status);
}
