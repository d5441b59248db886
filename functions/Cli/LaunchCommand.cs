using System.CommandLine;
using System.Globalization;
using Integration.Learning;
using Integration.Learning.Launches.Log;
using Integration.Learning.Platforms;
using Integration.Lti.Registrations;

namespace Integration.Functions.Cli;

/// <summary><c>platform launches</c>: how the launches of a platform ended, and why the one ended that somebody saw a reference of.</summary>
internal static class LaunchCommand
{
    private const int Most = 1000;

    internal static Command Build(TextWriter output, TextWriter errors)
    {
        var id = new Argument<string?>("id") { Description = "The platform's id, from platform list; may be left out with --reference.", Arity = ArgumentArity.ZeroOrOne };
        var since = new Option<string?>("--since") { Description = "From when on: 90m, 12h, 7d, or a time such as 2026-09-14T08:00Z. Otherwise all 30 days." };
        var refused = new Option<bool>("--refused") { Description = "Refusals only." };
        var reference = new Option<string?>("--reference") { Description = "The reference on the page that somebody saw." };
        var most = new Option<int>("--most") { Description = "How many lines at most, the newest.", DefaultValueFactory = _ => Most };
        var json = AdminCli.JsonOption();
        var command = new Command("launches", "Shows how launches of the last 30 days ended: codes and references, never a person.") { id, since, refused, reference, most, json };
        command.SetAction((given, ct) => AdminCli.OnToolAsync(
            errors,
            tool => ReadAsync(tool, given.GetValue(id), given.GetValue(since), given.GetValue(reference), given.GetValue(refused), given.GetValue(most), ct),
            (_, found) => LaunchPrinter.Print(output, found, given.GetValue(json)),
            ct));
        return command;
    }

    private static async Task<SetupResult<FoundLaunches>> ReadAsync(
        IServiceProvider tool, string? id, string? since, string? reference, bool refused, int most, CancellationToken ct)
    {
        if (id is null && reference is null)
        {
            return new SetupRefusal("SET2012", "Name a platform, from platform list, or the reference that stands on the page with --reference.");
        }

        if (From(since, tool.GetRequiredService<TimeProvider>().GetUtcNow()) is not { } from)
        {
            return new SetupRefusal("SET2013", $"'{since}' is no time: say 90m, 12h, 7d, or a time such as 2026-09-14T08:00Z.");
        }

        var setup = tool.GetRequiredService<PlatformSetup>();
        IReadOnlyList<PlatformRecord> platforms;
        if (id is null)
        {
            platforms = await setup.ListAsync(ct);
        }
        else if ((await setup.ShowAsync(id, ct)).TryGetValue(out var named, out var unknown))
        {
            platforms = [named];
        }
        else
        {
            return unknown;
        }

        var asked = new LaunchLogQuery(from, Math.Max(1, most)) { RefusedOnly = refused, Reference = reference?.Trim() };
        foreach (var platform in platforms)
        {
            var found = await tool.GetRequiredService<LaunchLogStore>().ReadAsync(new RegistrationId(platform.Id), asked, ct);
            if (reference is null || found.Lines.Count > 0)
            {
                return new FoundLaunches(platform, found, reference is not null);
            }
        }

        return new SetupRefusal(
            "SET2014", $"No launch of the last {LaunchLogStore.Days} days has the reference '{reference}'. One that no registration could be found for stands in the server's own log alone.");
    }

    private static DateTimeOffset? From(string? since, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(since))
        {
            return now.AddDays(-LaunchLogStore.Days - 1);
        }

        if (int.TryParse(since.AsSpan(0, since.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000)
        {
            return since[^1] switch { 'm' => now.AddMinutes(-number), 'h' => now.AddHours(-number), 'd' => now.AddDays(-number), _ => null };
        }

        return DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }
}

/// <summary>What <c>platform launches</c> found.</summary>
internal sealed record FoundLaunches(PlatformRecord Platform, LaunchLogReading Reading, bool ByReference);
