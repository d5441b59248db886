using Integration.Learning.Jobs;
using Integration.Lti.Keys;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Platforms;

/// <summary>Registers this folder: what the LTI room asks its user to keep.</summary>
internal static class PlatformsRegistration
{
    internal static IServiceCollection AddPlatforms(this IServiceCollection services) => services
        .AddSingleton<PlatformStore>()
        .AddSingleton<IPlatformRegistry>(provider => provider.GetRequiredService<PlatformStore>())
        .AddSingleton<PlatformSetup>()
        .AddSingleton<IUsedNonces, UsedNonces>()
        .AddSingleton<ToolKeyStore>()
        .AddSingleton<IToolKeys, ToolKeys>()
        .AddSingleton(provider => new ToolKeySetup(provider.GetRequiredService<ToolKeyStore>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IJob>(provider => provider.GetRequiredService<ToolKeySetup>())
        .AddSingleton<IJob, PurgeUsedNonces>();
}
