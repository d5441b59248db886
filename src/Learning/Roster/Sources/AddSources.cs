using Integration.Learning.Jobs;
using Integration.Learning.Roster.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Roster.Sources;

/// <summary>Registers this folder.</summary>
internal static class SourcesRegistration
{
    internal static IServiceCollection AddRosterSources(this IServiceCollection services) => services
        .AddSingleton<RosterSourceStore>()
        .AddSingleton<RosterReaders>()
        .AddSingleton(provider => new RosterWork(
            provider.GetRequiredService<IRosterSync>(), provider.GetRequiredService<RosterReaders>(), provider.GetRequiredService<RosterSourceStore>()))
        .AddSingleton<IJob, ReadDueRosters>();
}
