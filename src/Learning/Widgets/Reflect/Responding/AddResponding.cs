using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>Registers this folder.</summary>
internal static class RespondingRegistration
{
    internal static IServiceCollection AddResponding(this IServiceCollection services) => services
        .AddSingleton<OpenedClass>()
        .AddSingleton<ClassReader>()
        .AddSingleton<ResponseDrafts>()
        .AddSingleton<StudentEndpoints>()
        .AddSingleton<AllowanceEndpoints>()
        .AddSingleton<RespondEndpoints>();
}
