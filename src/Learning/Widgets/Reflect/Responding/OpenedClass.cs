using Integration.Learning.Activities;
using Integration.Learning.Sessions;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>Finds what a teacher's session has open, and lets nobody else in.</summary>
internal sealed class OpenedClass(PlacementStore placements, ActivityStore activities)
{
    /// <summary>The activity of the session's own link; null when the link opens no Reflect.</summary>
    public async Task<OpenedActivity?> FindAsync(Session session, CancellationToken ct)
    {
        if (session.LinkId is not { } link
            || await placements.FindAsync(session.ClassRef, link, ct) is not { Value: { ActivityId: { } id } placement }
            || await activities.FindAsync(session.ClassRef.District, id, placement.ActivityVersion, ct) is not { Widget: ReflectRules.Widget } activity)
        {
            return null;
        }

        return new OpenedActivity(session, placement, activity, session.Words());
    }

    /// <summary>The filter of every address here: teachers and assistants of the course, and no one else.</summary>
    public static ValueTask<object?> OnlyTeachersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => context.HttpContext.Session().MayRespond ? next(context) : ValueTask.FromResult<object?>(SessionRefusalEndpoints.NotAllowed);
}
