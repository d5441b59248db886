using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Learning.Platforms;
using Integration.Lti.Notices;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Activities;

/// <summary>
/// What an LMS tells by itself of courses it copied: kept with the new course, where the first launch of each link finds it. Nothing is cloned before somebody
/// opens it, and nothing is looked up of the courses that are named.
/// </summary>
public sealed class CopiedCourses(IDocumentStore store, PlatformStore platforms, TimeProvider clock) : INoticeHandler
{
    // As far back as a launch's own history is read.
    private const int Most = 8;
    private const int MaxTries = 5;

    /// <inheritdoc/>
    public async Task HandleAsync(ContextCopyNotice notice, CancellationToken ct)
    {
        if (notice.OriginIds.Count == 0 || await platforms.FindDistrictAsync(notice.Registration.Id, notice.DeploymentId, ct) is not { } district)
        {
            return;
        }

        // A course between that nobody opened has no links here, only what was told of it.
        var told = new List<string>(notice.OriginIds);
        foreach (var origin in notice.OriginIds)
        {
            told.AddRange(await FindAsync(ClassOf(origin), notice.Registration.Id, notice.DeploymentId, ct));
        }

        var @class = ClassOf(notice.ContextId);
        var row = ClassKeys.Origins(notice.Registration.Id.Value, notice.DeploymentId);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            // Content may be copied into one course more than once; the newest is the nearest.
            var known = await store.FindAsync(ClassDocuments.Origins, @class.Partition, row, ct);
            var origins = new CourseOrigins
            {
                RegistrationId = notice.Registration.Id.Value,
                DeploymentId = notice.DeploymentId,
                Courses = [.. told.Concat(known?.Value.Courses ?? []).Where(id => id != notice.ContextId).Distinct(StringComparer.Ordinal).Take(Most)],
                ToldAt = clock.GetUtcNow(),
            };
            if ((await store.CommitAsync(new Batch(@class.Partition).Put(ClassDocuments.Origins, row, known, origins), ct)).Committed)
            {
                return;
            }
        }

        throw new StoreBusyException("What is told of a course kept changing while it was being written.", null);

        ClassRef ClassOf(string contextId) => ClassRef.Of(district, notice.Registration.Issuer, contextId, notice.DeploymentId);
    }

    /// <summary>The courses before this one, nearest first, as this registration told them; empty where it told nothing.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(ClassRef @class, RegistrationId registration, string deploymentId, CancellationToken ct)
        => (await store.FindAsync(ClassDocuments.Origins, @class.Partition, ClassKeys.Origins(registration.Value, deploymentId), ct))?.Value.Courses ?? [];
}
