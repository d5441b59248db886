using Integration.Learning.Districts;
using Integration.Learning.Jobs;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.Tests.Functions;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Roster.Sources;

/// <summary>The timer reads each district's roster at its own hour, from a real package on disk. The same on both stores.</summary>
public abstract class ReadDueRostersContract : IAsyncLifetime
{
    private static readonly DistrictId District = DistrictId.Parse("blue-heron");

    private LearningTool tool = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RosterSourceStore Sources => tool.Get<RosterSourceStore>();

    private string Package => Path.Combine(tool.Folder, "roster");

    internal abstract Task<LearningTool> StartAsync();

    public async ValueTask InitializeAsync()
    {
        // 14 September 2026, 08:30 UTC: half past two at night in Denver.
        tool = await StartAsync();
        await tool.Get<DistrictStore>().AddAsync(new NewDistrict("blue-heron", TimeZone: "America/Denver"), Ct);
        SmallPackage.Write(Package, students: 12);
    }

    public async ValueTask DisposeAsync()
    {
        if (tool is not null)
        {
            await tool.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_source_is_read_once_when_its_time_comes()
    {
        var source = await AddAsync("sis", "0 3 * * *");
        await TickAsync();
        Assert.Empty(await RunsAsync(source));

        tool.Clock.Advance(TimeSpan.FromMinutes(31));
        await TickAsync();
        await TickAsync();

        var run = Assert.Single(await RunsAsync(source));
        Assert.Equal((RosterRunState.Applied, RosterTrigger.Schedule), (run.State, run.Trigger));
        tool.Clock.Advance(TimeSpan.FromDays(1));
        await TickAsync();
        Assert.Equal(2, (await RunsAsync(source)).Count);
    }

    [Fact]
    public async Task A_paused_source_waits_and_still_reads_what_a_person_asks_for()
    {
        var source = await AddAsync("sis", "0 3 * * *");
        await Sources.PauseAsync(District, "sis", paused: true, Ct);
        tool.Clock.Advance(TimeSpan.FromHours(2));
        await TickAsync();
        Assert.Empty(await RunsAsync(source));

        await Sources.WantAsync(District, "sis", full: true, Ct);
        await TickAsync();

        Assert.Equal(RosterTrigger.Person, Assert.Single(await RunsAsync(source)).Trigger);
        Assert.Null((await Sources.FindClockAsync(source.Ref, Ct))!.Value.Wanted);
    }

    [Fact]
    public async Task Two_processes_that_tick_at_once_read_it_once()
    {
        var source = await AddAsync("sis", "0 3 * * *");
        await using var other = tool.Another();
        tool.Clock.Advance(TimeSpan.FromHours(1));

        await Task.WhenAll(TickAsync(), TickAsync(other));
        await TickAsync();

        Assert.Equal(RosterRunState.Applied, Assert.Single(await RunsAsync(source)).State);
    }

    [Fact]
    public async Task A_broken_source_is_reported_and_stops_no_other()
    {
        var broken = await AddAsync("broken", "0 3 * * *", Path.Combine(tool.Folder, "missing.zip"));
        var good = await AddAsync("good", "0 3 * * *");
        tool.Clock.Advance(TimeSpan.FromHours(1));

        await TickAsync();

        var failed = Assert.Single(await RunsAsync(broken));
        Assert.Equal(RosterRunState.Failed, failed.State);
        Assert.StartsWith("OR3", failed.Fault!.Code, StringComparison.Ordinal);
        Assert.Equal(RosterRunState.Applied, Assert.Single(await RunsAsync(good)).State);
    }

    [Fact]
    public async Task A_source_with_a_run_under_way_is_not_removed()
    {
        var source = await AddAsync("sis", "none");
        await tool.Get<RosterWork>().BeginAsync(source, RosterTrigger.Person, preview: false, full: true, Ct);

        Assert.Equal("SET3022", (await tool.Get<RosterWork>().RemoveAsync(District, "sis", Ct)).Refusal?.Code);
        await TickAsync();

        Assert.Null((await tool.Get<RosterWork>().RemoveAsync(District, "sis", Ct)).Refusal);
        Assert.Equal("SET3018", (await tool.Get<RosterWork>().RemoveAsync(District, "sis", Ct)).Refusal?.Code);
    }

    private async Task<RosterSource> AddAsync(string id, string schedule, string? package = null)
    {
        var added = await Sources.AddAsync(District, new NewRosterSource { Id = id, Package = package ?? Package, Schedule = schedule }, update: false, Ct);
        return added.TryGetValue(out var source, out var refusal) ? source : throw new InvalidOperationException(refusal.Sentence);
    }

    private Task TickAsync(LearningTool? by = null) => (by ?? tool).Get<IJobs>().TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);

    private async Task<IReadOnlyList<RosterRun>> RunsAsync(RosterSource source) => (await tool.Get<IRosterSync>().ListAsync(source.Ref, 10, null, Ct)).Runs;
}

/// <summary>On the embedded store.</summary>
public sealed class SqliteReadDueRostersTests : ReadDueRostersContract
{
    internal override Task<LearningTool> StartAsync() => Task.FromResult(LearningTool.Start());
}

/// <summary>On Azure Table storage's emulator.</summary>
public sealed class AzureReadDueRostersTests(Azurite azurite) : ReadDueRostersContract
{
    internal override async Task<LearningTool> StartAsync() => LearningTool.StartOn(await azurite.ConnectionStringAsync());
}
