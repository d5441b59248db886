using System.CommandLine;
using System.Text.Json;
using Integration.Learning;
using Integration.Learning.Districts;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary><c>district add|list</c>.</summary>
internal static class DistrictCommands
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var district = new Command("district", "A school district: the wall around all learner data.");
        district.Subcommands.Add(Add(output, errors));
        district.Subcommands.Add(List(output, errors));
        return district;
    }

    private static Command Add(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "1 to 40 lower-case letters, digits and hyphens." };
        var name = new Option<string?>("--name") { Description = "Its name, for lists." };
        var zone = new Option<string>("--time-zone") { Description = "IANA time zone, such as America/Denver.", DefaultValueFactory = _ => "UTC" };
        var language = new Option<string>("--language") { Description = "en or es.", DefaultValueFactory = _ => "en" };
        var json = AdminCli.JsonOption();
        var command = new Command("add", "Adds a district.") { id, name, zone, language, json };
        command.SetAction((given, ct) =>
        {
            var asked = new NewDistrict(given.GetRequiredValue(id), given.GetValue(name), given.GetRequiredValue(zone), given.GetRequiredValue(language));
            return AdminCli.OnToolAsync(
                errors,
                tool => tool.GetRequiredService<DistrictStore>().AddAsync(asked, ct),
                (_, added) => PrintOne(output, added, given.GetValue(json)),
                ct);
        });
        return command;
    }

    private static Command List(TextWriter output, TextWriter errors)
    {
        var json = AdminCli.JsonOption();
        var command = new Command("list", "Lists the districts.") { json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (SetupResult<List<District>>)(await tool.GetRequiredService<DistrictStore>().ListAsync(ct)).ToList(),
            (_, all) => PrintAll(output, all, given.GetValue(json)),
            ct));
        return command;
    }

    private static void PrintOne(TextWriter output, District district, bool json) =>
        output.WriteLine(json
            ? JsonSerializer.Serialize(DistrictAnswer.Of(district), AnswerJson.Plain.DistrictAnswer)
            : $"Added district {district.Id} ({district.Name}), {district.TimeZone}, {district.Language}.");

    private static void PrintAll(TextWriter output, IReadOnlyList<District> districts, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize([.. districts.Select(DistrictAnswer.Of)], AnswerJson.Plain.IReadOnlyListDistrictAnswer));
            return;
        }

        var table = new Table().AddColumns("Id", "Name", "Time zone", "Language");
        foreach (var district in districts)
        {
            table.AddRow(new Text(district.Id), new Text(district.Name), new Text(district.TimeZone), new Text(district.Language));
        }

        AdminCli.ConsoleOn(output).Write(table);
    }
}
