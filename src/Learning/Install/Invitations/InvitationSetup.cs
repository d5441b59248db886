using System.Buffers.Text;
using System.Security.Cryptography;
using Integration.Learning.Districts;
using Integration.Lti;
using Integration.Lti.Quirks;

namespace Integration.Learning.Install.Invitations;

/// <summary>What an admin does with invitations.</summary>
public sealed class InvitationSetup
{
    /// <summary>Where an LMS registers itself; the secret of an invitation follows.</summary>
    public const string Address = "/lti/register";

    private const int SecretBytes = 32;
    private const int MostDays = 60;
    private const int IdLength = 8;

    private readonly InvitationStore invitations;
    private readonly DistrictStore districts;
    private readonly LtiToolOptions tool;
    private readonly TimeProvider clock;

    internal InvitationSetup(InvitationStore invitations, DistrictStore districts, LtiToolOptions tool, TimeProvider clock) =>
        (this.invitations, this.districts, this.tool, this.clock) = (invitations, districts, tool, clock);

    /// <summary>Makes an invitation. Its address is given out here and never again.</summary>
    public async Task<SetupResult<NewInvitation>> AddAsync(string? district, string? family, int days, CancellationToken ct)
    {
        if (days is < 1 or > MostDays)
        {
            return new SetupRefusal("SET7005", $"An invitation is good for 1 to {MostDays} days.");
        }

        if (family is not null && !KnownProducts.SelfRegistering.Contains(family))
        {
            return new SetupRefusal("SET7006", $"--family is one of {string.Join(", ", KnownProducts.SelfRegistering)}; leave it out for any other LMS that can register itself.");
        }

        if (!(await districts.ResolveAsync(district, ct)).TryGetValue(out var found, out var refusal))
        {
            return refusal;
        }

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = clock.GetUtcNow();
        var invitation = new Invitation
        {
            Id = InvitationDocuments.HashOf(secret)[..IdLength],
            District = found.Id,
            Family = family,
            MadeAt = now,
            Expires = now.AddDays(days),
        };
        await invitations.AddAsync(secret, invitation, ct);
        return new NewInvitation(invitation, new Uri(tool.PublicUrl, $"{Address}/{secret}"));
    }

    /// <summary>Every invitation, the newest first.</summary>
    public async Task<IReadOnlyList<Invitation>> ListAsync(CancellationToken ct) =>
        [.. (await invitations.ListAsync(ct)).Select(found => found.Value).OrderByDescending(invitation => invitation.MadeAt)];

    /// <summary>Takes an invitation back, or tidies a used one away; a platform that registered with it stays.</summary>
    public async Task<SetupResult<Invitation>> RevokeAsync(string id, CancellationToken ct) =>
        (await invitations.ListAsync(ct)).FirstOrDefault(found => found.Value.Id == id) is { } known && await invitations.RemoveAsync(known, ct)
            ? known.Value
            : new SetupRefusal("SET7007", $"There is no invitation '{id}', or it is being used this moment. See invitation list.");
}

/// <summary>An invitation just made.</summary>
/// <param name="Invitation">What is kept of it.</param>
/// <param name="Address">What the admin pastes into the LMS; it is not kept.</param>
public sealed record NewInvitation(Invitation Invitation, Uri Address);
