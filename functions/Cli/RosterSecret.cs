using Integration.Functions.Settings;
using Integration.Learning;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary>The secret of a SIS, from where other people on the machine don't read it: a command line shows in every list of processes.</summary>
/// <param name="Text">The secret; null when none was given and none is needed.</param>
internal sealed record RosterSecret(string? Text)
{
    private const string Variable = "ROSTER_CLIENT_SECRET";

    /// <summary>From a file, else from the environment, else (when it is needed) from a pipe or a person.</summary>
    internal static async Task<SetupResult<RosterSecret>> ReadAsync(string? file, bool isNeeded, TextWriter errors, CancellationToken ct)
    {
        if (file is not null)
        {
            try
            {
                using var reader = File.OpenText(file);
                return new RosterSecret((await reader.ReadLineAsync(ct))?.Trim());
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return new SetupRefusal("SET3031", $"--client-secret-file '{file}' can't be read: {fault.Message}");
            }
        }

        if (SettingsSources.Read()[Variable] is { Length: > 0 } given)
        {
            return new RosterSecret(given.Trim());
        }

        if (!isNeeded)
        {
            return new RosterSecret((string?)null);
        }

        if (Console.IsInputRedirected)
        {
            return new RosterSecret((await Console.In.ReadLineAsync(ct))?.Trim());
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });
        return new RosterSecret(await terminal.PromptAsync(new TextPrompt<string>("Client secret or token:").Secret(null), ct));
    }
}
