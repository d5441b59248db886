using Integration.Learning.Jobs;
using Integration.Lti.Launch;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Launches.Log;

/// <summary>Registers this folder.</summary>
internal static class LaunchLogRegistration
{
    internal static IServiceCollection AddLaunchLog(this IServiceCollection services) => services
        .AddSingleton<LaunchLog>()
        .AddSingleton<ILaunchLog>(provider => provider.GetRequiredService<LaunchLog>())
        .AddSingleton<LaunchLogStore>()
        .AddSingleton<LaunchLogWriter>()
        .AddSingleton<IJob, PurgeLaunchLog>()
        .AddHostedService<WriteLaunchLog>();
}
