using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Classes;

/// <summary>Registers this folder.</summary>
internal static class ClassesRegistration
{
    internal static IServiceCollection AddClasses(this IServiceCollection services) => services
        .AddSingleton<MemberStore>()
        .AddSingleton<ClassListReader>();
}
