using Integration.Learning.Jobs;
using Integration.Learning.Launches.Log;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Launches.Log;

/// <summary>The launch log at rest, on either store.</summary>
public abstract class LaunchLogContract : IAsyncLifetime
{
    private static readonly RegistrationId Platform = new("p7k2m4");
    private LearningTool tool = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => tool = await StartAsync();

    public ValueTask DisposeAsync() => tool.DisposeAsync();

    [Fact]
    public async Task Lines_come_back_newest_first_and_by_what_was_asked()
    {
        for (var n = 0; n < 450; n++)
        {
            Note(Line($"R{n:D7}") with { DeploymentId = n % 2 == 0 ? "d-1" : "d-2" });
            tool.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await WriteAsync();
        tool.Clock.Advance(TimeSpan.FromDays(2));
        Note(Line("W3XYZ9AB") with { Outcome = LaunchOutcome.Refused, Code = "LTI2007", SecondsOld = -4, Services = ["score"], Unresolved = ["$Context.id.history"] });
        await WriteAsync();

        var all = await ReadAsync();
        Assert.Equal(451, all.Lines.Count);
        Assert.Equal(["W3XYZ9AB", "R0000449", "R0000448"], all.Lines.Take(3).Select(line => line.Reference));
        Assert.Equal(("LTI2007", -4, "score", "$Context.id.history"), (all.Lines[0].Code, all.Lines[0].SecondsOld, all.Lines[0].Services[0], all.Lines[0].Unresolved[0]));
        Assert.Equal("W3XYZ9AB", Assert.Single((await ReadAsync(asked => asked with { RefusedOnly = true })).Lines).Reference);
        Assert.Equal("R0000007", Assert.Single((await ReadAsync(asked => asked with { Reference = "r0000007" })).Lines).Reference);
        Assert.Equal(225, (await ReadAsync(asked => asked with { Deployment = "d-2" })).Lines.Count);
        Assert.Single((await ReadAsync(asked => asked with { Since = tool.Clock.GetUtcNow().AddDays(-1) })).Lines);
        var few = await ReadAsync(asked => asked with { Most = 10 });
        Assert.Equal((10, true, "R0000441"), (few.Lines.Count, few.IsCut, few.Lines[^1].Reference));
        Assert.Empty((await tool.Get<LaunchLogStore>().ReadAsync(new RegistrationId("other"), Everything, Ct)).Lines);
    }

    [Fact]
    public async Task A_launch_by_platform_storage_is_one_line_wherever_its_halves_were_written()
    {
        Note(Line("AAAAAAAA") with { Outcome = LaunchOutcome.AskedStorage });
        Note(Line("AAAAAAAA") with { Rung = "platform storage" });
        Note(Line("BBBBBBBB") with { Outcome = LaunchOutcome.AskedStorage });
        Note(Line("CCCCCCCC") with { Outcome = LaunchOutcome.AskedStorage });
        await WriteAsync();
        tool.Clock.Advance(TimeSpan.FromSeconds(40));
        Note(Line("BBBBBBBB") with { Outcome = LaunchOutcome.Refused, Code = "LTI2081" });
        await WriteAsync();

        Assert.Equal(
            ["AAAAAAAA Admitted", "BBBBBBBB Refused", "CCCCCCCC AskedStorage"],
            (await ReadAsync()).Lines.Select(line => $"{line.Reference} {line.Outcome}").Order(StringComparer.Ordinal));
        Assert.Equal("LTI2081", Assert.Single((await ReadAsync(asked => asked with { Reference = "BBBBBBBB" })).Lines).Code);
    }

    [Fact]
    public async Task A_flood_of_refusals_is_counted_and_hides_no_launch()
    {
        for (var n = 0; n < 5000; n++)
        {
            Note(Line($"F{n:D7}") with { Outcome = LaunchOutcome.Refused, Code = n % 2 == 0 ? "LTI2016" : "LTI2024" });
        }

        Note(Line("W3XYZ9AB"));
        await WriteAsync();
        tool.Clock.Advance(TimeSpan.FromHours(1));
        Note(Line("NEXTHOUR") with { Outcome = LaunchOutcome.Refused, Code = "LTI2016" });
        await WriteAsync();

        var read = await ReadAsync();
        Assert.Equal(LaunchLog.MostOfAKindAnHour + 2, read.Lines.Count);
        Assert.Equal((2400, 2400, 0), (read.Counted["LTI2016"], read.Counted["LTI2024"], read.Lost));
        Assert.Contains(read.Lines, line => line is { Reference: "W3XYZ9AB", Outcome: LaunchOutcome.Admitted });
        Assert.Contains(read.Lines, line => line.Reference == "NEXTHOUR");
    }

    [Theory]
    [InlineData(LaunchOutcome.AskedStorage)]
    [InlineData(LaunchOutcome.NewWindow)]
    public async Task A_launch_posted_again_and_again_before_it_comes_in_is_counted_and_hides_no_refusal(LaunchOutcome outcome)
    {
        for (var n = 0; n < 5000; n++)
        {
            Note(Line($"F{n:D7}") with { Outcome = outcome });
        }

        Note(Line("REFUSEDx") with { Outcome = LaunchOutcome.Refused, Code = "LTI2016" });
        Note(Line("F0000007"));
        await WriteAsync();
        tool.Clock.Advance(TimeSpan.FromHours(1));
        Note(Line("NEXTHOUR") with { Outcome = outcome });
        await WriteAsync();

        var read = await ReadAsync();
        Assert.Equal((4800, 0), (read.Counted[outcome.ToString()], read.Lost));
        Assert.Equal(LaunchLog.MostOfAKindAnHour + 1, read.Lines.Count(line => line.Outcome == outcome) + (outcome is LaunchOutcome.AskedStorage ? 1 : 0));
        Assert.Equal(
            ["F0000007 Admitted", "NEXTHOUR " + outcome, "REFUSEDx Refused"],
            read.Lines.Where(line => line.Outcome != outcome || line.Reference == "NEXTHOUR").Select(line => $"{line.Reference} {line.Outcome}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_there_is_no_room_for_is_counted_as_lost()
    {
        for (var n = 0; n < LaunchLog.MostWaiting + 7; n++)
        {
            Note(Line($"R{n:D7}"));
        }

        await WriteAsync();

        var read = await ReadAsync();
        Assert.Equal((LaunchLog.MostWaiting, 7), (read.Lines.Count, read.Lost));
    }

    [Fact]
    public async Task Thirty_days_are_kept_and_older_ones_are_swept_away_by_the_timer()
    {
        Note(Line("OLDESTxx"));
        await WriteAsync();
        var first = tool.Clock.GetUtcNow();
        tool.Clock.Advance(TimeSpan.FromDays(30));
        Note(Line("NEWESTxx"));
        await WriteAsync();
        await TickAsync();
        Assert.Equal(2, (await ReadAsync()).Lines.Count);

        tool.Clock.Advance(TimeSpan.FromDays(1));
        await TickAsync();

        Assert.Equal("NEWESTxx", Assert.Single((await ReadAsync()).Lines).Reference);
        Assert.Empty((await tool.Store.ReadAsync(LaunchLogKeys.Pages(Platform, first), KeyRange.All, 10, null, Ct)).Documents);
        Assert.Single((await tool.Store.ReadAsync(LaunchLogKeys.Days, KeyRange.All, 10, null, Ct)).Documents);
    }

    private protected abstract Task<LearningTool> StartAsync();

    private LaunchLogQuery Everything => new(DateTimeOffset.UnixEpoch, 10_000);

    private LaunchLine Line(string reference) => new() { At = tool.Clock.GetUtcNow(), Reference = reference, Outcome = LaunchOutcome.Admitted };

    private void Note(LaunchLine line) => tool.Get<ILaunchLog>().Note(Platform, line);

    private Task WriteAsync() => tool.Get<LaunchLogWriter>().WriteAsync(Ct);

    private Task<LaunchLogReading> ReadAsync(Func<LaunchLogQuery, LaunchLogQuery>? ask = null)
        => tool.Get<LaunchLogStore>().ReadAsync(Platform, ask?.Invoke(Everything) ?? Everything, Ct);

    private async Task TickAsync()
    {
        var report = await tool.Get<IJobs>().TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);
        Assert.Equal(0, report.Failed);
    }
}

/// <summary>The launch log on the embedded store.</summary>
public sealed class SqliteLaunchLogTests : LaunchLogContract
{
    private protected override Task<LearningTool> StartAsync() => Task.FromResult(LearningTool.Start());
}

/// <summary>The launch log on Azure Table storage's emulator.</summary>
public sealed class AzureLaunchLogTests(Azurite azurite) : LaunchLogContract
{
    private protected override async Task<LearningTool> StartAsync() => LearningTool.StartOn(await azurite.ConnectionStringAsync());
}
