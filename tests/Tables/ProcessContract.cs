using Integration.Tables;

namespace Integration.Tests.Tables;

/// <summary>What a store promises to several processes, and to one that is killed.</summary>
public abstract class ProcessContract
{
    private readonly Key partition = Some.Partition();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<string> TargetAsync();

    [Fact]
    public async Task A_killed_writer_loses_no_acknowledged_batch_and_leaves_no_half_of_one()
    {
        var target = await TargetAsync();
        var acknowledged = new Dictionary<string, List<int>>();
        for (var round = 0; round < 4; round++)
        {
            acknowledged[$"r{round}"] = await WriteUntilKilledAsync(target, $"r{round}", acks: 20 + (round * 33));
        }

        var store = WriterProcess.Open(target);
        var rows = await store.ReadAllAsync(partition, KeyRange.All, Ct).Select(document => document.Row).ToHashSetAsync(cancellationToken: Ct);
        await CloseAsync(store);

        foreach (var (name, batches) in acknowledged)
        {
            Assert.All(batches, i => Assert.Contains(Key.Of(name, $"{i}", "a"), rows));
        }

        Assert.All(rows, row => Assert.Contains(Key.FromStored(row.Value[..^1] + (row.Value[^1] == 'a' ? 'b' : 'a')), rows));
    }

    [Fact]
    public async Task Processes_that_count_in_one_row_lose_no_step()
    {
        var target = await TargetAsync();
        var store = WriterProcess.Open(target);
        await store.InsertAsync(partition, Key.Of("counter"), Some.Document("0"), Ct);

        using var first = WriterProcess.StartCounting(target, partition, 100);
        using var second = WriterProcess.StartCounting(target, partition, 100);
        await Task.WhenAll(first.WaitForExitAsync(Ct), second.WaitForExitAsync(Ct));

        Assert.Equal("200", Some.TextOf(await store.FindAsync(partition, Key.Of("counter"), Ct)));
        await CloseAsync(store);
    }

    private async Task<List<int>> WriteUntilKilledAsync(string target, string name, int acks)
    {
        using var process = WriterProcess.StartAppending(target, partition, name);
        var said = new List<string>();
        while (said.Count < acks && await process.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            said.Add(line);
        }

        process.Kill();

        // What it said before it died counts too; only its very last line may be cut short.
        var rest = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        said.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.InRange(said.Count, acks, int.MaxValue);
        return [.. said.Select(line => int.Parse(line["ack ".Length..]))];
    }

    private static async Task CloseAsync(IDocumentStore store)
    {
        if (store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
