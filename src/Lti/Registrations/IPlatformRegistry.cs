namespace Integration.Lti.Registrations;

/// <summary>Where registrations are kept. Called on every login and launch, so implementations cache.</summary>
public interface IPlatformRegistry
{
    /// <summary>The registration with this id, or null.</summary>
    ValueTask<Registration?> FindAsync(RegistrationId id, CancellationToken ct);

    /// <summary>Every registration of an issuer, narrowed to one client id when it is given. Order is not significant.</summary>
    ValueTask<IReadOnlyList<Registration>> FindByIssuerAsync(string issuer, string? clientId, CancellationToken ct);

    /// <summary>
    /// A launch with a good signature named a deployment that is not known: keep it as pending so that an admin can approve it.
    /// Called once per launch; implementations bound how many pending deployments one registration may gather.
    /// </summary>
    Task ReportUnknownDeploymentAsync(Registration registration, string deploymentId, CancellationToken ct);

    /// <summary>
    /// An admitted launch named its product, and the registration had none: keep it, so that service calls know the product's quirks.
    /// Called while <see cref="Registration.ProductFamily"/> is null, so at most a few times in a registration's life.
    /// </summary>
    Task ReportProductFamilyAsync(Registration registration, string productFamily, CancellationToken ct);
}
