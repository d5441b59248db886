using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Pages;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.DeepLinks;

/// <summary>Where the tool sends people back to: with picked activities, or with a word on how it went.</summary>
internal static class DeepLinkEndpoints
{
    public const string ReturnPath = "/lti/deep-links";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(ReturnPath, TakeAsync);
        routes.MapGet("/lti/return/{course}", Return);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, Sessions sessions, DeepLinkAnswer answer, PendingPicks picks, LmsDatabase database, School school, PlayedLms played, TimeProvider clock,
        CancellationToken ct)
    {
        if (sessions.Of(context) is not { } visitor)
        {
            return Refused(new Refusal("login_required", "The browser sent no session of this LMS.", StatusCodes.Status401Unauthorized));
        }

        if (!context.Request.HasFormContentType || (await context.Request.ReadFormAsync(ct))["JWT"] is not { Count: 1 } jwt)
        {
            return Refused(new Refusal("invalid_request", "The form has no JWT field."));
        }

        var verdict = await answer.CheckAsync(jwt, visitor, ct);
        if (!verdict.Holds(out var picked, out var refusal))
        {
            return Refused(refusal);
        }

        if (!picks.TryClose(picked.Data))
        {
            return Refused(new Refusal("unknown_data", "This picker was answered already."));
        }

        var now = clock.GetUtcNow();
        var items = played.Current.LinksSections ? LinkedSections.Spread(picked.Items, picked.Course, school) : picked.Items;
        database.ExecuteAll(items.SelectMany(i => i.Column is null
            ? new[] { LinkRecords.Adding(i.Link, now) }
            : [LinkRecords.Adding(i.Link, now), .. LineItemRecords.Adding(i.Column, now)]));
        sessions.Leave(visitor, Say(picked));
        return Page.Of<LeaveFramePage>(new { Address = $"/courses/{picked.Course}" });
    }

    private static IResult Return(string course, HttpContext context, Sessions sessions)
    {
        var query = context.Request.Query;
        var said = query["lti_errormsg"].Concat(query["lti_msg"]).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        if (said is not null && sessions.Of(context) is { } visitor)
        {
            sessions.Leave(visitor, Quote(said));
        }

        return Page.Of<LeaveFramePage>(new { Address = $"/courses/{Uri.EscapeDataString(course)}" });
    }

    private static string Say(Picked picked)
    {
        var done = picked.Items.Count switch
        {
            0 => "Nothing was added.",
            1 => $"Added “{picked.Items[0].Link.Title}”.",
            var n => $"Added {n} activities.",
        };
        return (picked.Error ?? picked.Message) is { Length: > 0 } said ? $"{done} {Quote(said)}" : done;
    }

    // Words from outside are shown as a quotation, so that nobody takes them for the LMS's own.
    private static string Quote(string said) => $"The tool says: “{(said.Length > 300 ? said[..300] + "…" : said)}”";

    private static IResult Refused(Refusal refusal) =>
        Page.Of<PlainProblemPage>(new { Title = "The LMS did not take this", Text = $"{refusal.Code}: {refusal.Text}" }, refusal.Status);
}
