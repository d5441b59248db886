using Integration.Learning.Doctor;
using Integration.Learning.Install.Guides;
using Integration.Learning.Install.Registering;
using Integration.Learning.Launches;
using Integration.Learning.Pages;
using Integration.Learning.Picker;
using Integration.Learning.Roster.Admin;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning;

/// <summary>Maps this room's addresses: <c>/assets</c>, <c>/install</c> and registration for everyone, <c>/app</c> for those with a session.</summary>
public static class MapLearningEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapLearning(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        var services = routes.ServiceProvider;
        services.GetRequiredService<RegisterEndpoints>().Map(routes);
        services.GetRequiredService<InstallEndpoints>().Map(routes);
        var app = routes.MapGroup("/app").RequireSession();
        services.GetRequiredService<HomeEndpoints>().Map(app);
        services.GetRequiredService<PickerEndpoints>().Map(app);
        services.GetRequiredService<RosterAdminEndpoints>().Map(app);
        services.GetRequiredService<CheckEndpoints>().Map(app);
        foreach (var widget in services.GetServices<IWidgetEndpoints>())
        {
            widget.Map(app);
        }

        // A reload inside the frame asks for whatever screen the address bar names; without a session the page explains itself.
        app.Map("/{**path}", () => SessionRefusalEndpoints.NotThere);
    }
}
