using System.Security.Cryptography;
using Integration.Learning.Districts;
using Integration.Lti;
using Integration.Lti.Quirks;
using Integration.Lti.Registrations;

namespace Integration.Learning.Platforms;

/// <summary>What an admin does with platforms. Answers come from the store, never from the cache.</summary>
public sealed class PlatformSetup(PlatformStore platforms, DistrictStore districts, LtiToolOptions tool, TimeProvider clock)
{
    // No vowels and no look-alikes: the id stands in an address that people read to one another.
    private const string IdLetters = "bcdfghjkmnpqrstvwxz23456789";
    private const int IdLength = 12;

    // Canvas names no deployment when it registers, only when somebody launches; a week is time enough for an admin to try it.
    private static readonly TimeSpan FirstLaunch = TimeSpan.FromDays(7);

    /// <summary>Every platform.</summary>
    public Task<IReadOnlyList<PlatformRecord>> ListAsync(CancellationToken ct) => platforms.ListAsync(ct);

    /// <summary>One platform.</summary>
    public async Task<SetupResult<PlatformRecord>> ShowAsync(string id, CancellationToken ct) =>
        await platforms.ReadAsync(id, ct) is { } found ? found : Unknown(id);

    /// <summary>
    /// Adds a platform. The same (issuer, client id) again is refused, or brought up to date when <paramref name="update"/> is set: endpoints and lists become
    /// those given; deployments are only ever added, and a district once given to a deployment stays.
    /// </summary>
    public async Task<SetupResult<PlatformRecord>> AddAsync(NewPlatform asked, bool update, CancellationToken ct)
    {
        if (PlatformRules.Problem(asked, tool) is { } problem)
        {
            return problem;
        }

        var there = await platforms.ReadAsync(asked.Issuer, asked.ClientId, ct);
        if (there is not null && !update)
        {
            return Taken(there.Id);
        }

        if (!(await districts.ResolveAsync(asked.District ?? there?.District, ct)).TryGetValue(out var district, out var refusal))
        {
            return refusal;
        }

        var fresh = NewRecord(asked, district.Id);
        if (there is null)
        {
            return await platforms.InsertAsync(fresh, ct) ? fresh : Taken((await platforms.ReadAsync(asked.Issuer, asked.ClientId, ct))?.Id);
        }

        return await platforms.ChangeAsync(there.Id, known => BringUpToDate(known, fresh), ct) is { } changed ? changed : Unknown(there.Id);
    }

    /// <summary>Removes a platform. What its learners wrote stays with their districts.</summary>
    public async Task<SetupResult<PlatformRecord>> RemoveAsync(string id, CancellationToken ct) =>
        await platforms.RemoveAsync(id, ct) is { } removed ? removed : Unknown(id);

    /// <summary>Lets a deployment in, for one district: the named one, else the one it is offered to, else the only one there is.</summary>
    public async Task<SetupResult<PlatformRecord>> ApproveAsync(string id, string deploymentId, string? districtId, CancellationToken ct)
    {
        if (await platforms.ReadAsync(id, ct) is not { } platform)
        {
            return Unknown(id);
        }

        if (platform.Deployments.FirstOrDefault(known => known.Id == deploymentId) is not { } deployment)
        {
            return new SetupRefusal("SET2008", $"Platform {id} has no deployment '{deploymentId}'. Launch from it once, or add it with platform add --update.");
        }

        if (deployment.Status is DeploymentStatus.Approved && districtId is not null && districtId != deployment.District)
        {
            return new SetupRefusal("SET2009", $"This deployment belongs to district '{deployment.District}' already; its learners' work can't move with it.");
        }

        var named = districtId ?? deployment.District ?? platform.District;
        if (!(await districts.ResolveAsync(named, ct)).TryGetValue(out var district, out var refusal))
        {
            return refusal;
        }

        return await platforms.ChangeAsync(id, known => Approve(known, deploymentId, district.Id), ct) is { } changed ? changed : Unknown(id);
    }

