using System.CommandLine;
using System.Globalization;
using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Learning;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary>
/// The admin's command line. It opens the store beside a running server, which sees a change within a minute.
/// Exit codes: 0 done, 1 refused or failed, 2 bad settings, 3 a roster run waits for a person.
/// </summary>
internal static class AdminCli
{
    /// <summary>Everything is applied that was to be.</summary>
    internal const int Done = 0;

    /// <summary>Refused, or failed.</summary>
    internal const int Refused = 1;

    /// <summary>A roster run waits for a person, who has to look at it.</summary>
    internal const int Waits = 3;

    private const int BadSettings = 2;

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Manages the districts, platforms and rosters of this LTI tool. Settings are those of the server.");
        root.Subcommands.Add(DistrictCommands.Build(output, errors));
        root.Subcommands.Add(PlatformCommands.Build(output, errors));
        root.Subcommands.Add(DeploymentCommands.Build(output, errors));
        root.Subcommands.Add(InvitationCommands.Build(output, errors));
        root.Subcommands.Add(KeyCommands.Build(output, errors));
        root.Subcommands.Add(RosterCommands.Build(output, errors));
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
    }

    /// <summary>Said in place of an empty table.</summary>
    internal const string NoRosterSource = "No roster source yet. Add one with roster source add, or import a package with roster import.";

    /// <summary>What somebody outside wrote or sent: it must not steer the admin's terminal.</summary>
    internal static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>A time in UTC to the minute; empty for none.</summary>
    internal static string Minute(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    internal static Option<bool> JsonOption() => new("--json") { Description = "Print JSON for scripts." };

    internal static IAnsiConsole ConsoleOn(TextWriter output) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.Detect, Interactive = InteractionSupport.No });

    /// <summary>Runs one command on the composed rooms, and turns its outcome into an exit code.</summary>
    internal static Task<int> OnToolAsync<T>(
        TextWriter errors, Func<IServiceProvider, Task<SetupResult<T>>> command, Action<IServiceProvider, T> print, CancellationToken ct) =>
        OnToolAsync(
            errors,
            command,
            (tool, value) =>
            {
                print(tool, value);
                return Done;
            },
            ct);

    /// <summary>The same for a command whose outcome has several exit codes.</summary>
    internal static async Task<int> OnToolAsync<T>(
        TextWriter errors, Func<IServiceProvider, Task<SetupResult<T>>> command, Func<IServiceProvider, T, int> print, CancellationToken ct)
    {
        try
        {
            var services = new ServiceCollection().AddLogging().AddTool(ToolSettings.Read(SettingsSources.Read()));
            await using var tool = services.BuildServiceProvider();
            await tool.PrepareAsync(ct);
            if ((await command(tool)).TryGetValue(out var value, out var refusal))
            {
                return print(tool, value);
            }

            await errors.WriteLineAsync($"{refusal.Code}: {refusal.Sentence}");
            return Refused;
        }
        catch (BadSettingsException bad)
        {
            await errors.WriteLineAsync(bad.Message);
            return BadSettings;
        }
    }
}
