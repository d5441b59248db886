using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Platforms;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;
using Integration.Lti.Http;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Install.Registering;

/// <summary>
/// An LMS registers itself: what it says is read and shown, and only what an admin confirms is posted and stored. The platform then waits, with its district,
/// until somebody who runs this tool activates it.
/// </summary>
internal sealed class SelfRegistering(
    InvitationStore invitations,
    DistrictStore districts,
    RegistrationClient client,
    RegistrationSeal seal,
    OwnProfile own,
    LtiToolOptions tool,
    TimeProvider clock)
{
    // Together shorter than an invitation is held, so that nobody else can begin with it meanwhile.
    private const int StoreTries = 6;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TimeToDecide = TimeSpan.FromMinutes(30);

    /// <summary>Reads who is asking; nothing is posted or stored.</summary>
    public async Task<Outcome<Offer>> BeginAsync(string secret, string? configuration, string? token, CancellationToken ct)
    {
        if (!(await invitations.FindAsync(secret, ct)).TryGetValue(out var invitation, out var refusal))
        {
            return Outcome<Offer>.Of(refusal);
        }

        if (!(await client.ReadAsync(configuration, token, ct)).TryGetValue(out var platform, out var fault))
        {
            return Outcome<Offer>.Of(fault);
        }

        if (invitation.Value.Family is { } family && platform.ProductFamily != family)
        {
            return Outcome<Offer>.Of(new LtiFault(RegistrationFaults.FamilyUnexpected, $"{family}: {platform.ProductFamily}"));
        }

        var pending = new PendingRegistration(InvitationDocuments.HashOf(secret), token, platform, clock.GetUtcNow() + TimeToDecide);
        return await OfferAsync(pending, invitation.Value, ct);
    }

    /// <summary>The same offer again, for a form that needs another look.</summary>
    public async Task<Outcome<Offer>> AgainAsync(string secret, string sealedForm, CancellationToken ct)
    {
        if (!(await invitations.FindAsync(secret, ct)).TryGetValue(out var invitation, out var refusal))
        {
            return Outcome<Offer>.Of(refusal);
        }

        return Open(secret, sealedForm) is { } pending
            ? await OfferAsync(pending, invitation.Value, ct)
            : Outcome<Offer>.Of(new LtiFault(RegistrationFaults.FormBroken));
    }

    /// <summary>Posts what was agreed, and stores the platform as pending together with the used invitation.</summary>
    public async Task<Outcome<PlatformRecord>> FinishAsync(string secret, string sealedForm, Access access, string? lmsOrigin, CancellationToken ct)
    {
        if (Open(secret, sealedForm) is not { } pending)
        {
            return Outcome<PlatformRecord>.Of(new LtiFault(RegistrationFaults.FormBroken));
        }

        if (!(await invitations.TakeAsync(secret, ct)).TryGetValue(out var invitation, out var refusal))
        {
            return Outcome<PlatformRecord>.Of(refusal);
        }

        // From here on a client that hangs up must not leave the LMS registered and us without a record of it.
        var answered = await client.RegisterAsync(pending.Platform, pending.Token, own.Profile.For(pending.Platform.ProductFamily, access), access, CancellationToken.None);
        if (!answered.TryGetValue(out var answer, out var fault))
        {
            await invitations.GiveBackAsync(invitation, CancellationToken.None);
            return Outcome<PlatformRecord>.Of(fault);
        }

        var platform = Record(pending.Platform, answer, access, invitation.Value.District, lmsOrigin);
        if (await UseAsync(invitation, platform))
        {
            return Outcome<PlatformRecord>.Of(platform);
        }

        await invitations.GiveBackAsync(invitation, CancellationToken.None);
        return Outcome<PlatformRecord>.Of(new LtiFault(RegistrationFaults.AlreadyRegistered, $"{platform.Issuer}, {platform.ClientId}"));
    }

    // The LMS has made its client by now: a busy store is asked again, or nobody here would know of that client.
    private async Task<bool> UseAsync(Stored<Invitation> invitation, PlatformRecord platform)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await invitations.UseAsync(invitation, platform, CancellationToken.None);
            }
            catch (StoreBusyException busy) when (tries < StoreTries)
            {
                var pause = busy.RetryAfter ?? TimeSpan.FromSeconds(tries);
                await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, CancellationToken.None);
            }
        }
    }

    private PendingRegistration? Open(string secret, string sealedForm) =>
        seal.Open(sealedForm) is { } pending && pending.Invitation == InvitationDocuments.HashOf(secret) && pending.Expires > clock.GetUtcNow() ? pending : null;

    private async Task<Outcome<Offer>> OfferAsync(PendingRegistration pending, Invitation invitation, CancellationToken ct)
    {
        var district = DistrictId.TryParse(invitation.District) is { } id ? await districts.FindAsync(id, ct) : null;
        return Outcome<Offer>.Of(new Offer(pending.Platform, district?.Name ?? invitation.District, invitation.Expires, seal.Seal(pending)));
    }

    private PlatformRecord Record(PlatformConfiguration said, RegistrationAnswer answer, Access access, string district, string? lmsOrigin)
    {
        var now = clock.GetUtcNow();
        var origins = new[] { said.Issuer, said.AuthorizationEndpoint.OriginalString, lmsOrigin }.OfType<string>()
            .Select(address => WebAddress.Origin(new Uri(address)))
            .OfType<string>()
            .ToList();
        return new PlatformRecord
        {
            Id = PlatformSetup.NewId(),
            Name = said.AccountName.Length > 0 ? said.AccountName : new Uri(said.Issuer).IdnHost,
            ProductFamily = said.ProductFamily.Length > 0 ? said.ProductFamily : null,
            Issuer = said.Issuer,
            ClientId = answer.ClientId,
            AuthorizationEndpoint = said.AuthorizationEndpoint,
            TokenEndpoint = said.TokenEndpoint,
            JwksUri = said.JwksUri,
            TokenAudience = said.TokenAudience.OriginalString,
            District = district,
            Deployments = answer.DeploymentId is { } deployment ? [new DeploymentRecord(deployment, DeploymentStatus.Pending, district, now)] : [],
            FrameOrigins = [.. origins.Where(origin => PlatformRules.ParseOrigin(origin, tool) is not null).Distinct(StringComparer.OrdinalIgnoreCase)],
            ServiceHosts = [.. origins.Select(origin => new Uri(origin).Authority).Distinct(StringComparer.OrdinalIgnoreCase)],
            AddedAt = now,
            Status = PlatformStatus.Pending,
            SelfRegistration = new SelfRegistration(said.Version, said.AccountName, AccessMap.Scopes(access), answer.Granted),
        };
    }
}

/// <summary>Who is asking to be registered, and for whom.</summary>
/// <param name="Platform">What the LMS says about itself.</param>
/// <param name="District">The name of the district it would belong to.</param>
/// <param name="Expires">When the invitation ends.</param>
/// <param name="Form">The sealed form.</param>
public sealed record Offer(PlatformConfiguration Platform, string District, DateTimeOffset Expires, string Form);
