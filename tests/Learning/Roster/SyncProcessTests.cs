using Integration.Learning.Roster;
using Integration.Tests.RealParts;
using Integration.Tests.Tables;

namespace Integration.Tests.Learning.Roster;

/// <summary>Real processes, killed at seeded writes and replaced by others, day after day: every day ends as if nobody had been killed.</summary>
public abstract class SyncProcessContract
{
    private readonly RosterRef roster = RosterWorld.Named($"sis-{Guid.NewGuid():n}");

    protected abstract int Kills { get; }

    protected abstract Task<string> TargetAsync();

    [Fact]
    public async Task Killed_and_replaced_again_and_again_it_loses_nothing_and_doubles_nothing()
    {
        var (ct, target, random) = (TestContext.Current.CancellationToken, await TargetAsync(), new Random(4));
        var (day, process, kills, days) = (0, 0, 0, 0);
        while (kills < Kills)
        {
            if (!await SyncProcess.RunAsync(target, roster, day, process++, killAt: random.Next(1, 45), ct))
            {
                kills++;
                continue;
            }

            await AssertIsAsync(target, day++, ct);
            (process, days) = (0, days + 1);
        }

        while (!await SyncProcess.RunAsync(target, roster, day, process++, killAt: 0, ct))
        {
        }

        await AssertIsAsync(target, day, ct);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills over {days + 1} days");
    }

    private async Task AssertIsAsync(string target, int day, CancellationToken ct)
    {
        var store = WriterProcess.Open(target);
        Assert.Equal(StoredRoster.Expected(SyncProcess.On(day).Records), await StoredRoster.ActiveAsync(store, roster, ct));
        if (store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}

/// <summary>On one database file.</summary>
public sealed class SqliteSyncProcessTests : SyncProcessContract, IDisposable
{
    private readonly ThrowAwayFile file = new();

    protected override int Kills => 200;

    public void Dispose() => file.Dispose();

    protected override Task<string> TargetAsync() => Task.FromResult(file.Path);
}

/// <summary>On one table service.</summary>
public sealed class AzureSyncProcessTests(Azurite azurite) : SyncProcessContract
{
    protected override int Kills => 25;

    protected override Task<string> TargetAsync() => azurite.ConnectionStringAsync();
}
