using System.CommandLine;
using System.Text.Json;
using Integration.Learning;
using Integration.Learning.Install.Invitations;
using Integration.Lti.Quirks;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary><c>invitation add|list|revoke</c>.</summary>
internal static class InvitationCommands
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var invitation = new Command("invitation", "Lets one LMS register itself, once (dynamic registration).");
        invitation.Subcommands.Add(Add(output, errors));
        invitation.Subcommands.Add(List(output, errors));
        invitation.Subcommands.Add(Revoke(output, errors));
        return invitation;
    }

    private static Command Add(TextWriter output, TextWriter errors)
    {
        var district = new Option<string?>("--district") { Description = "The district the LMS will belong to." };
        var family = new Option<string?>("--family") { Description = $"The only product that may use it: {string.Join(", ", KnownProducts.SelfRegistering)}. Left out, any may." };
        var days = new Option<int>("--days") { Description = "How long it is good for.", DefaultValueFactory = _ => 7 };
        var json = AdminCli.JsonOption();
        var command = new Command("add", "Makes an invitation and prints its address, once.") { district, family, days, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            tool => tool.GetRequiredService<InvitationSetup>().AddAsync(given.GetValue(district), given.GetValue(family), given.GetValue(days), ct),
            (_, made) => Print(output, made, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command List(TextWriter output, TextWriter errors)
    {
        var json = AdminCli.JsonOption();
        var command = new Command("list", "Lists the invitations.") { json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (SetupResult<List<Invitation>>)(await tool.GetRequiredService<InvitationSetup>().ListAsync(ct)).ToList(),
            (tool, all) => Print(output, all, tool.GetRequiredService<TimeProvider>().GetUtcNow(), given.GetValue(json)),
            ct));
        return command;
    }

    private static Command Revoke(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "The invitation's id, from invitation list." };
        var command = new Command("revoke", "Takes an invitation back. A platform that registered with it stays.") { id };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            tool => tool.GetRequiredService<InvitationSetup>().RevokeAsync(given.GetRequiredValue(id), ct),
            (_, gone) => output.WriteLine($"Took invitation {gone.Id} back."),
            ct));
        return command;
    }

    private static void Print(TextWriter output, NewInvitation made, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(InvitationAnswer.Of(made.Invitation, made.Invitation.MadeAt) with { Url = made.Address.AbsoluteUri }, InvitationAnswerJson.Plain.InvitationAnswer));
            return;
        }

        output.WriteLine($"Invitation {made.Invitation.Id} for district {made.Invitation.District}, good until {AdminCli.Minute(made.Invitation.Expires)} UTC, for one LMS{(made.Invitation.Family is { } family ? $" ({family})" : "")}.");
        output.WriteLine("Paste into the LMS where it asks for a registration URL; it is not shown again:");
        output.WriteLine($"  {made.Address.AbsoluteUri}");
    }

    private static void Print(TextWriter output, List<Invitation> all, DateTimeOffset now, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize([.. all.Select(one => InvitationAnswer.Of(one, now))], InvitationAnswerJson.Plain.IReadOnlyListInvitationAnswer));
            return;
        }

        var table = new Table().AddColumns("Id", "District", "For", "Good until (UTC)", "State", "Platform");
        foreach (var one in all)
        {
            table.AddRow(
                new Text(one.Id), new Text(one.District), new Text(one.Family ?? "any LMS"), new Text(AdminCli.Minute(one.Expires)), new Text(InvitationAnswer.StateOf(one, now)), new Text(one.Platform ?? ""));
        }

        AdminCli.ConsoleOn(output).Write(table);
    }
}
