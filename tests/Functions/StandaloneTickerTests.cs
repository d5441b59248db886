using Integration.Functions.Triggers;
using Integration.Learning.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Functions;

public sealed class StandaloneTickerTests
{
    [Fact]
    public async Task It_ticks_by_the_clock_and_goes_on_after_a_failure()
    {
        var clock = new FakeTimeProvider();
        var jobs = new FailsFirst();
        using var ticker = new StandaloneTicker(jobs, clock, NullLogger<StandaloneTicker>.Instance);

        await ticker.StartAsync(TestContext.Current.CancellationToken);
        while (!jobs.Second.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(jobs.Second.Task, Task.Delay(5, TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await ticker.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(jobs.Second.Task.IsCompletedSuccessfully);
    }

    private sealed class FailsFirst : IJobs
    {
        private int ticks;

        internal TaskCompletionSource<DateTimeOffset> Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TickReport> TickAsync(DateTimeOffset deadline, CancellationToken ct)
        {
            if (Interlocked.Increment(ref ticks) == 1)
            {
                throw new InvalidOperationException("the first tick fails");
            }

            Second.TrySetResult(deadline);
            return Task.FromResult(new TickReport(1, 0, 0));
        }
    }
}
