using System.Text.Json.Nodes;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.DeepLinks;
using Integration.Sandbox.Lti.Notices;
using Integration.Sandbox.Lti.Registrations;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;
using Integration.Sandbox.Settings;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Sandbox.Lti.Authorization;

/// <summary>Writes and signs the messages of a launch (LTI Core 1.3, 5; Deep Linking 2.0, 4.4).</summary>
internal sealed class IdToken(
    Addresses addresses, School school, LineItemRecords lineItems, PendingPicks picks, PlatformKey key, PlayedLms played, Switches switches, TimeProvider clock)
{
    private const int Seconds = 300;
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A resource link request.</summary>
    public string ForActivity(ToolRegistration tool, Membership place, Link link, string nonce)
    {
        var claims = Common(tool, place, nonce, MessageType.ResourceLink, link.Url);
        claims[Claim.ResourceLink] = new JsonObject { ["id"] = link.Id, ["title"] = link.Title, ["description"] = link.Text };
        claims[Claim.LaunchPresentation] = Presentation(place);
        var custom = CustomParameters.For(link, place, played.Current);
        claims[Claim.Custom] = Custom(switches.HidesHistory ? custom.WithoutHistory(link.Custom) : custom);
        var own = lineItems.InCourse(place.Course.Id).Where(i => i.Link == link.Id).ToList();
        claims[Claim.Grades] = Grades(place.Course, own.Count == 1 ? own[0] : null);
        return Sign(claims);
    }

    /// <summary>A submission review request: one student's work, from its cell in the gradebook (Submission Review 1.0, 3).</summary>
    public string ForReview(ToolRegistration tool, Membership place, Link link, ReviewedCellView cell, string nonce)
    {
        var claims = Common(tool, place, nonce, MessageType.SubmissionReview, cell.Way.Url ?? tool.LaunchUri);
        claims[Claim.ResourceLink] = new JsonObject { ["id"] = link.Id, ["title"] = link.Title, ["description"] = link.Text };
        claims[Claim.LaunchPresentation] = Presentation(place);
        claims[Claim.Custom] = Custom(CustomParameters.For(link, place, played.Current, cell.Way.Custom));
        claims[Claim.Grades] = Grades(place.Course, cell.Item);
        claims[Claim.ForUser] = new JsonObject
        {
            ["user_id"] = cell.Student.Subject,
            ["name"] = cell.Student.Name,
            ["given_name"] = cell.Student.GivenName,
            ["family_name"] = cell.Student.FamilyName,
            ["roles"] = new JsonArray(Roles.Context + "Learner"),
        };
        return Sign(claims);
    }

    /// <summary>A deep-linking request: the tool's picker.</summary>
    public string ForPicker(ToolRegistration tool, Visitor visitor, Membership place, string nonce)
    {
        var claims = Common(tool, place, nonce, MessageType.DeepLinkingRequest, tool.LaunchUri);
        claims[Claim.LaunchPresentation] = Presentation(place);
        claims[Claim.Grades] = Grades(place.Course, null);
        claims[Claim.DeepLinkingSettings] = new JsonObject
        {
            ["deep_link_return_url"] = addresses.At(DeepLinkEndpoints.ReturnPath),
            ["accept_types"] = new JsonArray("ltiResourceLink"),
            ["accept_presentation_document_targets"] = new JsonArray("iframe"),
            ["accept_multiple"] = true,
            ["accept_lineitem"] = true,
            ["auto_create"] = false,
            ["data"] = picks.Begin(visitor, place.Course),
        };
        return Sign(claims);
    }

    private JsonObject Common(ToolRegistration tool, Membership place, string nonce, string messageType, string target)
    {
        var (person, course) = (place.Person, place.Course);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = tool.Issuer,
            ["aud"] = tool.ClientId,
            ["azp"] = tool.ClientId,
            ["sub"] = person.Subject,
            ["iat"] = now,
            ["exp"] = now + Seconds,
            ["nonce"] = nonce,
            ["name"] = person.Name,
            ["given_name"] = person.GivenName,
            ["family_name"] = person.FamilyName,
            ["locale"] = person.Language,
            [Claim.MessageType] = messageType,
            [Claim.Version] = "1.3.0",
            [Claim.DeploymentId] = tool.DeploymentId,
            [Claim.TargetLinkUri] = target,
            [Claim.Roles] = new JsonArray([.. Roles.InLaunch(place).Select(r => JsonValue.Create(r))]),
            [Claim.Context] = new JsonObject
            {
                ["id"] = course.ContextId,
                ["label"] = course.SourcedId,
                ["title"] = course.Title,
                ["type"] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"),
            },
            [Claim.ToolPlatform] = new JsonObject
            {
                ["guid"] = school.Guid,
                ["name"] = school.Name,
                ["product_family_code"] = played.Current.Family,
                ["version"] = played.Current.Version,
            },
            [Claim.Lis] = new JsonObject { ["person_sourcedid"] = person.SourcedId ?? "", ["course_section_sourcedid"] = course.SourcedId },
            [Claim.Roster] = new JsonObject
            {
                ["context_memberships_url"] = addresses.At($"/lti/courses/{course.Id}/members"),
                ["service_versions"] = new JsonArray("2.0"),
            },
        };
        if (played.Current.SendsNotices && tool.Scopes.Contains(Scope.Notices))
        {
            claims[Claim.NoticeService] = NoticeEndpoints.Offer(addresses);
        }

        if (person.Email is not null)
        {
            claims["email"] = person.Email;
        }

        if (place.Observes is { } student)
        {
            claims[Claim.RoleScopeMentor] = new JsonArray(student.Subject);
        }

        return claims;
    }

    private static JsonObject Custom(IEnumerable<KeyValuePair<string, string>> values)
        => new([.. values.Select(value => KeyValuePair.Create<string, JsonNode?>(value.Key, value.Value))]);

    private JsonObject Presentation(Membership place) => new()
    {
        ["document_target"] = "iframe",
        ["return_url"] = addresses.At($"/lti/return/{place.Course.Id}"),
        ["locale"] = place.Person.Language,
    };

    private JsonObject Grades(Course course, LineItem? own)
    {
        var container = addresses.At($"/lti/courses/{course.Id}/lineitems");
        var endpoint = new JsonObject { ["scope"] = new JsonArray([.. Scope.Grades.Select(s => JsonValue.Create(s))]), ["lineitems"] = container };
        if (own is not null)
        {
            endpoint["lineitem"] = $"{container}/{own.Id}";
        }

        return endpoint;
    }

    private string Sign(JsonObject claims)
    {
        played.Current.Shape(claims);
        return Handler.CreateToken(claims.ToJsonString(), key.Credentials);
    }
}
