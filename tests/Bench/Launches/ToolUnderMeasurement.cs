using System.Security.Cryptography;
using System.Text.Json;
using Integration.Bench.Servers;

namespace Integration.Bench.Launches;

/// <summary>The real executable on a new SQLite file, with the bench's platform registered through its own command line.</summary>
internal static class ToolUnderMeasurement
{
    private const string Name = "Integration.Functions";

    /// <summary>Built beside the bench, in the same configuration.</summary>
    internal static string BuiltExecutable
    {
        get
        {
            // tests/Bench/bin/<configuration>/<framework>
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var root = framework.Parent!.Parent!.Parent!.Parent!.Parent!;
            return Path.Combine(root.FullName, "functions", "bin", framework.Parent.Name, framework.Name, Name);
        }
    }

    internal static async Task<(ServerProcess Process, Uri Login)> StartAsync(
        string executable, string folder, Uri address, PracticePlatform platform, CancellationToken ct)
    {
        var settings = new Dictionary<string, string>
        {
            ["Public__Url"] = address.GetLeftPart(UriPartial.Authority),
            ["Storage__Provider"] = "Sqlite",
            ["Storage__Sqlite"] = Path.Combine(folder, "tool.db"),
            ["Secrets__MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        var added = await ServerProcess.RunAsync(
            executable,
            [
                "platform", "add",
                "--issuer", PracticePlatform.Issuer,
                "--client-id", Audience.ClientId,
                "--auth-url", new Uri(platform.Address, "/auth").AbsoluteUri,
                "--token-url", new Uri(platform.Address, "/token").AbsoluteUri,
                "--jwks-url", new Uri(platform.Address, "/jwks").AbsoluteUri,
                "--deployment", Audience.Deployment,
                "--json",
            ],
            settings,
            ct);
        using var answer = JsonDocument.Parse(added);
        var login = answer.RootElement.GetProperty("pasteIntoLms").GetProperty("loginUrl").GetString()!;
        return (await ServerProcess.StartAsync(executable, [], settings, address, ct), new Uri(login));
    }
}
