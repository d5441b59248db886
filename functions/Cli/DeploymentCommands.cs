using System.CommandLine;
using Integration.Learning.Platforms;

namespace Integration.Functions.Cli;

/// <summary><c>deployment approve</c>.</summary>
internal static class DeploymentCommands
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var platform = new Option<string>("--platform") { Description = "The platform's id, from platform list.", Required = true };
        var deployment = new Option<string>("--deployment") { Description = "The deployment id as the platform sends it.", Required = true };
        var district = new Option<string?>("--district") { Description = "The district it belongs to." };
        var json = AdminCli.JsonOption();
        var approve = new Command("approve", "Lets a deployment in, for one district.") { platform, deployment, district, json };
        approve.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            tool => tool.GetRequiredService<PlatformSetup>().ApproveAsync(
                given.GetRequiredValue(platform), given.GetRequiredValue(deployment), given.GetValue(district), ct),
            (tool, changed) => PlatformPrinter.One(output, tool, changed, given.GetValue(json)),
            ct));
        return new Command("deployment", "One installation of this tool within a platform.") { approve };
    }
}
