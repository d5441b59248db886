using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Platforms;

/// <summary>
/// The registered platforms. Logins and launches are answered from a snapshot of the whole (short) list, so an unknown id costs no read of its own;
/// another process's change, such as an approval on the command line, is seen within a minute.
/// </summary>
public sealed class PlatformStore(IDocumentStore store, TimeProvider clock) : IPlatformRegistry
{
    /// <summary>How many pending deployments one platform may gather; the oldest makes room for the newest.</summary>
    public const int MaxPending = 20;

    // Past Fresh a reload begins behind the answer; past Oldest the answer waits for it.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(60);

    // Something that is not there, or not approved, may have come a moment ago. Still one read in so many seconds, whoever asks how often.
    private static readonly TimeSpan FreshForUnknown = TimeSpan.FromSeconds(3);

    private const int MaxWriteTries = 10;
    private readonly Lock gate = new();
    private Snapshot? current;
    private Task<Snapshot>? loading;
    private int writes;

    /// <inheritdoc/>
    public async ValueTask<Registration?> FindAsync(RegistrationId id, CancellationToken ct)
    {
        var known = (await SnapshotAsync(Fresh, ct)).Find(id);
        if (known is null || known.Record.Deployments.Any(deployment => deployment.Status is DeploymentStatus.Pending))
        {
            known = (await SnapshotAsync(FreshForUnknown, ct)).Find(id);
        }

        return known?.Registration;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Registration>> FindByIssuerAsync(string issuer, string? clientId, CancellationToken ct)
    {
        var known = (await SnapshotAsync(Fresh, ct)).FindByIssuer(issuer, clientId);
        return known.Count > 0 ? known : (await SnapshotAsync(FreshForUnknown, ct)).FindByIssuer(issuer, clientId);
    }

    /// <summary>The district an approved deployment belongs to; null for a pending or unknown one.</summary>
    public async ValueTask<DistrictId?> FindDistrictAsync(RegistrationId id, string deploymentId, CancellationToken ct)
    {
        var platform = (await SnapshotAsync(Fresh, ct)).Find(id)?.Record;
        var deployment = platform?.Status is not PlatformStatus.Active ? null : platform.Deployments
            .FirstOrDefault(deployment => deployment.Id == deploymentId && deployment.Status is DeploymentStatus.Approved);
        return DistrictId.TryParse(deployment?.District);
    }

    /// <inheritdoc/>
    public async Task ReportUnknownDeploymentAsync(Registration registration, string deploymentId, CancellationToken ct)
    {
        await ChangeAsync(
            registration.Id.Value,
            platform => platform.Deployments.Any(deployment => deployment.Id == deploymentId) ? null
                : TakesFirst(platform) ? WithFirst(platform, deploymentId) : WithPending(platform, deploymentId),
            ct);
    }

    /// <inheritdoc/>
    public async Task ReportProductFamilyAsync(Registration registration, string productFamily, CancellationToken ct)
        => await ChangeAsync(registration.Id.Value, platform => platform.ProductFamily is null ? platform with { ProductFamily = productFamily } : null, ct);

    /// <summary>Every platform by id, straight from the store.</summary>
    internal async Task<IReadOnlyList<PlatformRecord>> ListAsync(CancellationToken ct)
    {
        var platforms = new List<PlatformRecord>();
        await foreach (var platform in store.ReadAllAsync(PlatformDocuments.Platform, PlatformKeys.Platforms, PlatformKeys.AllPlatforms, ct))
        {
            platforms.Add(platform.Value);
        }

        return platforms;
    }

    /// <summary>The platform, straight from the store.</summary>
    internal async Task<PlatformRecord?> ReadAsync(string id, CancellationToken ct) => (await ReadStoredAsync(id, ct))?.Value;

    /// <summary>The platform of (issuer, client id), straight from the store.</summary>
    internal async Task<PlatformRecord?> ReadAsync(string issuer, string clientId, CancellationToken ct)
    {
        var index = await store.FindAsync(PlatformDocuments.Index, PlatformKeys.Platforms, PlatformKeys.Index(issuer, clientId), ct);
        return index is null ? null : await ReadAsync(index.Value.Platform, ct);
    }

    /// <summary>Inserts a platform with its index row; false when (issuer, client id) is taken.</summary>
    internal Task<bool> InsertAsync(PlatformRecord platform, CancellationToken ct) => InsertAsync(platform, new Batch(PlatformKeys.Platforms), ct);

    /// <summary>Inserts a platform together with what the batch holds already, all or nothing.</summary>
    internal async Task<bool> InsertAsync(PlatformRecord platform, Batch batch, CancellationToken ct)
    {
        var index = new PlatformIndex { Issuer = platform.Issuer, ClientId = platform.ClientId, Platform = platform.Id };
        var result = await store.CommitAsync(
            batch
                .Insert(PlatformDocuments.Index, PlatformKeys.Index(platform.Issuer, platform.ClientId), index)
                .Insert(PlatformDocuments.Platform, PlatformKeys.Platform(platform.Id), platform),
            ct);
        Forget();
        return result.Committed;
    }

    /// <summary>Removes a platform with its index row; null when it is not there.</summary>
    internal async Task<PlatformRecord?> RemoveAsync(string id, CancellationToken ct)
    {
        for (var tries = 0; tries < MaxWriteTries; tries++)
        {
            if (await ReadStoredAsync(id, ct) is not { } platform)
            {
                return null;
            }

            var batch = new Batch(PlatformKeys.Platforms).Delete(platform.Row, platform.Revision);
            var indexRow = PlatformKeys.Index(platform.Value.Issuer, platform.Value.ClientId);
            if (await store.FindAsync(PlatformDocuments.Index, PlatformKeys.Platforms, indexRow, ct) is { } index)
            {
                batch.Delete(index.Row, index.Revision);
            }

            if ((await store.CommitAsync(batch, ct)).Committed)
            {
                Forget();
                return platform.Value;
            }
        }

        throw new StoreBusyException("A platform kept changing while it was being removed.", null);
    }

    /// <summary>Changes a platform under its revision, as often as it takes. The change may be asked again and gives null for "leave it".</summary>
    /// <returns>The platform as it stands afterwards, or null when there is none.</returns>
    internal async Task<PlatformRecord?> ChangeAsync(string id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken ct)
    {
        for (var tries = 0; tries < MaxWriteTries; tries++)
        {
            if (await ReadStoredAsync(id, ct) is not { } platform)
            {
                return null;
            }

            if (change(platform.Value) is not { } changed)
            {
                return platform.Value;
            }

            var batch = new Batch(PlatformKeys.Platforms).Replace(PlatformDocuments.Platform, platform, changed);
            if ((await store.CommitAsync(batch, ct)).Committed)
            {
                Forget();
                return changed;
            }
        }

        throw new StoreBusyException("A platform kept changing while it was being written.", null);
    }

    private bool TakesFirst(PlatformRecord platform) =>
        platform.Status is PlatformStatus.Active && platform.Deployments.Count == 0 && platform.TakesFirstDeploymentUntil > clock.GetUtcNow();

    private PlatformRecord WithFirst(PlatformRecord platform, string deploymentId) => platform with
    {
        TakesFirstDeploymentUntil = null,
        Deployments = [new DeploymentRecord(deploymentId, DeploymentStatus.Approved, platform.District, clock.GetUtcNow())],
    };

    private PlatformRecord WithPending(PlatformRecord platform, string deploymentId)
    {
        var pending = platform.Deployments.Where(deployment => deployment.Status is DeploymentStatus.Pending).OrderBy(deployment => deployment.Since).ToList();
        var makeRoom = pending.Take(Math.Max(0, pending.Count - MaxPending + 1)).ToHashSet();
        return platform with
        {
            Deployments =
            [
                .. platform.Deployments.Where(deployment => !makeRoom.Contains(deployment)),
                new DeploymentRecord(deploymentId, DeploymentStatus.Pending, platform.District, clock.GetUtcNow()),
            ],
        };
    }

    private Task<Stored<PlatformRecord>?> ReadStoredAsync(string id, CancellationToken ct) =>
        store.FindAsync(PlatformDocuments.Platform, PlatformKeys.Platforms, PlatformKeys.Platform(id), ct);

    private ValueTask<Snapshot> SnapshotAsync(TimeSpan fresh, CancellationToken ct)
    {
        var snapshot = Volatile.Read(ref current);
        var age = snapshot is null ? TimeSpan.MaxValue : clock.GetUtcNow() - snapshot.At;
        if (snapshot is null || age > Oldest || (fresh < Fresh && age > fresh))
        {
            return new ValueTask<Snapshot>(LoadAsync(snapshot).WaitAsync(ct));
        }

        if (age > fresh)
        {
            // Nobody waits for it: a failure here shows when the snapshot has grown too old to be used.
            _ = LoadAsync(snapshot).ContinueWith(static load => _ = load.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return new ValueTask<Snapshot>(snapshot);
    }

    private Task<Snapshot> LoadAsync(Snapshot? seen)
    {
        lock (gate)
        {
            // Somebody else's load may have begun and ended since this caller looked.
            return current is { } newer && newer != seen ? Task.FromResult(newer) : loading ??= Task.Run(LoadOnceAsync);
        }
    }

    private async Task<Snapshot> LoadOnceAsync()
    {
        try
        {
            int before;
            lock (gate)
            {
                before = writes;
            }

            var at = clock.GetUtcNow();
            var snapshot = new Snapshot(at, await ListAsync(CancellationToken.None));
            lock (gate)
            {
                // A write of our own that came during the read may be missing in it.
                Volatile.Write(ref current, before == writes ? snapshot : null);
            }

            return snapshot;
        }
        finally
        {
            lock (gate)
            {
                loading = null;
            }
        }
    }

    private void Forget()
    {
        lock (gate)
        {
            writes++;
            Volatile.Write(ref current, null);
        }
    }
}