    /// <summary>
    /// Activates a platform that registered itself: with its only deployment, or, where it named none, with the first one that launches within a week. Of
    /// several none is chosen.
    /// </summary>
    public async Task<SetupResult<PlatformRecord>> ActivateAsync(string id, CancellationToken ct)
    {
        if (await platforms.ReadAsync(id, ct) is not { } platform)
        {
            return Unknown(id);
        }

        if (platform.Status is PlatformStatus.Active)
        {
            return new SetupRefusal("SET2011", $"Platform {id} is active already. Let its deployments in one by one with deployment approve.");
        }

        if (!(await districts.ResolveAsync(platform.District, ct)).TryGetValue(out var district, out var refusal))
        {
            return refusal;
        }

        return await platforms.ChangeAsync(id, known => Activate(known, district.Id), ct) is { } changed ? changed : Unknown(id);
    }

    private PlatformRecord Activate(PlatformRecord platform, string district) => platform with
    {
        Status = PlatformStatus.Active,
        District = district,
        TakesFirstDeploymentUntil = platform.Deployments.Count == 0 ? clock.GetUtcNow() + FirstLaunch : null,
        Deployments = platform.Deployments is [{ Status: DeploymentStatus.Pending } only]
            ? [only with { Status = DeploymentStatus.Approved, District = district }]
            : platform.Deployments,
    };

    private static PlatformRecord? Approve(PlatformRecord platform, string deploymentId, string district) => platform with
    {
        Deployments =
        [
            .. platform.Deployments.Select(known => known.Id == deploymentId && known.Status is DeploymentStatus.Pending
                ? known with { Status = DeploymentStatus.Approved, District = district }
                : known),
        ],
    };

    private static PlatformRecord BringUpToDate(PlatformRecord known, PlatformRecord asked)
    {
        var named = asked.Deployments.ToDictionary(deployment => deployment.Id, StringComparer.Ordinal);
        var kept = known.Deployments.Select(old => old.Status is DeploymentStatus.Approved || !named.ContainsKey(old.Id) ? old : named[old.Id]);
        return asked with
        {
            Id = known.Id,
            AddedAt = known.AddedAt,
            Status = known.Status,
            SelfRegistration = known.SelfRegistration,
            TakesFirstDeploymentUntil = known.TakesFirstDeploymentUntil,
            ProductFamily = asked.ProductFamily ?? known.ProductFamily,
            Deployments = [.. kept, .. asked.Deployments.Where(deployment => known.Deployments.All(old => old.Id != deployment.Id))],
        };
    }

    private PlatformRecord NewRecord(NewPlatform asked, string district)
    {
        var now = clock.GetUtcNow();
        return new PlatformRecord
        {
            Id = NewId(),
            Name = asked.Name?.Trim() ?? asked.Issuer,
            ProductFamily = KnownProducts.NameOf(asked.ProductFamily) ?? asked.ProductFamily,
            Issuer = asked.Issuer,
            ClientId = asked.ClientId,
            AuthorizationEndpoint = new Uri(asked.AuthorizationEndpoint),
            TokenEndpoint = new Uri(asked.TokenEndpoint),
            JwksUri = new Uri(asked.JwksUri),
            TokenAudience = asked.TokenAudience ?? KnownProducts.TokenAudienceOf(asked.ProductFamily) ?? asked.TokenEndpoint,
            District = district,
            Deployments = [.. asked.DeploymentIds.Distinct(StringComparer.Ordinal).Select(id => new DeploymentRecord(id, DeploymentStatus.Approved, district, now))],
            FrameOrigins = [.. asked.FrameOrigins.Select(origin => PlatformRules.ParseOrigin(origin, tool)!).Distinct(StringComparer.Ordinal)],
            ServiceHosts = [.. asked.ServiceHosts.Select(host => PlatformRules.ParseHost(host)!).Distinct(StringComparer.OrdinalIgnoreCase)],
            AddedAt = now,
        };
    }

    /// <summary>An id for a platform.</summary>
    internal static string NewId() => RandomNumberGenerator.GetString(IdLetters, IdLength);

    private static SetupRefusal Taken(string? id) =>
        new("SET2006", $"This issuer and client id are registered already, as platform {id}. To change it, add --update.");

    private static SetupRefusal Unknown(string id) => new("SET2007", $"There is no platform '{id}'. See platform list.");
}
