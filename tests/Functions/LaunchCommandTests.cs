using System.Text.Json;
using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Learning.Launches.Log;
using Integration.Learning.Platforms;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tests.Learning.Platforms;

namespace Integration.Tests.Functions;

/// <summary>What somebody in support sees of launches, by a platform or by the reference a person reads out.</summary>
public sealed class LaunchCommandTests : IAsyncLifetime
{
    private readonly ThrowAwaySettings settings = new();
    private string platform = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var values = settings.Values.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value));
        await using var tool = new ServiceCollection().AddLogging()
            .AddTool(ToolSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build())).BuildServiceProvider();
        await tool.PrepareAsync(Ct);
        var added = await tool.GetRequiredService<PlatformSetup>().AddAsync(PlatformStoreTests.Asked, update: false, Ct);
        platform = added.Value!.Id;
        var now = tool.GetRequiredService<TimeProvider>().GetUtcNow();
        LaunchLine[] lines =
        [
            new() { At = now.AddHours(-5), Reference = "ADMITTED", Outcome = LaunchOutcome.Admitted, Rung = "cookie", DeploymentId = "d-1", Product = "moodle", Version = "4.5", Services = ["score"] },
            new() { At = now.AddMinutes(-2), Reference = "K7MPQ2RS", Outcome = LaunchOutcome.Refused, Code = "LTI2007" },
            new() { At = now.AddMinutes(-1), Reference = "ASKEDxxx", Outcome = LaunchOutcome.AskedStorage, DeploymentId = "d-\u001b[31m1", Unresolved = ["$Context.id.history"] },
        ];
        foreach (var line in lines)
        {
            tool.GetRequiredService<ILaunchLog>().Note(new RegistrationId(platform), line);
        }

        await tool.GetRequiredService<LaunchLogWriter>().WriteAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        settings.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_platforms_launches_are_listed_newest_first_and_can_be_narrowed()
    {
        var all = await RunAsync("platform", "launches", platform);
        var lines = all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((0, "", 3), (all.ExitCode, all.Errors, lines.Length));
        Assert.Contains("ASKEDxxx  asked storage", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("unresolved $Context.id.history", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', all.Output);
        Assert.Contains("K7MPQ2RS  refused LTI2007", lines[1], StringComparison.Ordinal);
        Assert.Contains("ADMITTED  admitted by cookie  deployment d-1  moodle 4.5  offers score", lines[2], StringComparison.Ordinal);
        Assert.Single((await RunAsync("platform", "launches", platform, "--refused", "--since", "1h")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("No launches.", (await RunAsync("platform", "launches", platform, "--since", "0m")).Output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await RunAsync("platform", "launches", platform, "--json")).Output);
        var first = json.RootElement.GetProperty("launches")[0];
        Assert.Equal(("ASKEDxxx", "askedStorage"), (first.GetProperty("reference").GetString(), first.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task A_reference_that_a_person_reads_out_finds_its_launch_and_what_to_do()
    {
        var found = await RunAsync("platform", "launches", "--reference", "k7mpq2rs");

        Assert.Equal(0, found.ExitCode);
        Assert.Contains("K7MPQ2RS  refused LTI2007", found.Output, StringComparison.Ordinal);
        Assert.Contains(Integration.Lti.RefusalWords.ForAdmin("LTI2007", System.Globalization.CultureInfo.InvariantCulture), found.Output, StringComparison.Ordinal);
        Assert.Contains($"platform check {platform}", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_looked_up_is_refused_with_what_to_say_instead()
    {
        Assert.StartsWith("SET2012: ", (await RunAsync("platform", "launches")).Errors, StringComparison.Ordinal);
        Assert.StartsWith("SET2013: ", (await RunAsync("platform", "launches", platform, "--since", "soon")).Errors, StringComparison.Ordinal);
        Assert.StartsWith("SET2014: ", (await RunAsync("platform", "launches", "--reference", "ZZZZZZZZ")).Errors, StringComparison.Ordinal);
        Assert.StartsWith("SET2007: ", (await RunAsync("platform", "launches", "nobody")).Errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ToolProcess.RunAsync(settings.Values, Ct, arguments);
}
