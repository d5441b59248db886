using Integration.Learning.Pages;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Integration.Tests.Browser;

/// <summary>A loopback server with the real assets and whatever pages a test maps.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageServer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<PageServer> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapAssets();
        app.MapGet("/favicon.ico", () => Results.NoContent());
        map(app);
        await app.StartAsync();
        return new PageServer(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
