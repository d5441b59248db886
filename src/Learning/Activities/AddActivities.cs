using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Activities;

/// <summary>Registers this folder.</summary>
internal static class ActivitiesRegistration
{
    internal static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddSingleton<ActivityStore>()
        .AddSingleton<CopiedLinks>()
        .AddSingleton<PlacementStore>();
}
