using Integration.Lti.Registrations;

namespace Integration.Lti.Services;

/// <summary>Names and Role Provisioning Services, tool side.</summary>
public sealed class NrpsClient
{
    /// <summary>Reads every page of a course's members, bounded; one failed page fails the whole read.</summary>
    public Task<LtiResult<IReadOnlyList<Member>>> ReadMembersAsync(Registration registration, string deploymentId, Uri membershipsUrl, CancellationToken ct)
        => throw new NotSupportedException();
}
