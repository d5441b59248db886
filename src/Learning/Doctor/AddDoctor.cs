using Integration.Learning.Doctor.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Doctor;

/// <summary>Registers this folder.</summary>
internal static class DoctorRegistration
{
    internal static IServiceCollection AddDoctor(this IServiceCollection services) => services
        .AddSingleton<ICheck, KeysCheck>()
        .AddSingleton<ICheck, DeploymentCheck>()
        .AddSingleton<ICheck, LaunchesCheck>()
        .AddSingleton<ICheck, TokenCheck>()
        .AddSingleton<ICheck, MembersCheck>()
        .AddSingleton<ICheck, ToolKeyCheck>()
        .AddSingleton(provider => new PlatformDoctor(
            provider.GetServices<ICheck>(),
            provider.GetRequiredService<Integration.Lti.LtiToolOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Microsoft.Extensions.Logging.ILogger<PlatformDoctor>>()))
        .AddSingleton<CheckEndpoints>();
}
