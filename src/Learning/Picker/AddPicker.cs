using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Picker;

/// <summary>Registers this folder.</summary>
internal static class PickerRegistration
{
    internal static IServiceCollection AddPicker(this IServiceCollection services) => services
        .AddSingleton<EditEndpoints>()
        .AddSingleton<PickerEndpoints>()
        .AddSingleton<DeepLinkEndpoints>();
}
