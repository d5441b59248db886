using Integration.Learning.Roster.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Roster;

/// <summary>Registers this folder.</summary>
internal static class RosterRegistration
{
    internal static IServiceCollection AddRoster(this IServiceCollection services) => services
        .AddSingleton<RosterQueries>()
        .AddSingleton<IRosterSync, RosterSync>();
}
