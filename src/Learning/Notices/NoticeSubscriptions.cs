using System.Collections.Concurrent;
using Integration.Learning.Documents;
using Integration.Lti.Launch;
using Integration.Lti.Notices;
using Integration.Tables;

namespace Integration.Learning.Notices;

/// <summary>Which deployments are to be asked for notices of copied courses. A launch only puts the deployment down, once; the job asks.</summary>
internal sealed class NoticeSubscriptions(IDocumentStore store, TimeProvider clock)
{
    // A deployment is looked up once in the life of a process; every other launch costs nothing.
    private readonly ConcurrentDictionary<Key, bool> seen = new();

    /// <summary>Puts the deployment of a launch down, if it offers the notices and was not put down before.</summary>
    public async Task OfferAsync(LtiLaunch launch, CancellationToken ct)
    {
        if (launch.Notices is not { } service || !service.Types.Contains(NoticeTypes.ContextCopy, StringComparer.Ordinal))
        {
            return;
        }

        var waiting = NoticeDocuments.Waiting(launch.Registration.Id.Value, launch.DeploymentId);
        if (seen.ContainsKey(waiting))
        {
            return;
        }

        // In this order: the job takes a row from the first to the second.
        if (await store.FindAsync(NoticeDocuments.Partition, waiting, ct) is null
            && await store.FindAsync(NoticeDocuments.Partition, NoticeDocuments.Held(launch.Registration.Id.Value, launch.DeploymentId), ct) is null)
        {
            var offered = new NoticeSubscription
            {
                RegistrationId = launch.Registration.Id.Value,
                DeploymentId = launch.DeploymentId,
                Service = service.Address,
                NextTry = clock.GetUtcNow(),
            };

            // Whoever was first wrote the same.
            await store.CommitAsync(new Batch(NoticeDocuments.Partition).Insert(NoticeDocuments.Subscription, waiting, offered), ct);
        }

        seen.TryAdd(waiting, true);
    }
}
