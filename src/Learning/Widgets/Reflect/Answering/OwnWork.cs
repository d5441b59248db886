using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Sessions;
using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>A student's own place in an activity.</summary>
/// <param name="Session">Who.</param>
/// <param name="Place">Where the work lies; made from the session and the placed link alone.</param>
/// <param name="Activity">The version the work keeps, or that a new start gets.</param>
/// <param name="Work">The work; null while there is no record of it.</param>
internal sealed record OpenedWork(Session Session, WorkPlace Place, ActivityDefinition Activity, WorkRecord? Work)
{
    /// <summary>The dates that count for her.</summary>
    public ActivityDates Dates => Place.Dates ?? ActivityDates.None;

    /// <summary>The version the page was drawn from, where that is another one: nobody chooses a version, and what was written for one is no answer to the other.</summary>
    public ActivityDefinition? DrawnFrom { get; init; }
}

/// <summary>Finds the work of the person a session belongs to. Nothing a request says can name somebody else's.</summary>
internal sealed class OwnWork(PlacementStore placements, ActivityStore activities, WorkStore works)
{
    /// <summary>The work behind a session's own link; null when the link opens no Reflect activity.</summary>
    /// <param name="session">Who.</param>
    /// <param name="version">The version the page was drawn from; null where nothing was.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OpenedWork?> FindAsync(Session session, int? version, CancellationToken ct)
    {
        if (session.LinkId is not { } link || await placements.FindAsync(session.ClassRef, link, ct) is not { Value: { ActivityId: { } id } placement })
        {
            return null;
        }

        var newest = placement.ActivityVersion;
        var dates = (await activities.FindAsync(session.ClassRef.District, id, newest, ct))?.Dates ?? ActivityDates.None;
        var place = PlaceOf(session, id, link, dates);
        var work = await works.FindAsync(place.Class, place.Id, ct);
        var activity = await activities.FindAsync(session.ClassRef.District, id, work is { IsBegun: true } ? work.ActivityVersion : newest, ct)
            ?? await activities.FindAsync(session.ClassRef.District, id, newest, ct);
        if (activity is not { Widget: ReflectRules.Widget })
        {
            return null;
        }

        var drawnFrom = version is { } drawn && drawn != activity.Version ? await activities.FindAsync(session.ClassRef.District, id, drawn, ct) ?? activity : null;
        return new OpenedWork(session, place, activity, work) { DrawnFrom = drawnFrom };
    }

    /// <summary>The work of an activity that is open already.</summary>
    public async Task<OpenedWork> FindAsync(OpenedActivity opened, CancellationToken ct)
    {
        var place = PlaceOf(opened.Session, opened.Activity.Id, opened.Placement.LinkId, opened.Activity.Dates);
        var work = await works.FindAsync(place.Class, place.Id, ct);
        var activity = work is not { IsBegun: true } || work.ActivityVersion == opened.Activity.Version
            ? opened.Activity
            : await activities.FindAsync(opened.Session.ClassRef.District, opened.Activity.Id, work.ActivityVersion, ct)
                ?? throw new InvalidOperationException("Work was begun with a version of its activity that is not there.");
        return new OpenedWork(opened.Session, place, activity, work);
    }

    // Her own dates from the LMS stand over those of the activity.
    private static WorkPlace PlaceOf(Session session, string activityId, string link, ActivityDates dates) => new(
        session.ClassRef,
        new WorkId(activityId, WorkId.FirstRound, session.LearnerId),
        link,
        session.IsTestUser,
        new ActivityDates(session.Due, session.Closes).Over(dates),
        session.Due);
}
