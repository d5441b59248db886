using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Lti.Launch;
using Integration.Lti.Services;
using Integration.Tables;

namespace Integration.Learning.Activities;

/// <summary>Placed links of a class: read once per launch, written only when the LMS says something new.</summary>
public sealed class PlacementStore(IDocumentStore store, ActivityStore activities, CopiedLinks copies, TimeProvider clock)
{
    /// <summary>Reads a placed link.</summary>
    public Task<Stored<Placement>?> FindAsync(ClassRef @class, string linkId, CancellationToken ct)
        => store.FindAsync(ClassDocuments.Placement, @class.Partition, ClassKeys.Placement(linkId), ct);

    /// <summary>The placed link of a gradebook column, for a launch that names no link: one range of the class.</summary>
    public async Task<Stored<Placement>?> FindByColumnAsync(ClassRef @class, Uri lineItem, CancellationToken ct)
        => await store.ReadAllAsync(ClassDocuments.Placement, @class.Partition, ClassKeys.Placements, ct).FirstOrDefaultAsync(placement => placement.Value.LineItem == lineItem, ct);

    /// <summary>
    /// Brings a placement up to date with a launch. The first launch of an unknown link takes its activity from the link it is a copy of, else from <c>custom</c>;
    /// a whole class may do so at one bell, and all of them end with the same one.
    /// </summary>
    public async Task<Placement> RefreshAsync(ClassRef @class, Stored<Placement>? known, LtiLaunch launch, string linkId, CancellationToken ct)
    {
        var before = known?.Value;
        var (activityId, version) = (before?.ActivityId, before?.ActivityVersion ?? 0);
        var copied = before?.CopiedFrom;
        if (activityId is null && await FirstAsync(@class, known is null, launch, ct) is { } first)
        {
            (activityId, version, copied) = (first.Activity.Id, first.Activity.Version, first.From);
        }

        // A student's launch may carry dates of her own; those of the class come with a teacher.
        var dates = launch.Roles.Course is CourseRole.Instructor or CourseRole.TeachingAssistant
            ? ActivityDates.Read(launch.Custom)
            : new ActivityDates(before?.Due, before?.Closes);
        var placement = new Placement
        {
            LinkId = linkId,
            ActivityId = activityId,
            ActivityVersion = version,
            CopiedFrom = copied,
            RegistrationId = launch.Registration.Id.Value,
            DeploymentId = launch.DeploymentId,
            CourseTitle = launch.Context?.Title ?? launch.Context?.Label ?? before?.CourseTitle,
            Due = dates.Due,
            Closes = dates.Closes,
            LineItem = launch.Grades?.LineItem ?? before?.LineItem,
            LineItems = launch.Grades?.LineItems ?? before?.LineItems,
            MayReadResults = launch.Grades?.Scopes.Contains(ServiceScopes.ResultReadOnly) ?? before?.MayReadResults ?? false,
            Memberships = launch.Roster?.ContextMembershipsUrl ?? before?.Memberships,
        };
        return placement == before ? placement : await StoreAsync(@class, known, placement, ct);
    }

    /// <summary>A teacher chooses the activity of a link that carries none; false when somebody else was first.</summary>
    public async Task<bool> ChooseAsync(ClassRef @class, string linkId, ActivityDefinition activity, CancellationToken ct)
    {
        if (await FindAsync(@class, linkId, ct) is not { Value.ActivityId: null } known)
        {
            return false;
        }

        var chosen = known.Value with { ActivityId = activity.Id, ActivityVersion = activity.Version };
        return (await store.CommitAsync(new Batch(@class.Partition).Replace(ClassDocuments.Placement, known, chosen), ct)).Committed;
    }

    /// <summary>Gives new starts of a link another version of its activity; false when somebody else did so first.</summary>
    public async Task<bool> MoveAsync(ClassRef @class, string linkId, ActivityDefinition from, ActivityDefinition to, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await FindAsync(@class, linkId, ct) is not { } known || (known.Value.ActivityId, known.Value.ActivityVersion) != (from.Id, from.Version))
            {
                return false;
            }

            // A launch may bring the same row up to date meanwhile.
            var moved = known.Value with { ActivityVersion = to.Version };
            if ((await store.CommitAsync(new Batch(@class.Partition).Replace(ClassDocuments.Placement, known, moved), ct)).Committed)
            {
                return true;
            }
        }

        return false;
    }

    // What a link that nobody has opened yet begins with; null where a teacher has still to choose.
    private async Task<(ActivityDefinition Activity, CopiedFrom? From)?> FirstAsync(ClassRef @class, bool isUnknown, LtiLaunch launch, CancellationToken ct)
    {
        var history = CopyHistory.Read(launch.Custom);
        if (isUnknown
            && await copies.FindOriginalAsync(@class, launch, history, ct) is { } original
            && await activities.FindAsync(@class.District, original.ActivityId!, original.ActivityVersion, ct) is { } theirs)
        {
            return (await copies.BeginAgainAsync(@class, theirs, ct), new CopiedFrom(original.CourseTitle, clock.GetUtcNow()));
        }

        if (ActivityCustom.Read(launch.Custom) is not { } reference)
        {
            return null;
        }

        var activity = await activities.FindAsync(@class.District, reference.ActivityId, reference.Version, ct)
            ?? await activities.AddAsync(@class.District, ActivityCustom.Rebuild(reference), ct);

        // A copy of a link that was never opened here is a copy all the same.
        return history.Links.Count == 0 ? (activity, null) : (await copies.BeginAgainAsync(@class, activity, ct), new CopiedFrom(null, clock.GetUtcNow()));
    }

    private async Task<Placement> StoreAsync(ClassRef @class, Stored<Placement>? known, Placement placement, CancellationToken ct)
    {
        var written = await store.CommitAsync(
            new Batch(@class.Partition).Put(ClassDocuments.Placement, ClassKeys.Placement(placement.LinkId), known, placement), ct);

        // Whoever was first wrote what this launch would have written; the next launch brings anything newer.
        return written.Committed ? placement : (await FindAsync(@class, placement.LinkId, ct))?.Value ?? placement;
    }
}
