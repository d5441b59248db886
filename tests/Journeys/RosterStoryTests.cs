using System.Text.Json;
using Integration.Learning.Districts;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.OneRoster.Rostering;
using Integration.Sandbox;
using Integration.Tests.Functions;

namespace Integration.Tests.Journeys;

/// <summary>A district's roster as its admin meets it: a zip, then a SIS, then a night that ends too much.</summary>
public sealed class RosterStoryTests : IDisposable
{
    private static readonly string Solar = Path.Combine(Repo.Root, "tests", "OneRoster", "Data", "bergerb-generated-1.1-solar");

    private readonly ThrowAwaySettings settings = new();
    private readonly string folder = Directory.CreateTempSubdirectory("roster-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_is_imported_and_its_report_says_what_came_and_what_is_odd()
    {
        var run = await ReportAsync(0, "roster", "import", Solar, "--json");

        Assert.Equal("applied", run.GetProperty("state").GetString());
        Assert.Equal((275, 210, 1883), (Count(run, "users", "added"), Count(run, "classes", "added"), Count(run, "enrollments", "added")));
        Assert.NotEmpty(run.GetProperty("warnings").EnumerateArray());
        var (exit, text, _) = await ToolProcess.RunAsync(settings.Values, Ct, "roster", "import", Solar);
        Assert.Equal(0, exit);
        Assert.Contains("1,883", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"such as \s*\n", text);
        Assert.Equal(0, Count(await ReportAsync(0, "roster", "sync", "--json"), "enrollments", "changed"));
    }

    [Fact]
    public async Task A_SIS_is_connected_and_the_next_day_only_the_changes_are_written()
    {
        await using var sandbox = await SandboxHost.StartAsync(
            new SandboxOptions { DataDirectory = Path.Combine(folder, "sandbox"), Port = 0, Tool = new Uri("http://localhost:5070") }, Ct);
        settings.Values["Public__Url"] = "http://localhost:5070";
        var secret = Path.Combine(folder, "secret");
        await File.WriteAllTextAsync(secret, sandbox.Sis.ClientSecret, Ct);
        var (exit, _, errors) = await ToolProcess.RunAsync(
            settings.Values, Ct, "roster", "source", "add", "sis", "--url", sandbox.Sis.Rostering12.AbsoluteUri, "--token-url", sandbox.Sis.Token.AbsoluteUri,
            "--client-id", sandbox.Sis.ClientId, "--client-secret-file", secret);
        Assert.Equal((0, ""), (exit, errors));

        var first = await ReportAsync(0, "roster", "sync", "--json");
        Assert.Equal(("applied", "1.2"), (first.GetProperty("state").GetString(), first.GetProperty("version").GetString()));
        Assert.InRange(first.GetProperty("calls").GetInt64(), 6, 60);
        sandbox.Sis.NextDay();
        var second = await ReportAsync(0, "roster", "sync", "--json");

        Assert.NotEqual(JsonValueKind.Null, second.GetProperty("since").ValueKind);
        Assert.Equal((1, 1, 1), (Count(second, "users", "added"), Count(second, "users", "changed"), Count(second, "classes", "changed")));
        Assert.Equal((1, 1), (Count(second, "enrollments", "added"), Count(second, "enrollments", "ended")));
        var full = await ReportAsync(0, "roster", "sync", "--full", "--json");
        Assert.All(full.GetProperty("collections").EnumerateArray(), collection => Assert.Equal(
            (0, 0, 0), (collection.GetProperty("added").GetInt64(), collection.GetProperty("changed").GetInt64(), collection.GetProperty("ended").GetInt64())));
    }

    [Fact]
    public async Task People_of_the_LMS_are_found_in_the_roster_and_a_held_run_is_applied_from_the_LMS()
    {
        await using var school = await PracticeSchool.StartAsync();
        var district = DistrictId.Parse((await school.Services.GetRequiredService<DistrictStore>().ListAsync(Ct)).Single().Id);
        var sources = school.Services.GetRequiredService<RosterSourceStore>();
        var added = await sources.AddAsync(
            district,
            new NewRosterSource
            {
                Id = "sis",
                Address = school.Sis.Rostering12.AbsoluteUri,
                TokenAddress = school.Sis.Token.AbsoluteUri,
                Key = school.Sis.ClientId,
                Secret = school.Sis.ClientSecret,
                Schedule = NewRosterSource.ByHand,
                HoldShare = 1,
                HoldLeast = 1,
            },
            update: false,
            Ct);
        Assert.True(added.TryGetValue(out var source, out var refusal), refusal?.Sentence);
        await SyncAsync();

        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync("s01");
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        using (await PracticeSchool.OpenAsync(student, link))
        using (await PracticeSchool.OpenAsync(teacher, link))
        {
            await school.TickAsync();
        }

        var report = await school.Services.GetRequiredService<JoinReports>().ReadAsync(district, withClasses: true, Ct);
        Assert.Equal((1, 1, 0), (report.Courses, report.JoinedCourses, report.RosterOnly));
        Assert.InRange(report.Joined, 14, 40);

        school.Sis.NextDay();
        await SyncAsync();
        using var administrator = await school.BecomeAsync("admin1");
        using var page = await PracticeSchool.OpenAsync(administrator, link);
        Assert.Contains("waits for you", page.Text, StringComparison.Ordinal);
        await page.PostAsync("/app/admin/roster/apply", [.. page.Fields("form[action='/app/admin/roster/apply']")]);
        Assert.Contains("The run is applied.", page.Text, StringComparison.Ordinal);
        var runs = await school.Services.GetRequiredService<IRosterSync>().ListAsync(source.Ref, 5, null, Ct);
        Assert.All(runs.Runs, run => Assert.Equal(RosterRunState.Applied, run.State));
        Assert.Equal(1, runs.Runs[0].Collections.Single(collection => collection.Collection is RosterCollection.Enrollments).Ended);

        async Task SyncAsync()
        {
            await sources.WantAsync(district, "sis", full: false, Ct);
            await school.TickAsync();
        }
    }

    public void Dispose()
    {
        settings.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static long Count(JsonElement run, string collection, string what) => run.GetProperty("collections").EnumerateArray()
        .Single(report => report.GetProperty("collection").GetString() == collection).GetProperty(what).GetInt64();

    private async Task<JsonElement> ReportAsync(int exitCode, params string[] arguments)
    {
        var (exit, output, errors) = await ToolProcess.RunAsync(settings.Values, Ct, arguments);
        Assert.Equal((exitCode, ""), (exit, errors));
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        return json.RootElement.Clone();
    }
}
