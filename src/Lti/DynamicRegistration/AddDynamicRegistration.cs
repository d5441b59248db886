using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integration.Lti.DynamicRegistration;

/// <summary>Registers this folder.</summary>
internal static class DynamicRegistrationParts
{
    internal static IServiceCollection AddDynamicRegistration(this IServiceCollection services)
    {
        services.TryAddSingleton<RegistrationCalls>();
        services.TryAddSingleton(provider => new RegistrationClient(provider.GetRequiredService<RegistrationCalls>(), provider.GetRequiredService<LtiToolOptions>()));
        return services;
    }
}
