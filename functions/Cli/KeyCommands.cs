using System.CommandLine;
using System.Text.Json;
using Integration.Learning.Platforms;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary><c>keys list|rotate</c>.</summary>
internal static class KeyCommands
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var keys = new Command("keys", "The tool's own signing keys. They change by themselves every 90 days.");
        var listJson = AdminCli.JsonOption();
        var list = new Command("list", "Lists the keys that are published.") { listJson };
        list.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors, tool => tool.GetRequiredService<ToolKeySetup>().ListAsync(ct), (_, all) => Print(output, all, given.GetValue(listJson)), ct));
        keys.Subcommands.Add(list);

        var soon = new Option<bool>("--soon") { Description = "Sign with it after two hours instead of two days: for a key that somebody else may have." };
        var rotateJson = AdminCli.JsonOption();
        var rotate = new Command("rotate", "Publishes the next key now; it signs once every LMS has had time to fetch it.") { soon, rotateJson };
        rotate.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors, tool => tool.GetRequiredService<ToolKeySetup>().RotateAsync(given.GetValue(soon), ct), (_, all) => Print(output, all, given.GetValue(rotateJson)), ct));
        keys.Subcommands.Add(rotate);
        return keys;
    }

    private static void Print(TextWriter output, ToolKeyStates all, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(all.Keys, AnswerJson.Plain.IReadOnlyListToolKeyState));
            return;
        }

        var table = new Table().AddColumns("Key", "State", "Signs from (UTC)", "Served until (UTC)");
        foreach (var key in all.Keys)
        {
            table.AddRow(new Text(key.Kid), new Text(key.State), new Text(AdminCli.Minute(key.SignsFrom)), new Text(AdminCli.Minute(key.ServedUntil)));
        }

        AdminCli.ConsoleOn(output).Write(table);
    }
}
