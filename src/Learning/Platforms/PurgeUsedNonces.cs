using Integration.Learning.Documents;
using Integration.Learning.Jobs;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Platforms;

/// <summary>Deletes used nonces whose hour is past: no login state that names them can be valid any more.</summary>
internal sealed class PurgeUsedNonces(IDocumentStore store, TimeProvider clock) : IJob
{
    public string Name => "purge-used-nonces";

    public async Task RunAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        // One full hour of grace for processes whose clocks differ.
        var before = HourOf(clock.GetUtcNow()).AddHours(-1);
        var range = PlatformKeys.NonceBucketsBefore(before);
        await foreach (var bucket in store.ReadAllAsync(PlatformDocuments.NonceBucket, PlatformKeys.NonceBuckets, range, ct))
        {
            await store.EmptyAsync(PlatformKeys.Nonces(new RegistrationId(bucket.Value.Platform), bucket.Value.Ends.AddHours(-1)), ct);
            await store.CommitAsync(new Batch(PlatformKeys.NonceBuckets).Delete(bucket.Row, bucket.Revision), ct);
        }
    }

    internal static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);
}
