using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Doctor;
using Integration.Learning.Grades;
using Integration.Learning.Install;
using Integration.Learning.Jobs;
using Integration.Learning.Launches;
using Integration.Learning.Notices;
using Integration.Learning.Pages;
using Integration.Learning.Picker;
using Integration.Learning.Platforms;
using Integration.Learning.Roster;
using Integration.Learning.Roster.Admin;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Sources;
using Integration.Learning.Sealing;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets;
using Integration.Learning.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integration.Learning;

/// <summary>What this room must be told from outside.</summary>
/// <param name="MasterKey">Wraps every secret at rest.</param>
public sealed record LearningOptions(MasterKey MasterKey);

/// <summary>Registers this room. It stands on an <c>IDocumentStore</c> that the caller registers.</summary>
public static class LearningRegistration
{
    /// <summary>Registers everything that is ours.</summary>
    public static IServiceCollection AddLearning(this IServiceCollection services, LearningOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSealing(options.MasterKey)
            .AddJobs()
            .AddDistricts()
            .AddPlatforms()
            .AddNotices()
            .AddInstall()
            .AddActivities()
            .AddClasses()
            .AddWork()
            .AddGrades()
            .AddRoster()
            .AddRosterSources()
            .AddRosterJoin()
            .AddRosterAdmin()
            .AddDoctor()
            .AddSessions()
            .AddPages()
            .AddWidgets()
            .AddPicker()
            .AddLaunches();
    }
}
