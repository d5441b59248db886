using Integration.Lti.Faults;
using Integration.Lti.Registrations;

namespace Integration.Lti.Launch;

/// <summary>
/// Lets in approved deployments only. On a shared issuer another deployment is another school, so an unknown one inherits nothing: it is noted for an admin.
/// See <see href="https://www.imsglobal.org/spec/lti/v1p3#tool-deployment">LTI Core 3.1.3</see>.
/// </summary>
internal sealed class DeploymentGate(IPlatformRegistry registry)
{
    /// <summary>Null when the deployment may come in.</summary>
    public async Task<LtiFault?> JudgeAsync(LtiLaunch launch, CancellationToken ct)
    {
        if (launch.Registration.Deployments.TryGetValue(launch.DeploymentId, out var status))
        {
            return status == DeploymentStatus.Approved ? null : new LtiFault(LaunchFaults.DeploymentPending, $"deployment id: {launch.DeploymentId}");
        }

        await registry.ReportUnknownDeploymentAsync(launch.Registration, launch.DeploymentId, ct);

        // An admin may have said yes to the first one beforehand.
        if (await registry.FindAsync(launch.Registration.Id, ct) is { } now && now.Deployments.GetValueOrDefault(launch.DeploymentId) == DeploymentStatus.Approved)
        {
            return null;
        }

        return new LtiFault(LaunchFaults.DeploymentUnknown, $"deployment id: {launch.DeploymentId}");
    }
}
