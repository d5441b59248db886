using System.Globalization;
using Integration.Lti.Registrations;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Services;

/// <summary>Names and Role Provisioning Services, tool side. See <see href="https://www.imsglobal.org/spec/lti-nrps/v2p0">NRPS 2.0</see>.</summary>
public sealed class NrpsClient
{
    private readonly ServicePages _pages;
    private readonly ServiceLimits _limits;
    private readonly ILogger<NrpsClient> _log;

    internal NrpsClient(ServicePages pages, ServiceLimits limits, ILogger<NrpsClient> log)
        => (_pages, _limits, _log) = (pages, limits, log);

    /// <summary>Reads every page of a course's members, bounded; one failed page fails the whole read.</summary>
    public async Task<LtiResult<IReadOnlyList<Member>>> ReadMembersAsync(
        Registration registration, string deploymentId, Uri membershipsUrl, CancellationToken ct)
    {
        var read = await ReadMembersAsync(registration, deploymentId, membershipsUrl, new MemberFilter(), ct).ConfigureAwait(false);
        return read.TryGetValue(out var list, out var fault) ? LtiResult<IReadOnlyList<Member>>.Success(list.Members) : fault;
    }

    /// <summary>Reads every page of the members that <paramref name="filter"/> names, bounded; one failed page fails the whole read.</summary>
    public Task<LtiResult<MemberList>> ReadMembersAsync(
        Registration registration, string deploymentId, Uri membershipsUrl, MemberFilter filter, CancellationToken ct)
    {
        // The address may have a query of its own, even an rlid: what is asked for here replaces it, the rest stays.
        var address = membershipsUrl
            .WithOptionalQuery("rlid", filter.ResourceLinkId)
            .WithOptionalQuery("role", filter.Role)
            .WithDefaultQuery("limit", _limits.PageSize.ToString(CultureInfo.InvariantCulture));
        return ReadAsync(registration, deploymentId, address, ct);
    }

    /// <summary>
    /// Reads what has changed since the list that named <paramref name="differences"/>: people who came or changed, and people who are gone. The address is the platform's
    /// own and is used as it stands.
    /// </summary>
    public Task<LtiResult<MemberList>> ReadDifferencesAsync(Registration registration, string deploymentId, Uri differences, CancellationToken ct)
        => ReadAsync(registration, deploymentId, differences, ct);

    private async Task<LtiResult<MemberList>> ReadAsync(Registration registration, string deploymentId, Uri address, CancellationToken ct)
    {
        var read = await _pages.ReadAsync(
            new ServiceCaller(registration, deploymentId, ServiceScopes.Memberships), address, MediaTypes.Members, MemberEntry.ReadPage, ct).ConfigureAwait(false);
        if (!read.TryGetValue(out var list, out var fault))
        {
            return fault;
        }

        // A person may be listed twice, as when two roles stand in two entries or the class changes between pages.
        var members = list.Entries
            .Where(entry => entry.UserId is not null)
            .GroupBy(entry => entry.UserId, StringComparer.Ordinal)
            .Select(entries => entries.Aggregate(MemberEntry.Merge).ToMember())
            .ToList();
        _log.MembersRead(members.Count, list.Pages, address.IdnHost, list.Entries.Count(entry => entry.UserId is null));
        return new MemberList(members, list.Differences);
    }
}
