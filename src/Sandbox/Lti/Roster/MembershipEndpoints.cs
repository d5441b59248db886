using System.Text.Json.Nodes;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Lti.Authorization;
using Integration.Sandbox.Lti.Tokens;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;
using Integration.Sandbox.Settings;

namespace Integration.Sandbox.Lti.Roster;

/// <summary>The roster service (Names and Role Provisioning Services 2.0).</summary>
internal static class MembershipEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/lti/courses/{course}/members", List).RequireScope(Scope.Roster);

    private static IResult List(string course, HttpContext context, School school, LinkRecords links, Switches switches, Addresses addresses, PlayedLms played)
    {
        if (ServiceAccess.FaultInAccept(context.Request, MediaType.Roster) is { } fault)
        {
            return fault;
        }

        var lms = played.Current;
        var query = context.Request.Query;
        var link = query.ContainsKey("rlid") ? links.Find(query["rlid"].ToString()) : null;
        if (school.Courses.FirstOrDefault(c => c.Id == course) is not { } found || (query.ContainsKey("rlid") && link?.Course != course))
        {
            return ServiceAccess.NotThere();
        }

        // A test student is no member, and somebody who left is seen only by a caller who does not ask about one activity.
        var role = query["role"].ToString();
        var members = school.Roll(found)
            .Where(m => m.Standing != Standing.TestStudent && ((link is null && !lms.ForgetsWhoLeft) || school.IsActive(m)))
            .Where(m => role.Length == 0 || Roles.InCourse(m).Any(r => r == role || r == Roles.Context + role))
            .ToList();
        if (Paging.Cut(context, addresses, members, Math.Min(switches.RosterPage, lms.LargestRosterPage)) is not { } page)
        {
            return new Refusal("invalid_limit", "limit must be a whole number above 0.").ToJson();
        }

        var body = new JsonObject
        {
            ["id"] = addresses.At(context.Request.Path + context.Request.QueryString),
            ["context"] = new JsonObject { ["id"] = found.ContextId, ["label"] = found.SourcedId, ["title"] = found.Title },
            ["members"] = new JsonArray([.. page.Select(m => Write(m, school.IsActive(m), link, lms))]),
        };
        return Results.Json(body, contentType: MediaType.Roster + lms.Charset);
    }

    private static JsonObject Write(Membership member, bool active, Link? link, Personality lms)
    {
        var person = member.Person;
        var body = new JsonObject
        {
            ["user_id"] = person.Subject,
            ["status"] = active ? "Active" : "Inactive",
            ["roles"] = new JsonArray([.. Roles.InCourse(member).Select(r => JsonValue.Create(r))]),
            ["name"] = person.Name,
            ["given_name"] = person.GivenName,
            ["family_name"] = person.FamilyName,
        };
        if (person.Email is not null)
        {
            body["email"] = person.Email;
        }

        if (person.SourcedId is not null)
        {
            body["lis_person_sourcedid"] = person.SourcedId;
        }

        if (link is not null)
        {
            var custom = new JsonObject();
            foreach (var (name, value) in CustomParameters.For(link, member, lms))
            {
                custom[name] = value;
            }

            body["message"] = new JsonArray(new JsonObject { [Claim.MessageType] = MessageType.ResourceLink, [Claim.Custom] = custom });
        }

        lms.ShapeMember(body, person);
        return body;
    }
}
