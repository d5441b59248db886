using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Widgets.Reflect.Answering;
using Integration.Learning.Widgets.Reflect.Responding;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Widgets;

/// <summary>Registers this folder.</summary>
internal static class WidgetsRegistration
{
    internal static IServiceCollection AddWidgets(this IServiceCollection services) => services
        .AddAnswering()
        .AddResponding()
        .AddSingleton<IWidgetEndpoints, ReflectEndpoints>();
}
