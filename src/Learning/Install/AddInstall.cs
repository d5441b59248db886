using Integration.Learning.Districts;
using Integration.Learning.Install.Guides;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Install.Registering;
using Integration.Lti;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Install;

/// <summary>Registers this folder.</summary>
internal static class InstallRegistration
{
    internal static IServiceCollection AddInstall(this IServiceCollection services) => services
        .AddSingleton<InvitationStore>()
        .AddSingleton(provider => new InvitationSetup(
            provider.GetRequiredService<InvitationStore>(),
            provider.GetRequiredService<DistrictStore>(),
            provider.GetRequiredService<LtiToolOptions>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<OwnProfile>()
        .AddSingleton<RegistrationSeal>()
        .AddSingleton<SelfRegistering>()
        .AddSingleton<RegisterEndpoints>()
        .AddSingleton<InstallEndpoints>();
}
