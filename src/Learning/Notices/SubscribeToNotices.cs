using Integration.Learning.Documents;
using Integration.Learning.Jobs;
using Integration.Lti;
using Integration.Lti.Notices;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Integration.Tables;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Notices;

/// <summary>Asks each deployment that offers them for notices of copied courses, until it says yes; after a no at growing distances, at last once a day.</summary>
internal sealed partial class SubscribeToNotices(IDocumentStore store, IPlatformRegistry registry, NoticeClient client, TimeProvider clock, ILogger<SubscribeToNotices> log) : IJob
{
    private const int MinutesInADay = 24 * 60;

    public string Name => "subscribe-to-notices";

    public async Task RunAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        await foreach (var waiting in store.ReadAllAsync(NoticeDocuments.Subscription, NoticeDocuments.Partition, NoticeDocuments.AllWaiting, ct))
        {
            var now = clock.GetUtcNow();
            if (now >= deadline)
            {
                return;
            }

            if (waiting.Value.NextTry <= now)
            {
                await TryAsync(waiting, ct);
            }
        }
    }

    private async Task TryAsync(Stored<NoticeSubscription> waiting, CancellationToken ct)
    {
        var asked = waiting.Value;
        var batch = new Batch(NoticeDocuments.Partition);
        if (await registry.FindAsync(new RegistrationId(asked.RegistrationId), ct) is not { } registration)
        {
            await store.CommitAsync(batch.Delete(waiting.Row, waiting.Revision), ct);
            return;
        }

        // A deployment that was shut out since is asked for nothing; it may be let in again.
        if (!registration.Deployments.TryGetValue(asked.DeploymentId, out var status) || status != DeploymentStatus.Approved)
        {
            return;
        }

        var answer = await client.SubscribeAsync(registration, asked.DeploymentId, asked.Service, NoticeTypes.ContextCopy, ct);
        if (answer.Fault is { } fault)
        {
            LogRefused(asked.RegistrationId, fault.Kind.Code);
            await store.CommitAsync(batch.Replace(NoticeDocuments.Subscription, waiting, Later(asked, fault)), ct);
            return;
        }

        var held = asked with { SubscribedAt = clock.GetUtcNow(), LastCode = null };
        await store.CommitAsync(
            batch.Delete(waiting.Row, waiting.Revision).Upsert(NoticeDocuments.Subscription, NoticeDocuments.Held(asked.RegistrationId, asked.DeploymentId), held), ct);
    }

    private NoticeSubscription Later(NoticeSubscription asked, LtiFault fault)
    {
        var wait = TimeSpan.FromMinutes(Math.Min(MinutesInADay, Math.Pow(2, asked.Failures)));
        return asked with
        {
            Failures = asked.Failures + 1,
            LastCode = fault.Kind.Code,
            NextTry = clock.GetUtcNow() + (fault.RetryAfter is { } told && told > wait ? told : wait),
        };
    }

    [LoggerMessage(7201, LogLevel.Warning, "Notices of registration {Registration} could not be asked for: {Code}")]
    private partial void LogRefused(string registration, string code);
}
