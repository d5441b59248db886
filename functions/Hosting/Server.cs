using System.Net.Sockets;
using Integration.Functions.Settings;

namespace Integration.Functions.Hosting;

/// <summary>The executable as a server: under the Functions host, or on its own.</summary>
internal static class Server
{
    private const int BadSettings = 2;

    internal static async Task<int> RunAsync(TextWriter errors)
    {
        try
        {
            var settings = ToolSettings.Read(SettingsSources.Read());
            await using var app = ToolApp.Build(settings, settings.FunctionsPort is null ? ToolHome.Standalone : ToolHome.Functions);
            await app.Services.PrepareAsync(CancellationToken.None);
            await app.RunAsync();
            return 0;
        }
        catch (BadSettingsException bad)
        {
            await errors.WriteLineAsync(bad.Message);
            return BadSettings;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await errors.WriteLineAsync($"Public__Url or ASPNETCORE_URLS names an address that can't be listened on: {taken.Message}");
            return BadSettings;
        }
    }
}
