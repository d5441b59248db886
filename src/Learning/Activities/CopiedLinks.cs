using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Lti.Launch;
using Integration.Tables;

namespace Integration.Learning.Activities;

/// <summary>
/// Where the settings of a link come from that an LMS made by copying another, or the other's whole course: the nearest one before it that the same registration
/// launched in the same district. A placement is all that is looked at; what people did in the other course is not.
/// </summary>
public sealed class CopiedLinks(IDocumentStore store, ActivityStore activities, CopiedCourses told)
{
    /// <summary>The link it was copied from; null for an original, or where the other was never here. Costs one range per course it was in before.</summary>
    public async Task<Placement?> FindOriginalAsync(ClassRef @class, LtiLaunch launch, CopyHistory history, CancellationToken ct)
    {
        // Not every LMS tells a link's history; then the activity it carries, found in a course before this one, says that it is a copy and not a new link.
        var activity = history.Links.Count == 0 ? ActivityCustom.Read(launch.Custom)?.ActivityId : null;
        if (history.Links.Count == 0 && activity is null)
        {
            return null;
        }

        // What the launch itself says comes first; an LMS that says nothing there may have told of the copy when it was made.
        var before = history.Courses.Count > 0 ? history.Courses : await told.FindAsync(@class, launch.Registration.Id, launch.DeploymentId, ct);
        var courses = before.Select(id => ClassRef.Of(@class.District, launch.Registration.Issuer, id, launch.DeploymentId));
        foreach (var course in (history.Links.Count > 0 ? courses.Prepend(@class) : courses).Distinct())
        {
            var known = await store
                .ReadAllAsync(ClassDocuments.Placement, course.Partition, ClassKeys.Placements, ct)
                .Select(placement => placement.Value)
                .Where(placement => placement.ActivityId is not null && placement.RegistrationId == launch.Registration.Id.Value)
                .ToListAsync(ct);
            var original = activity is not null
                ? known.Find(placement => placement.ActivityId == activity)
                : history.Links.Select(id => known.Find(placement => placement.LinkId == id)).FirstOrDefault(found => found is not null);
            if (original is not null)
            {
                return original;
            }
        }

        return null;
    }

    /// <summary>The activity as a copied course begins with it: the same, without the dates of the course it was made for. All who ask at once get the same version.</summary>
    public async Task<ActivityDefinition> BeginAgainAsync(ClassRef @class, ActivityDefinition original, CancellationToken ct)
        => original.Dates == ActivityDates.None
            ? original
            : await activities.AddNextAsync(@class.District, original with { Due = null, Closes = null }, ct);
}
