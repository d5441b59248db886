using System.CommandLine;
using Integration.Learning;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;

namespace Integration.Functions.Cli;

/// <summary><c>roster import|sync|held</c>; the other commands of <c>roster</c> have files of their own.</summary>
internal static class RosterCommands
{
    /// <summary>The source that <c>roster import</c> fills where none is named.</summary>
    private const string ImportSource = "import";

    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var roster = new Command("roster", "A district's classes and people, from a SIS or a OneRoster package.");
        roster.Subcommands.Add(Import(output, errors));
        roster.Subcommands.Add(RosterSourceCommands.Build(output, errors));
        roster.Subcommands.Add(Sync(output, errors));
        roster.Subcommands.Add(RosterStatusCommand.Build(output, errors));
        roster.Subcommands.Add(Held(output, errors));
        roster.Subcommands.Add(RosterJoinCommands.Unmatched(output, errors));
        roster.Subcommands.Add(RosterJoinCommands.Rule(output, errors));
        return roster;
    }

    private static Command Import(TextWriter output, TextWriter errors)
    {
        var path = new Argument<string?>("package") { Description = "A OneRoster zip, or a folder with the files.", Arity = ArgumentArity.ZeroOrOne };
        var (district, source, json) = (RosterOptions.District(), RosterOptions.Source(), AdminCli.JsonOption());
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and apply nothing." };
        var held = new Option<string?>("--apply-held") { Description = "Apply this run, which waits, instead of reading a package." };
        var command = new Command("import", "Reads a OneRoster package into the district's roster.") { path, district, source, dryRun, held, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool =>
            {
                var named = given.GetValue(source) ?? ImportSource;
                if (given.GetValue(held) is { } run)
                {
                    return await ApplyHeldAsync(tool, given.GetValue(district), named, run, Worker(tool, given.GetValue(json), errors), ct);
                }

                return given.GetValue(path) is { } package
                    ? await ImportAsync(tool, given.GetValue(district), named, package, given.GetValue(dryRun), Worker(tool, given.GetValue(json), errors), ct)
                    : new SetupRefusal("SET3023", "Name the zip or folder to import, or a run that waits with --apply-held.");
            },
            (_, done) => RosterPrinter.Run(output, done, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command Sync(TextWriter output, TextWriter errors)
    {
        var source = new Argument<string?>("source") { Description = "The roster source; the district's only one when left out.", Arity = ArgumentArity.ZeroOrOne };
        var (district, json) = (RosterOptions.District(), AdminCli.JsonOption());
        var full = new Option<bool>("--full") { Description = "Read everything, and not only what changed." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and apply nothing." };
        var command = new Command("sync", "Reads a source now, or goes on with the run that is under way.") { source, district, full, dryRun, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool => (await RosterOptions.FindAsync(tool, given.GetValue(district), given.GetValue(source), ct)).TryGetValue(out var found, out var refusal)
                ? await Worker(tool, given.GetValue(json), errors).RunAsync(found, given.GetValue(dryRun), given.GetValue(full), ct)
                : refusal,
            (_, done) => RosterPrinter.Run(output, done, given.GetValue(json)),
            ct));
        return command;
    }

    private static Command Held(TextWriter output, TextWriter errors)
    {
        var run = new Argument<string?>("run") { Description = "The run that waits; the source's only one when left out.", Arity = ArgumentArity.ZeroOrOne };
        var (district, source, json) = (RosterOptions.District(), RosterOptions.Source(), AdminCli.JsonOption());
        var apply = new Option<bool>("--apply") { Description = "Apply it as it is." };
        var drop = new Option<bool>("--drop") { Description = "Drop it: nothing of it is applied." };
        var command = new Command("held", "Shows, applies or drops a run that waits for a person.") { run, district, source, apply, drop, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            async tool =>
            {
                if (given.GetValue(apply) && given.GetValue(drop))
                {
                    return new SetupRefusal("SET3024", "Say --apply or --drop, not both.");
                }

                if (!(await WaitingAsync(tool, given.GetValue(district), given.GetValue(source), given.GetValue(run), ct)).TryGetValue(out var waiting, out var refusal))
                {
                    return refusal;
                }

                var worker = Worker(tool, given.GetValue(json), errors);
                return given.GetValue(apply) ? await worker.ApplyHeldAsync(waiting.Source, waiting.Run, ct)
                    : given.GetValue(drop) ? await worker.DropHeldAsync(waiting.Source, waiting.Run, ct)
                    : await worker.ReportAsync(waiting.Source, waiting.Run, ct);
            },
            (_, done) => RosterPrinter.Run(output, done, given.GetValue(json)),
            ct));
        return command;
    }

    private static async Task<SetupResult<FinishedRun>> ImportAsync(
        IServiceProvider tool, string? district, string source, string package, bool dryRun, RosterWorker worker, CancellationToken ct)
    {
        // A relative path is the working directory's, which dotnet run may have changed: the sentence says where it led.
        var path = Path.GetFullPath(package);
        if (!Path.Exists(path))
        {
            return new SetupRefusal("SET3033", $"There is no file or folder at '{AdminCli.Printable(path)}'. Give the whole path.");
        }

        if (!(await RosterOptions.DistrictAsync(tool, district, ct)).TryGetValue(out var id, out var refusal))
        {
            return refusal;
        }

        var sources = tool.GetRequiredService<RosterSourceStore>();
        var known = (await sources.FindAsync(id, source, ct)).Value;
        if (known is { Rest: not null })
        {
            return new SetupRefusal("SET3025", $"Source '{source}' is a SIS and not a package. Name another with --source.");
        }

        // A run that was killed goes on with the package that it began with.
        if (known is not null && known.Package != path && (await tool.GetRequiredService<IRosterSync>().StatusAsync(known.Ref, ct)).Current is { } run)
        {
            return new SetupRefusal("SET3026", $"Run {run} of source '{source}' is under way with another package. Let it end first: roster sync {source}.");
        }

        var asked = new NewRosterSource { Id = source, Package = path, Schedule = known is null ? NewRosterSource.ByHand : null };
        return (await sources.AddAsync(id, asked, update: true, ct)).TryGetValue(out var found, out refusal) ? await worker.RunAsync(found, dryRun, full: false, ct) : refusal;
    }

    private static async Task<SetupResult<FinishedRun>> ApplyHeldAsync(
        IServiceProvider tool, string? district, string source, string run, RosterWorker worker, CancellationToken ct) =>
        (await WaitingAsync(tool, district, source, run, ct)).TryGetValue(out var waiting, out var refusal)
            ? await worker.ApplyHeldAsync(waiting.Source, waiting.Run, ct)
            : refusal;

    private static async Task<SetupResult<WaitingRun>> WaitingAsync(IServiceProvider tool, string? district, string? source, string? run, CancellationToken ct)
    {
        if (!(await RosterOptions.DistrictAsync(tool, district, ct)).TryGetValue(out var id, out var refusal))
        {
            return refusal;
        }

        var sync = tool.GetRequiredService<IRosterSync>();
        var sources = tool.GetRequiredService<RosterSourceStore>();
        IReadOnlyList<RosterSource> among = source is null
            ? await sources.ListAsync(id, ct)
            : (await sources.FindAsync(id, source, ct)).TryGetValue(out var one, out refusal) ? [one] : [];
        if (refusal is not null)
        {
            return refusal;
        }

        foreach (var candidate in among)
        {
            if ((await sync.StatusAsync(candidate.Ref, ct)).Waiting is { } waiting && (run is null || run == waiting.Value))
            {
                return new WaitingRun(candidate, waiting);
            }
        }

        return new SetupRefusal("SET3027", run is null ? "No roster run waits for a person." : $"No roster run '{run}' waits for a person. See roster status.");
    }

    private static RosterWorker Worker(IServiceProvider tool, bool json, TextWriter errors) =>
        new(tool.GetRequiredService<RosterWork>(), tool.GetRequiredService<IRosterSync>(), tool.GetRequiredService<TimeProvider>(), RosterBars.On(json), errors);

    private sealed record WaitingRun(RosterSource Source, RosterRunId Run);
}

/// <summary>A run, as a command leaves it.</summary>
internal sealed record FinishedRun(RosterSource Source, RosterRun Run);
