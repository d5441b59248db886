using Integration.OneRoster.Http;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Integration.OneRoster;

/// <summary>Registers this room.</summary>
public static class OneRosterRegistration
{
    /// <summary>Adds <see cref="RestRosters"/>. Needs logging.</summary>
    public static IServiceCollection AddOneRoster(this IServiceCollection services, OneRosterOptions options)
    {
        services.AddSisHttp();
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SisLimits>();
        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<SignatureMethods>();

        // A public type with an internal constructor, which the container does not see.
        services.TryAddSingleton(provider => new RestRosters(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<OneRosterOptions>(),
            provider.GetRequiredService<SisLimits>(),
            provider.GetRequiredService<AccessTokens>(),
            provider.GetRequiredService<SignatureMethods>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }
}
