using System.CommandLine;
using Integration.Learning;
using Integration.Learning.Districts;
using Integration.Learning.Roster.Sources;

namespace Integration.Functions.Cli;

/// <summary><c>roster source add|list|show|pause|resume|remove</c>.</summary>
internal static class RosterSourceCommands
{
    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var source = new Command("source", "Where a district's roster comes from.");
        source.Subcommands.Add(Add(output, errors));
        source.Subcommands.Add(List(output, errors));
        source.Subcommands.Add(One(output, errors, "show", "Shows one source; never its secret.", static (sources, district, id, ct) => sources.FindAsync(district, id, ct)));
        source.Subcommands.Add(One(
            output, errors, "pause", "Stops reading a source by itself; by hand it still is.", static (sources, district, id, ct) => sources.PauseAsync(district, id, true, ct)));
        source.Subcommands.Add(One(
            output, errors, "resume", "Takes up reading a source by itself again.", static (sources, district, id, ct) => sources.PauseAsync(district, id, false, ct)));
        source.Subcommands.Add(Remove(output, errors));
        return source;
    }

    private static Command Add(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "1 to 40 lower-case letters, digits and hyphens, such as sis." };
        var (district, json) = (RosterOptions.District(), AdminCli.JsonOption());
        var name = new Option<string?>("--name") { Description = "A name for lists." };
        var preset = new Option<string?>("--preset") { Description = "The vendor preset; a generic one when left out. A wrong name lists all." };
        var url = new Option<string?>("--url") { Description = "The SIS's rostering base address, which ends before /orgs." };
        var tokenUrl = new Option<string?>("--token-url") { Description = "Where the SIS hands out access tokens." };
        var clientId = new Option<string?>("--client-id") { Description = "The client id or consumer key." };
        var secretFile = new Option<string?>("--client-secret-file") { Description = "A file whose first line is the secret or token; else ROSTER_CLIENT_SECRET, else you are asked." };
        var set = new Option<string[]>("--set") { Description = "What else the preset asks for, such as domain=sis.example.org; may be repeated." };
        var scope = new Option<string?>("--scope") { Description = "Scopes to ask for instead of the preset's, separated by spaces; \"\" for none." };
        var credentials = new Option<string?>("--credentials") { Description = "Where the credentials stand in a token request, if not where the preset says: header, form or query." };
        var ignoreTotal = new Option<bool?>("--ignore-total") { Description = "Where the SIS counts its own records wrongly (OR2006 every night): read every collection up to an empty page; false takes it back." };
        var package = new Option<string?>("--package") { Description = "Instead of a SIS: a zip or folder that this machine can read at the time." };
        var schedule = new Option<string?>("--schedule") { Description = "A cron expression in the district's time zone, or none; a minute of its own each night when left out." };
        var share = new Option<int?>("--hold-share") { Description = "Percent of a collection that a run may end by itself (20)." };
        var least = new Option<int?>("--hold-least") { Description = "... and this many it always may (5)." };
        var full = new Option<int?>("--full-every-days") { Description = "Days after which everything is read again (7)." };
        var update = new Option<bool>("--update") { Description = "Change the source if it is there already; what is not said stays." };
        var command = new Command("add", "Adds a source of the district's roster.")
        {
            id, district, name, preset, url, tokenUrl, clientId, secretFile, set, scope, credentials, ignoreTotal, package, schedule, share, least, full, update, json,
        };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool =>
            {
                if (!(await RosterOptions.DistrictAsync(tool, given.GetValue(district), ct)).TryGetValue(out var resolved, out var refusal)
                    || !Values(given.GetValue(set) ?? []).TryGetValue(out var values, out refusal))
                {
                    return refusal;
                }

                // An update keeps the secret that is there, unless a new one is given; nobody is asked for it then.
                var sources = tool.GetRequiredService<RosterSourceStore>();
                var wantsSecret = given.GetValue(package) is null && !(given.GetValue(update) && (await sources.FindAsync(resolved, given.GetRequiredValue(id), ct)).Value is not null);
                if (!(await RosterSecret.ReadAsync(given.GetValue(secretFile), wantsSecret, errors, ct)).TryGetValue(out var secret, out refusal))
                {
                    return refusal;
                }

                var asked = new NewRosterSource
                {
                    Id = given.GetRequiredValue(id),
                    Name = given.GetValue(name),
                    Preset = given.GetValue(preset),
                    Address = given.GetValue(url),
                    TokenAddress = given.GetValue(tokenUrl),
                    Key = given.GetValue(clientId),
                    Secret = secret.Text,
                    Values = values,
                    Scopes = given.GetValue(scope),
                    Credentials = given.GetValue(credentials),
                    IgnoreTotal = given.GetValue(ignoreTotal),
                    Package = given.GetValue(package) is { } path ? Path.GetFullPath(path) : null,
                    Schedule = given.GetValue(schedule),
                    HoldShare = given.GetValue(share),
                    HoldLeast = given.GetValue(least),
                    FullEveryDays = given.GetValue(full),
                };
                return await sources.AddAsync(resolved, asked, given.GetValue(update), ct);
            },
            (tool, added) => RosterSourcePrinter.One(output, added, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command List(TextWriter output, TextWriter errors)
    {
        var (district, json) = (RosterOptions.District(), AdminCli.JsonOption());
        var command = new Command("list", "Lists the sources of the district.") { district, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (await RosterOptions.DistrictAsync(tool, given.GetValue(district), ct)).TryGetValue(out var resolved, out var refusal)
                ? (SetupResult<List<RosterSource>>)(await tool.GetRequiredService<RosterSourceStore>().ListAsync(resolved, ct)).ToList()
                : refusal,
            (_, all) => RosterSourcePrinter.All(output, all, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command One(
        TextWriter output,
        TextWriter errors,
        string verb,
        string description,
        Func<RosterSourceStore, DistrictId, string, CancellationToken, Task<SetupResult<RosterSource>>> action)
    {
        var id = new Argument<string>("id") { Description = "The source's id, from roster source list." };
        var (district, json) = (RosterOptions.District(), AdminCli.JsonOption());
        var command = new Command(verb, description) { id, district, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (await RosterOptions.DistrictAsync(tool, given.GetValue(district), ct)).TryGetValue(out var resolved, out var refusal)
                ? await action(tool.GetRequiredService<RosterSourceStore>(), resolved, given.GetRequiredValue(id), ct)
                : refusal,
            (_, found) => RosterSourcePrinter.One(output, found, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command Remove(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string>("id") { Description = "The source's id, from roster source list." };
        var district = RosterOptions.District();
        var yes = new Option<bool>("--yes") { Description = "Really remove it." };
        var command = new Command("remove", "Removes a source. The roster it filled stays as it is.") { id, district, yes };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => !given.GetValue(yes)
                ? new SetupRefusal("SET3029", "The district's roster will no longer follow this source. Say --yes to remove it.")
                : (await RosterOptions.DistrictAsync(tool, given.GetValue(district), ct)).TryGetValue(out var resolved, out var refusal)
                    ? await tool.GetRequiredService<RosterWork>().RemoveAsync(resolved, given.GetRequiredValue(id), ct)
                    : refusal,
            (_, removed) => output.WriteLine($"Removed roster source {removed.Id} ({removed.Name})."),
            ct));
        return command;
    }

    private static SetupResult<Dictionary<string, string>> Values(string[] words)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (word.Split('=', 2) is not [{ Length: > 0 } name, var value])
            {
                return new SetupRefusal("SET3030", $"--set takes name=value; got '{word}'.");
            }

            values[name] = value;
        }

        return values;
    }
}
