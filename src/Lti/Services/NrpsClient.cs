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
        var read = await _pages.ReadAsync(
            new ServiceCaller(registration, deploymentId, ServiceScopes.Memberships),
            membershipsUrl.WithDefaultQuery("limit", _limits.PageSize.ToString(CultureInfo.InvariantCulture)),
            MediaTypes.Members,
            MemberEntry.ReadPage,
            ct).ConfigureAwait(false);
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
        _log.MembersRead(members.Count, list.Pages, membershipsUrl.IdnHost, list.Entries.Count(entry => entry.UserId is null));
        return LtiResult<IReadOnlyList<Member>>.Success(members);
    }
}
