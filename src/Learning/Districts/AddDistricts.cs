using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Districts;

/// <summary>Registers this folder.</summary>
internal static class DistrictsRegistration
{
    internal static IServiceCollection AddDistricts(this IServiceCollection services) => services.AddSingleton<DistrictStore>();
}
