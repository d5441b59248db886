using System.CommandLine;
using Integration.Learning;
using Integration.Learning.Platforms;
using Integration.Lti.Quirks;

namespace Integration.Functions.Cli;

/// <summary><c>platform add|list|show|approve|remove|launches|check</c>.</summary>
internal static class PlatformCommands
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var platform = new Command("platform", "An LMS that may launch this tool.");
        platform.Subcommands.Add(Add(output, errors));
        platform.Subcommands.Add(List(output, errors));
        platform.Subcommands.Add(Show(output, errors));
        platform.Subcommands.Add(Approve(output, errors));
        platform.Subcommands.Add(Remove(output, errors));
        platform.Subcommands.Add(LaunchCommand.Build(output, errors));
        platform.Subcommands.Add(CheckCommand.Build(output, errors));
        return platform;
    }

    private static Command Add(TextWriter output, TextWriter errors)
    {
        var issuer = new Option<string>("--issuer") { Description = "The platform's issuer (iss).", Required = true };
        var clientId = new Option<string>("--client-id") { Description = "The client id the platform gave this tool.", Required = true };
        var authUrl = new Option<string>("--auth-url") { Description = "The platform's OIDC authorization endpoint.", Required = true };
        var tokenUrl = new Option<string>("--token-url") { Description = "The platform's token endpoint.", Required = true };
        var jwksUrl = new Option<string>("--jwks-url") { Description = "The platform's public keys.", Required = true };
        var audience = new Option<string?>("--audience") { Description = "The audience of token requests, where it is not the token endpoint." };
        var deployments = new Option<string[]>("--deployment") { Description = "A deployment id to let in; may be repeated." };
        var district = new Option<string?>("--district") { Description = "The district its deployments belong to." };
        var origins = new Option<string[]>("--frame-origin") { Description = "An origin that may frame the tool; may be repeated." };
        var hosts = new Option<string[]>("--service-host") { Description = "A further host of the platform's services; may be repeated." };
        var name = new Option<string?>("--name") { Description = "A name for lists." };
        var family = new Option<string?>("--family") { Description = $"Which LMS it is: {string.Join(", ", KnownProducts.Names)}. Left out, its first launch says so." };
        var update = new Option<bool>("--update") { Description = "Change the platform if this issuer and client id are registered already." };
        var json = AdminCli.JsonOption();
        var command = new Command("add", "Registers a platform and prints what to paste into it.")
        {
            issuer, clientId, authUrl, tokenUrl, jwksUrl, audience, deployments, district, origins, hosts, name, family, update, json,
        };
        command.SetAction((given, ct) =>
        {
            var asked = new NewPlatform
            {
                Name = given.GetValue(name),
                ProductFamily = given.GetValue(family),
                Issuer = given.GetRequiredValue(issuer),
                ClientId = given.GetRequiredValue(clientId),
                AuthorizationEndpoint = given.GetRequiredValue(authUrl),
                TokenEndpoint = given.GetRequiredValue(tokenUrl),
                JwksUri = given.GetRequiredValue(jwksUrl),
                TokenAudience = given.GetValue(audience),
                District = given.GetValue(district),
                DeploymentIds = given.GetValue(deployments) ?? [],
                FrameOrigins = given.GetValue(origins) ?? [],
                ServiceHosts = given.GetValue(hosts) ?? [],
            };
            return AdminCli.OnToolAsync(
                errors,
                tool => tool.GetRequiredService<PlatformSetup>().AddAsync(asked, given.GetValue(update), ct),
                (tool, added) => PlatformPrinter.One(output, tool, added, given.GetValue(json)),
                ct);
        });
        return command;
    }

    private static Command List(TextWriter output, TextWriter errors)
    {
        var json = AdminCli.JsonOption();
        var command = new Command("list", "Lists the platforms.") { json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (SetupResult<List<PlatformRecord>>)(await tool.GetRequiredService<PlatformSetup>().ListAsync(ct)).ToList(),
            (tool, all) => PlatformPrinter.All(output, tool, all, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command Show(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "The platform's id, from platform list." };
        var json = AdminCli.JsonOption();
        var command = new Command("show", "Shows one platform and what to paste into it.") { id, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            tool => tool.GetRequiredService<PlatformSetup>().ShowAsync(given.GetRequiredValue(id), ct),
            (tool, found) => PlatformPrinter.One(output, tool, found, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command Approve(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "The platform's id, from platform list." };
        var json = AdminCli.JsonOption();
        var command = new Command("approve", "Activates a platform that registered itself.") { id, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            tool => tool.GetRequiredService<PlatformSetup>().ActivateAsync(given.GetRequiredValue(id), ct),
            (tool, active) => PlatformPrinter.One(output, tool, active, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command Remove(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "The platform's id, from platform list." };
        var yes = new Option<bool>("--yes") { Description = "Really remove it." };
        var command = new Command("remove", "Removes a platform: its launches end. What learners wrote stays.") { id, yes };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => given.GetValue(yes)
                ? await tool.GetRequiredService<PlatformSetup>().RemoveAsync(given.GetRequiredValue(id), ct)
                : new SetupRefusal("SET2010", "Launches from this platform will end. Say --yes to remove it."),
            (_, removed) => output.WriteLine($"Removed platform {removed.Id} ({removed.Name})."),
            ct));
        return command;
    }
}
