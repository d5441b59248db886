using Integration.Lti.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Activities;

/// <summary>Registers this folder.</summary>
internal static class ActivitiesRegistration
{
    internal static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddSingleton<ActivityStore>()
        .AddSingleton<CopiedCourses>()
        .AddSingleton<INoticeHandler>(provider => provider.GetRequiredService<CopiedCourses>())
        .AddSingleton<CopiedLinks>()
        .AddSingleton<PlacementStore>();
}
