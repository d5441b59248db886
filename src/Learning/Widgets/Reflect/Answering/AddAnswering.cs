using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>Registers this folder.</summary>
internal static class AnsweringRegistration
{
    internal static IServiceCollection AddAnswering(this IServiceCollection services) => services
        .AddSingleton<OwnWork>()
        .AddSingleton<FollowingWork>()
        .AddSingleton<AnswerScreens>()
        .AddSingleton<SaveEndpoint>()
        .AddSingleton<HelpEndpoint>()
        .AddSingleton<AnswerEndpoints>();
}
