using Integration.Learning.Pages.Handshake;
using Integration.Lti.Launch;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Pages;

/// <summary>Registers this folder.</summary>
internal static class PagesRegistration
{
    internal static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<DrawnScreens>()
        .AddSingleton<ErrorPages>()
        .AddSingleton<ILtiPages, LtiPages>();
}
