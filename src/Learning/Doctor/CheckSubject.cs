using Integration.Learning.Platforms;
using Integration.Lti.Registrations;

namespace Integration.Learning.Doctor;

/// <summary>What is checked.</summary>
/// <param name="Platform">The platform, straight from the store.</param>
/// <param name="Deployment">The deployment that tokens are asked for; null where none is let in.</param>
public sealed record CheckSubject(PlatformRecord Platform, string? Deployment)
{
    /// <summary>True when nothing of other deployments may be told: on an issuer that schools share they are other schools.</summary>
    public bool OnlyThisDeployment { get; init; }

    /// <summary>The membership service of a course, where one is known.</summary>
    public Uri? Memberships { get; init; }

    /// <summary>The platform as the LTI room sees it.</summary>
    public Registration Registration { get; } = Platform.ToRegistration();

    /// <summary>What the command line checks: the deployment that was named, or the first that is let in, and all that is known of the platform.</summary>
    public static CheckSubject Of(PlatformRecord platform, string? deployment) =>
        new(platform, deployment ?? platform.Deployments.FirstOrDefault(known => known.Status is DeploymentStatus.Approved)?.Id);
}
