using Integration.Learning.Platforms;
using Integration.Lti.Registrations;

namespace Integration.Learning.Doctor.Checks;

/// <summary>Which installations of the tool are let in, and which wait for somebody.</summary>
internal sealed class DeploymentCheck : ICheck
{
    private const int MostNamed = 5;

    public CheckArea Area => CheckArea.Deployments;

    public Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct) => Task.FromResult<IReadOnlyList<Finding>>([.. Look(subject)]);

    private static IEnumerable<Finding> Look(CheckSubject subject)
    {
        var platform = subject.Platform;
        if (platform.Status is PlatformStatus.Pending)
        {
            yield return new Finding(CheckArea.Deployments, FindingState.Failed, "CHK1204", platform.Id);
            yield break;
        }

        var asked = platform.Deployments.FirstOrDefault(deployment => deployment.Id == subject.Deployment);
        if (subject.OnlyThisDeployment)
        {
            yield return asked?.Status is DeploymentStatus.Approved
                ? new Finding(CheckArea.Deployments, FindingState.Ok, "CHK1205", asked.Id)
                : NotLetIn(subject.Deployment);
            yield break;
        }

        var pending = platform.Deployments.Where(deployment => deployment.Status is DeploymentStatus.Pending).Select(deployment => deployment.Id).ToList();
        var approved = platform.Deployments.Count - pending.Count;
        if (subject.Deployment is not null && asked?.Status is not DeploymentStatus.Approved)
        {
            yield return NotLetIn(subject.Deployment);
        }

        if (approved > 0)
        {
            yield return new Finding(CheckArea.Deployments, FindingState.Ok, "CHK1201", approved);
        }
        else if (pending.Count == 0)
        {
            yield return new Finding(CheckArea.Deployments, platform.TakesFirstDeploymentUntil is null ? FindingState.Failed : FindingState.Unknown, "CHK1203");
        }

        if (pending.Count > 0)
        {
            yield return new Finding(
                CheckArea.Deployments, FindingState.Warning, "CHK1202", pending.Count, string.Join(", ", pending.Take(MostNamed)), $"deployment approve --platform {platform.Id} --deployment");
        }
    }

    private static Finding NotLetIn(string? deployment) => new(CheckArea.Deployments, FindingState.Failed, "CHK1206", deployment ?? "");
}
