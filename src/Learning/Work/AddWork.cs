using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Work;

/// <summary>Registers this folder.</summary>
internal static class WorkRegistration
{
    internal static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton<WorkStore>()
        .AddSingleton<Excusals>()
        .AddSingleton<Reopenings>()
        .AddSingleton<Transfers>();
}
