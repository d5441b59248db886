using Integration.Learning.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Roster.Join;

/// <summary>Registers this folder.</summary>
internal static class JoinRegistration
{
    internal static IServiceCollection AddRosterJoin(this IServiceCollection services) => services
        .AddSingleton<JoinRuleStore>()
        .AddSingleton<JoinContexts>()
        .AddSingleton<SisLookups>()
        .AddSingleton<ContextJoiner>()
        .AddSingleton<ClassJoinReader>()
        .AddSingleton<ClassMoves>()
        .AddSingleton<JoinReports>()
        .AddSingleton<IJob, JoinRosters>();
}
