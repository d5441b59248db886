using Integration.Learning.Documents;
using Integration.Learning.Platforms;
using Integration.Tables;

namespace Integration.Learning.Install.Invitations;

/// <summary>The invitations: found by their secret, used once, under the store's own locking.</summary>
internal sealed class InvitationStore(IDocumentStore store, PlatformStore platforms, TimeProvider clock)
{
    /// <summary>Past its time.</summary>
    public const string TooOld = "SET7002";

    /// <summary>A platform registered with it.</summary>
    public const string Used = "SET7003";

    /// <summary>A registration with it is under way.</summary>
    public const string Busy = "SET7004";

    private const int LongestSecret = 100;

    // Longer than the two calls to the LMS may take; a registration that was killed in the middle may begin again after it.
    private static readonly TimeSpan Registering = TimeSpan.FromMinutes(2);

    public Task AddAsync(string secret, Invitation invitation, CancellationToken ct) =>
        store.CommitAsync(new Batch(InvitationDocuments.Partition).Insert(InvitationDocuments.Invitation, InvitationDocuments.Row(secret), invitation), ct);

    public async Task<IReadOnlyList<Stored<Invitation>>> ListAsync(CancellationToken ct)
    {
        var all = new List<Stored<Invitation>>();
        await foreach (var found in store.ReadAllAsync(InvitationDocuments.Invitation, InvitationDocuments.Partition, InvitationDocuments.Everything, ct))
        {
            all.Add(found);
        }

        return all;
    }

    public async Task<bool> RemoveAsync(Stored<Invitation> invitation, CancellationToken ct) =>
        (await store.CommitAsync(new Batch(InvitationDocuments.Partition).Delete(invitation.Row, invitation.Revision), ct)).Committed;

    /// <summary>The invitation, if it may still be used.</summary>
    public async Task<SetupResult<Stored<Invitation>>> FindAsync(string secret, CancellationToken ct)
    {
        if (secret.Length > LongestSecret || await ReadAsync(secret, ct) is not { } found)
        {
            return new SetupRefusal("SET7001", "There is no such invitation, or it was taken back.");
        }

        return found.Value switch
        {
            { Platform: not null } => new SetupRefusal(Used, "This invitation was used."),
            { Expires: var end } when end <= clock.GetUtcNow() => new SetupRefusal(TooOld, "This invitation is too old."),
            _ => found,
        };
    }

    /// <summary>Keeps everybody else from registering with it while this caller does.</summary>
    public async Task<SetupResult<Stored<Invitation>>> TakeAsync(string secret, CancellationToken ct)
    {
        if (!(await FindAsync(secret, ct)).TryGetValue(out var found, out var refusal))
        {
            return refusal;
        }

        var busy = new SetupRefusal(Busy, "Somebody is registering with this invitation right now.");
        var now = clock.GetUtcNow();
        if (found.Value.TakenUntil > now)
        {
            return busy;
        }

        var taken = found.Value with { TakenUntil = now + Registering };
        var batch = new Batch(InvitationDocuments.Partition).Replace(InvitationDocuments.Invitation, found, taken);
        return (await store.CommitAsync(batch, ct)).Committed && await ReadAsync(secret, ct) is { } mine && mine.Value == taken ? mine : busy;
    }

    /// <summary>The registration came to nothing: the invitation is good again.</summary>
    public Task GiveBackAsync(Stored<Invitation> taken, CancellationToken ct) =>
        store.CommitAsync(
            new Batch(InvitationDocuments.Partition).Replace(InvitationDocuments.Invitation, taken, taken.Value with { TakenUntil = null }), ct);

    /// <summary>Stores the platform and uses the invitation up, together; false when (issuer, client id) is registered already.</summary>
    public Task<bool> UseAsync(Stored<Invitation> taken, PlatformRecord platform, CancellationToken ct) =>
        platforms.InsertAsync(
            platform,
            new Batch(InvitationDocuments.Partition).Replace(
                InvitationDocuments.Invitation, taken, taken.Value with { TakenUntil = null, Platform = platform.Id }),
            ct);

    private Task<Stored<Invitation>?> ReadAsync(string secret, CancellationToken ct) =>
        store.FindAsync(InvitationDocuments.Invitation, InvitationDocuments.Partition, InvitationDocuments.Row(secret), ct);
}
