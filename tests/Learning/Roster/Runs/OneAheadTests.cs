using System.Runtime.CompilerServices;
using Integration.Learning.Roster.Runs;

namespace Integration.Tests.Learning.Roster.Runs;

/// <summary>Pages are read while the last is staged.</summary>
public sealed class OneAheadTests
{
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int> begun = [];
    private bool ended;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_is_read_while_the_last_is_worked_on_and_no_further()
    {
        var seen = new List<int>();
        await foreach (var number in NumbersAsync(5, waitAt: 0).OneAheadAsync(Ct))
        {
            seen.Add(number);
            await EventuallyAsync(() => begun.Count == Math.Min(number + 1, 5));
            await Task.Delay(5, Ct);
            Assert.Equal(Math.Min(number + 1, 5), begun.Count);
        }

        Assert.Equal([1, 2, 3, 4, 5], seen);
        Assert.True(ended);
    }

    [Fact]
    public async Task A_fault_comes_behind_what_was_read_before_it()
    {
        var seen = new List<int>();
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var number in NumbersAsync(5, faultAt: 3).OneAheadAsync(Ct))
            {
                seen.Add(number);
            }
        });

        Assert.Equal([1, 2], seen);
        Assert.True(ended);
    }

    [Fact]
    public async Task Whoever_stops_early_ends_the_reading_that_is_under_way()
    {
        await foreach (var number in NumbersAsync(5, waitAt: 2).OneAheadAsync(Ct))
        {
            Assert.Equal(1, number);
            await EventuallyAsync(() => begun.Count == 2);
            break;
        }

        Assert.True(ended);
        Assert.Equal([1, 2], begun);
    }

    [Fact]
    public async Task What_was_cancelled_ends_as_cancelled_and_at_rest()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in NumbersAsync(5, waitAt: 2).OneAheadAsync(stop.Token))
            {
                await stop.CancelAsync();
            }
        });

        Assert.True(ended);
    }

    private static async Task EventuallyAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(1, Ct);
        }
    }

    private async IAsyncEnumerable<int> NumbersAsync(int count, int waitAt = 0, int faultAt = 0, [EnumeratorCancellation] CancellationToken ct = default)
    {
        try
        {
            for (var number = 1; number <= count; number++)
            {
                begun.Add(number);
                await (number == waitAt ? goOn.Task.WaitAsync(ct) : Task.Delay(1, ct));
                yield return number == faultAt ? throw new InvalidDataException() : number;
            }
        }
        finally
        {
            ended = true;
        }
    }
}
