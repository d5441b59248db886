using System.Net;
using Integration.Functions.Http;
using Integration.Functions.Settings;
using Integration.Functions.Triggers;
using Integration.Learning;
using Integration.Lti;

namespace Integration.Functions.Hosting;

/// <summary>The composition root: one web application, whichever of the three homes it runs in.</summary>
internal static class ToolApp
{
    private const long MaxRequestBytes = 1024 * 1024;

    /// <summary>Builds the tool. Nothing is taken from the environment here: a Sandbox or a test may run several tools in one process.</summary>
    internal static WebApplication Build(ToolSettings settings, ToolHome home, Action<IApplicationBuilder>? inFront = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Integration.Functions" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        builder.WebHost.UseUrls(Addresses(settings));
        builder.Logging.AddToolLogging(home);
        builder.Services.AddRouting();
        builder.Services.AddTool(settings);
        if (home is not ToolHome.Functions)
        {
            builder.Services.AddHostedService<StandaloneTicker>();
        }

        // A hole in the container shows at start, not on some student's click.
        builder.Host.UseDefaultServiceProvider(container => (container.ValidateOnBuild, container.ValidateScopes) = (true, true));

        var app = builder.Build();
        inFront?.Invoke(app);
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseRouting();
        app.MapTool(home);
        return app;
    }

    /// <summary>Every route there is. Each lies under a prefix that has a <c>function.json</c>; a Conventions test holds that.</summary>
    internal static void MapTool(this IEndpointRouteBuilder routes, ToolHome home)
    {
        routes.MapHealth();
        routes.MapLti();
        routes.MapLearning();
        if (home is ToolHome.Functions)
        {
            routes.MapTriggers();
        }
    }

    // The Functions host calls 127.0.0.1 on its own port and hands its own ASPNETCORE_URLS down, so that one must lose.
    private static string[] Addresses(ToolSettings settings) => settings switch
    {
        { FunctionsPort: { } port } => [Loopback(IPAddress.Loopback.ToString(), port)],
        { PublicUrl: { IsLoopback: true, Scheme: "http" } url } => [Loopback(url.Host, url.Port)],
        { Urls: { Length: > 0 } urls } => urls.Split(';', StringSplitOptions.RemoveEmptyEntries),
        _ => [Loopback(IPAddress.Loopback.ToString(), 5070)],
    };

    private static string Loopback(string host, int port) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://{host}:{port}");
}

/// <summary>Where the tool runs.</summary>
internal enum ToolHome
{
    /// <summary>Started by the Azure Functions host, which also ticks.</summary>
    Functions,

    /// <summary>Started by a person or a service manager.</summary>
    Standalone,

    /// <summary>Inside the Sandbox or a test.</summary>
    InProcess,
}
