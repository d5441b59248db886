using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Sessions;

/// <summary>Registers this folder.</summary>
internal static class SessionsRegistration
{
    internal static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<SessionTokens>();
}
