using Integration.Lti.Http;
using Integration.Lti.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Services;

/// <summary>Registers the service clients.</summary>
public static class LtiServicesRegistration
{
    /// <summary>
    /// Adds <see cref="AgsClient"/>, <see cref="NrpsClient"/>, <see cref="NoticeClient"/> and <see cref="PlatformProbe"/>. Needs <see cref="IToolKeys"/> and <see cref="LtiToolOptions"/>, and the
    /// outgoing client's handler, all of which come with the launch side.
    /// </summary>
    public static IServiceCollection AddLtiServices(this IServiceCollection services)
    {
        // The factory's own log lines hold whole addresses, and those hold ids of courses and people.
        services.AddHttpClient(PlatformHttp.ClientName).RemoveAllLoggers();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ServiceLimits>();
        services.TryAddSingleton<PlatformExchange>();
        services.TryAddSingleton<ClientAssertions>();
        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<ServiceCalls>();
        services.TryAddSingleton<ServicePages>();

        // Public types with internal constructors, which the container does not see.
        services.TryAddSingleton(provider => new AgsClient(
            provider.GetRequiredService<ServiceCalls>(),
            provider.GetRequiredService<ServicePages>()));
        services.TryAddSingleton(provider => new NrpsClient(
            provider.GetRequiredService<ServicePages>(),
            provider.GetRequiredService<ServiceLimits>(),
            provider.GetRequiredService<ILogger<NrpsClient>>()));
        services.TryAddSingleton(provider => new NoticeClient(
            provider.GetRequiredService<ServiceCalls>(),
            provider.GetRequiredService<LtiToolOptions>()));
        services.TryAddSingleton(provider => new PlatformProbe(
            provider.GetRequiredService<PlatformExchange>(),
            provider.GetRequiredService<AccessTokens>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
