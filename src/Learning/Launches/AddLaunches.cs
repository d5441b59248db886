using Integration.Learning.Launches.Log;
using Integration.Lti.Launch;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Launches;

/// <summary>Registers this folder.</summary>
internal static class LaunchesRegistration
{
    internal static IServiceCollection AddLaunches(this IServiceCollection services) => services
        .AddLaunchLog()
        .AddSingleton<HomeEndpoints>()
        .AddSingleton<ILaunchHandler, LaunchEndpoints>();
}
