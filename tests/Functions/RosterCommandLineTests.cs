using System.Text.Json;
using System.Text.RegularExpressions;
using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Learning.Districts;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;

namespace Integration.Tests.Functions;

/// <summary>The admin's roster commands, run as an admin runs them.</summary>
public sealed class RosterCommandLineTests : IDisposable
{
    private readonly ThrowAwaySettings settings = new();
    private readonly string folder = Directory.CreateTempSubdirectory("roster-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_is_previewed_imported_and_read_again_without_a_change()
    {
        SmallPackage.Write(folder, students: 12);
        await RunAsync("district", "add", "blue-heron", "--time-zone", "America/Denver");

        var preview = await JsonAsync(0, "roster", "import", folder, "--district", "blue-heron", "--dry-run", "--json");
        Assert.Equal("previewed", preview.GetProperty("state").GetString());
        var run = preview.GetProperty("run").GetString()!;
        Assert.Equal(13, Count(preview, "users", "added"));

        var applied = await JsonAsync(0, "roster", "import", "--district", "blue-heron", "--apply-held", run, "--json");
        Assert.Equal(("applied", run), (applied.GetProperty("state").GetString(), applied.GetProperty("run").GetString()));

        var again = await RunAsync("roster", "import", folder, "--district", "blue-heron");
        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
        Assert.Contains("applied.", again.Output, StringComparison.Ordinal);
        Assert.Contains("Enrollments", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Quintanilla", again.Output, StringComparison.Ordinal);
        var status = await JsonAsync(0, "roster", "status", "--district", "blue-heron", "--json");
        Assert.Equal(13, status[0].GetProperty("active").GetProperty("users").GetInt64());
        Assert.Equal(0, Count(status[0].GetProperty("last"), "users", "changed"));
    }

    [Fact]
    public async Task A_run_that_would_end_too_much_waits_with_an_exit_code_of_its_own_and_is_dropped_or_applied()
    {
        SmallPackage.Write(folder, students: 40);
        await JsonAsync(0, "roster", "import", folder, "--json");
        SmallPackage.Write(folder, students: 10);

        var held = await RunAsync("roster", "import", folder);
        Assert.Equal((3, ""), (held.ExitCode, held.Errors));
        Assert.Contains("RST3001: 30 of 41 Enrollments would end.", held.Output, StringComparison.Ordinal);
        Assert.Contains("--apply", held.Output, StringComparison.Ordinal);
        var waiting = await JsonAsync(3, "roster", "held", "--json");
        var run = waiting.GetProperty("run").GetString()!;
        Assert.Equal(1, (await RunAsync("roster", "held", run, "--apply", "--drop")).ExitCode);
        var dropped = await JsonAsync(0, "roster", "held", run, "--drop", "--json");
        Assert.Equal("dropped", dropped.GetProperty("state").GetString());
        var by = dropped.GetProperty("decision").GetProperty("by");
        Assert.Equal(("commandLine", Environment.UserName), (by.GetProperty("desk").GetString(), by.GetProperty("id").GetString()));
        var gone = await RunAsync("roster", "held", run, "--apply");
        Assert.Equal(1, gone.ExitCode);
        Assert.StartsWith("SET3027: ", gone.Errors, StringComparison.Ordinal);

        var second = (await JsonAsync(3, "roster", "sync", "import", "--json")).GetProperty("run").GetString()!;
        var applied = await JsonAsync(0, "roster", "held", second, "--apply", "--json");

        Assert.Equal("applied", applied.GetProperty("state").GetString());
        Assert.Equal(30, Count(applied, "enrollments", "ended"));
        Assert.Equal(11, (await JsonAsync(0, "roster", "status", "--json"))[0].GetProperty("active").GetProperty("users").GetInt64());
    }

    [Fact]
    public async Task A_source_is_added_with_its_secret_from_a_file_or_the_environment_or_a_pipe_and_never_shown()
    {
        const string secret = "s3cret-value-91";
        var file = Path.Combine(folder, "secret.txt");
        await File.WriteAllTextAsync(file, secret + "\n", Ct);
        string[] add = ["roster", "source", "add", "sis", "--url", "https://sis.example.org/ims/oneroster/rostering/v1p2", "--token-url", "https://sis.example.org/token", "--client-id", "reflect"];

        Assert.Equal("SET3012", await RefusedAsync(add));
        var added = await RunAsync([.. add, "--client-secret-file", file, "--schedule", "15 2 * * 1-5"]);
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        Assert.Contains("15 2 * * 1-5", added.Output, StringComparison.Ordinal);
        Assert.Equal("SET3015", await RefusedAsync([.. add, "--client-secret-file", file]));
        var updated = await JsonAsync(0, "roster", "source", "add", "sis", "--hold-share", "10", "--ignore-total", "--update", "--json");
        Assert.Equal("true", updated.GetProperty("values").GetProperty("ignoreTotal").GetString());
        Assert.Equal((10, "generic-1.2"), (updated.GetProperty("holdShare").GetInt32(), updated.GetProperty("preset").GetString()));
        Assert.Equal("SET3032", await RefusedAsync("roster", "source", "add", "sis", "--url", "https://other.example.org/v1p2", "--update"));
        Assert.True((await JsonAsync(0, "roster", "source", "pause", "sis", "--json")).GetProperty("paused").GetBoolean());
        Assert.False((await JsonAsync(0, "roster", "source", "resume", "sis", "--json")).GetProperty("paused").GetBoolean());

        SmallPackage.Write(Path.Combine(folder, "package"), students: 3);
        Assert.Equal("SET3025", await RefusedAsync("roster", "import", Path.Combine(folder, "package"), "--source", "sis"));
        var one = (await RunAsync("roster", "source", "show", "sis")).Output;
        Assert.Matches("(?m)^  ignoreTotal +true$", one);
        Assert.Single(one.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Regex.Match(line, "^  [A-Za-z]+ +").Length).Distinct());
        var shown = string.Join('\n', one, (await RunAsync("roster", "source", "list")).Output, added.Output);
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        Assert.Equal("SET3031", await RefusedAsync([.. add, "--client-secret-file", Path.Combine(folder, "none")]));
        Assert.Equal("SET3030", await RefusedAsync([.. add, "--client-secret-file", file, "--set", "domain"]));
        Assert.Equal("SET3029", await RefusedAsync("roster", "source", "remove", "sis"));
        Assert.Equal(0, (await RunAsync("roster", "source", "remove", "sis", "--yes")).ExitCode);
        Assert.Contains("No roster source yet", (await RunAsync("roster", "source", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_typed_into_a_source_does_not_steer_the_terminal()
    {
        var file = Path.Combine(folder, "secret.txt");
        await File.WriteAllTextAsync(file, "s3cret", Ct);

        var added = await RunAsync(
            "roster", "source", "add", "sis", "--url", "https://sis.example.org/v1p2/\u001b[2J", "--token-url", "https://sis.example.org/token",
            "--client-id", "reflect", "--client-secret-file", file);

        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        Assert.Contains("v1p2/\uFFFD[2J", added.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', added.Output);
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_and_another_package_has_to_wait()
    {
        SmallPackage.Write(folder, students: 8);
        await JsonAsync(0, "roster", "import", folder, "--dry-run", "--json");
        await BeginAsync("import");
        var other = Directory.CreateDirectory(Path.Combine(folder, "other")).FullName;
        SmallPackage.Write(other, students: 5);

        Assert.Equal("SET3026", await RefusedAsync("roster", "import", other));
        var (exit, output, errors) = await RunAsync("roster", "sync", "--json");

        Assert.Equal(0, exit);
        Assert.Contains("going on with it", errors, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"applied\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_says_what_to_do()
    {
        Assert.Equal("SET3023", await RefusedAsync("roster", "import"));
        Assert.Equal("SET3013", await RefusedAsync("roster", "sync"));
        Assert.Equal("SET3027", await RefusedAsync("roster", "held"));
        Assert.Equal("SET3024", await RefusedAsync("roster", "held", "x", "--apply", "--drop"));
        Assert.Equal("SET3019", await RefusedAsync("roster", "rule", "--person", "email"));
        var missing = await RunAsync("roster", "import", "missing.zip");
        Assert.Equal((1, ""), (missing.ExitCode, missing.Output));
        Assert.StartsWith($"SET3033: There is no file or folder at '{Path.Combine(Path.GetTempPath(), "missing.zip")}'.", missing.Errors, StringComparison.Ordinal);
        var broken = Path.Combine(folder, "broken.zip");
        await File.WriteAllTextAsync(broken, "no zip", Ct);
        var failed = await RunAsync("roster", "import", broken);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("failed; nothing was applied.", failed.Output, StringComparison.Ordinal);
        Assert.Equal("userId:LASID", (await JsonAsync(0, "roster", "rule", "--person", "userId:LASID", "--json")).GetProperty("person").GetString());
        Assert.Equal("userId:LASID", (await JsonAsync(0, "roster", "rule", "--json")).GetProperty("person").GetString());
    }

    [Fact]
    public async Task Unmatched_counts_both_sides()
    {
        SmallPackage.Write(folder, students: 3);
        await JsonAsync(0, "roster", "import", folder, "--json");

        var report = await JsonAsync(0, "roster", "unmatched", "--json");

        Assert.Equal((0, 1, 1), (report.GetProperty("courses").GetInt32(), report.GetProperty("classes").GetInt32(), report.GetProperty("unmatchedClasses").GetInt32()));
        Assert.Contains("import/cl1", (await RunAsync("roster", "unmatched")).Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        settings.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // As a command that is killed right after it began.
    private async Task BeginAsync(string source)
    {
        await using var tool = new ServiceCollection().AddLogging()
            .AddTool(ToolSettings.Read(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Values.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value))).Build()))
            .BuildServiceProvider();
        await tool.PrepareAsync(Ct);
        var found = await tool.GetRequiredService<RosterSourceStore>().FindAsync(DistrictId.Parse("default"), source, Ct);
        var begun = await tool.GetRequiredService<RosterWork>().BeginAsync(found.Value!, RosterTrigger.Person, preview: false, full: true, Ct);
        Assert.Null(begun.Refusal);
    }

    private static long Count(JsonElement run, string collection, string what) => run.GetProperty("collections").EnumerateArray()
        .Single(report => report.GetProperty("collection").GetString() == collection).GetProperty(what).GetInt64();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ToolProcess.RunAsync(settings.Values, Ct, arguments);

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        var (exit, _, errors) = await RunAsync(arguments);
        Assert.Equal(1, exit);
        return errors.Split(':')[0];
    }

    private async Task<JsonElement> JsonAsync(int exitCode, params string[] arguments)
    {
        var (exit, output, errors) = await RunAsync(arguments);
        Assert.Equal((exitCode, ""), (exit, errors));
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        return json.RootElement.Clone();
    }
}
