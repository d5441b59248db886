using System.Collections.Concurrent;
using Integration.Learning.Documents;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Platforms;

/// <summary>
/// The replay wall: a nonce is used by inserting its row, so of many callers exactly one succeeds, in whichever process they are. Rows lie in partitions by
/// platform and hour of their keep-until; a caller must name the same keep-until each time it shows the same nonce.
/// </summary>
internal sealed class UsedNonces(IDocumentStore store, TimeProvider clock) : IUsedNonces
{
    private readonly ConcurrentDictionary<Key, DateTimeOffset> announced = new();

    public async Task<bool> TryUseAsync(RegistrationId registration, string nonce, DateTimeOffset keepUntil, CancellationToken ct)
    {
        await AnnounceAsync(registration, keepUntil, ct);
        var used = new UsedNonce { KeepUntil = keepUntil };
        var batch = new Batch(PlatformKeys.Nonces(registration, keepUntil)).Insert(PlatformDocuments.Nonce, Key.Of(nonce), used);
        return (await store.CommitAsync(batch, ct)).Committed;
    }

    // Once per hour, platform and process: the bucket's row comes before its first nonce, so the purge never misses a partition.
    private async Task AnnounceAsync(RegistrationId registration, DateTimeOffset keepUntil, CancellationToken ct)
    {
        var row = PlatformKeys.NonceBucket(registration, keepUntil);
        if (announced.ContainsKey(row))
        {
            return;
        }

        var ends = PurgeUsedNonces.HourOf(keepUntil).AddHours(1);
        var bucket = new NonceBucket { Platform = registration.Value, Ends = ends };
        await store.CommitAsync(new Batch(PlatformKeys.NonceBuckets).Upsert(PlatformDocuments.NonceBucket, row, bucket), ct);
        foreach (var past in announced.Where(entry => entry.Value < clock.GetUtcNow()))
        {
            announced.TryRemove(past);
        }

        announced[row] = ends;
    }
}
