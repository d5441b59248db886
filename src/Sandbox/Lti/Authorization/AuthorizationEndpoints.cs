using Integration.Sandbox.Courses;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.Registrations;
using Integration.Sandbox.Pages;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Lti.Authorization;

/// <summary>The OIDC authorization endpoint and the LMS's public keys.</summary>
internal static class AuthorizationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Registration.AuthorizationPath, [HttpMethods.Get, HttpMethods.Post], AuthorizeAsync);
        routes.MapGet(Registration.PlatformKeysPath, (HttpContext context, PlatformKey key) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Json(key.PublicKeys);
        });
    }

    private static async Task<IResult> AuthorizeAsync(
        HttpContext context, ToolRegistrations tools, Sessions sessions, School school, LinkRecords links, PendingLaunches launches, ReviewedWork gradebook, IdToken idToken,
        CancellationToken ct)
    {
        var request = await AuthorizationRequest.ReadAsync(context.Request, ct);
        var tool = tools.Find(request.ClientId);
        if (request.FaultInAddress(tool) is { } unanswerable)
        {
            return Page.Of<PlainProblemPage>(new { Title = "This launch cannot go on", Text = $"{unanswerable.Code}: {unanswerable.Text}" }, unanswerable.Status);
        }

        var verdict = Decide(request, tool!, sessions.Of(context), school, links, launches, gradebook, idToken);
        List<KeyValuePair<string, string>> fields = verdict.Holds(out var token, out var refusal)
            ? [new("id_token", token)]
            : [new("error", refusal.Code), new("error_description", refusal.Text)];
        if (request.State is { } state)
        {
            fields.Add(new("state", state));
        }

        return Page.Of<FormPostPage>(new { Action = tool!.LaunchUri, Fields = fields });
    }

    private static Verdict<string> Decide(
        AuthorizationRequest request, ToolRegistration tool, Visitor? visitor, School school, LinkRecords links, PendingLaunches launches, ReviewedWork gradebook,
        IdToken idToken)
    {
        if (request.Fault() is { } fault)
        {
            return fault;
        }

        if (visitor is null || request.LoginHint != visitor.Person.Subject)
        {
            return new Refusal("login_required", "The browser has no session of the person in login_hint.");
        }

        if (launches.Find(request.MessageHint, visitor) is not { } launch)
        {
            return new Refusal("launch_no_longer_valid", "lti_message_hint is unknown, older than ten minutes, or of another session.");
        }

        var place = school.Place(visitor.Person, launch.Course);
        var link = launch.Link is null ? null : links.Find(launch.Link);
        if (place is null || (launch.Link is null ? !place.MayAddActivities : link is null))
        {
            return new Refusal("access_denied", "The person may not open this any more.");
        }

        place = place with { ActedBy = visitor.ActedBy };
        if (link is null)
        {
            return idToken.ForPicker(tool, visitor, place, request.Nonce!);
        }

        if (launch.Review is null)
        {
            return idToken.ForActivity(tool, place, link, request.Nonce!);
        }

        return gradebook.Find(place, launch.Review.Item, launch.Review.Student) is { } cell
            ? idToken.ForReview(tool, place, link, cell, request.Nonce!)
            : new Refusal("access_denied", "The person may not open this any more.");
    }
}
