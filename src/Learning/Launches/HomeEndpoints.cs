using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Pages;
using Integration.Learning.Picker;
using Integration.Learning.Roster.Admin;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets;
using Integration.Lti.Launch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Launches;

/// <summary>The first screen of a session, by role: at the launch, and again whenever the page comes home.</summary>
internal sealed class HomeEndpoints(
    PlacementStore placements,
    MemberStore members,
    ActivityStore activities,
    SessionTokens tokens,
    PickerEndpoints picker,
    RosterAdminEndpoints admin,
    IEnumerable<IWidgetEndpoints> widgets)
{
    /// <summary>The first screen's own address.</summary>
    public const string Address = "/app/home";

    /// <summary>Maps the addresses that every session has, whatever the widget.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/home", (HttpContext http, CancellationToken ct) => AgainAsync(http.Session(), ct));
        app.MapPost("/session", () => Results.NoContent()).AlsoWhenReadOnly();
        app.MapPost("/preferences", PreferAsync).AlsoWhenReadOnly();
    }

    /// <summary>The first screen, inside the launch document or as a swap.</summary>
    public async Task<IResult> FirstAsync(Session session, Placement? placement, LaunchFrame? frame, CancellationToken ct)
    {
        var words = session.Words();
        if (session is { Role: CourseRole.None, IsAdministrator: true })
        {
            return await admin.OpenAsync(session, frame, ct);
        }

        if (session.Role == CourseRole.Mentor)
        {
            return Screen<MentorPage>(session, words.Of<LaunchWords>(), "mentor.title", frame);
        }

        if (placement?.ActivityId is null)
        {
            return Screen<NoActivityPage>(session, words.Of<LaunchWords>(), "none.title", frame);
        }

        var (widget, opened) = await OpenAsync(session, placement, placement.ActivityId, ct);
        return await widget.OpenAsync(opened, frame, ct);
    }

    /// <summary>
    /// The first screen of somebody who came for one student's work, as from a gradebook. Who answers students comes straight to it; everyone else was let in for
    /// her own alone and meets the first screen she always does.
    /// </summary>
    public async Task<IResult> ReviewAsync(Session session, Placement? placement, LearnerId student, LaunchFrame frame, CancellationToken ct)
    {
        if (placement is null)
        {
            return NeverOpened(session, frame);
        }

        if (!session.MayRespond || placement.ActivityId is null)
        {
            return await FirstAsync(session, placement, frame, ct);
        }

        var (widget, opened) = await OpenAsync(session, placement, placement.ActivityId, ct);
        return await widget.ReviewAsync(opened, student, frame, ct);
    }

    private static IResult NeverOpened(Session session, LaunchFrame? frame)
    {
        var words = session.Words().Of<LaunchWords>();
        return session.Role == CourseRole.Mentor
            ? Screen<MentorPage>(session, words, "mentor.title", frame)
            : Screen<NeverOpenedPage>(session, words, "unopened.title", frame);
    }

    private async Task<(IWidgetEndpoints Widget, OpenedActivity Opened)> OpenAsync(Session session, Placement placement, string activityId, CancellationToken ct)
    {
        var activity = await activities.FindAsync(session.ClassRef.District, activityId, placement.ActivityVersion, ct)
            ?? throw new InvalidOperationException("A placed activity has no definition.");
        var widget = widgets.FirstOrDefault(widget => widget.Widget == activity.Widget)
            ?? throw new InvalidOperationException($"No widget shows '{activity.Widget}'.");
        return (widget, new OpenedActivity(session, placement, activity, session.Words()));
    }

    private static ScreenResult<TPage, Session> Screen<TPage>(Session session, Words words, string title, LaunchFrame? frame)
        where TPage : Screen<Session> => new(words, words[title], session) { Launch = frame };

    private async Task<IResult> AgainAsync(Session session, CancellationToken ct)
    {
        if (session.DeepLink is not null)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        // A session that keeps nothing may have come before anybody else opened the link, and so may one that came from a cell of the gradebook.
        var placement = session.LinkId is { } link ? (await placements.FindAsync(session.ClassRef, link, ct))?.Value : null;
        return placement is not null || session is { IsReadOnly: true, LinkId: not null }
            ? await FirstAsync(session, placement, frame: null, ct)
            : NeverOpened(session, frame: null);
    }

    // The answer is the first screen, or the picker's, in the language chosen, with a token that carries it.
    private async Task<IResult> PreferAsync(HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var language = form["language"].ToString() is "en" or "es" ? form["language"].ToString() : null;
        var theme = form["theme"].ToString() is "light" or "dark" or "system" ? form["theme"].ToString() : null;
        var session = http.Session();
        if (!session.IsReadOnly)
        {
            await members.ChooseAsync(session.ClassRef, session.LearnerId, language, theme, ct);
        }

        if (language is null)
        {
            return Results.NoContent();
        }

        session = session with { Language = language };
        http.Response.Headers[SessionEndpoints.Header] = tokens.Renew(session);
        return form["at"] == "picker" && session.MayEdit ? picker.Again(session) : await AgainAsync(session, ct);
    }
}
