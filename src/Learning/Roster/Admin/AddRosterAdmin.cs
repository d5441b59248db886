using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Roster.Admin;

/// <summary>Registers this folder.</summary>
internal static class RosterAdminRegistration
{
    internal static IServiceCollection AddRosterAdmin(this IServiceCollection services) => services
        .AddSingleton<RosterAdminReader>()
        .AddSingleton<RosterAdminEndpoints>();
}
