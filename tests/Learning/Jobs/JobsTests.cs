using Integration.Learning.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using JobRunner = Integration.Learning.Jobs.Jobs;

namespace Integration.Tests.Learning.Jobs;

public sealed class JobsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_job_stops_none_of_the_others()
    {
        await using var tool = LearningTool.Start();
        var ran = new List<string>();
        var jobs = Runner(tool, new Job("bad", _ => throw new InvalidOperationException("broken")), new Job("good", _ => Note(ran, "good")));

        var report = await jobs.TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);

        Assert.Equal(new TickReport(1, 1, 0), report);
        Assert.Equal(["good"], ran);
    }

    [Fact]
    public async Task A_job_that_another_process_runs_is_skipped_until_its_lease_ends()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();
        var begun = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        var ran = new List<string>();
        var slow = Runner(one, new Job("job", async _ =>
        {
            begun.SetResult();
            await held.Task;
        }));
        var other = Runner(two, new Job("job", _ => Note(ran, "other")));
        var deadline = one.Clock.GetUtcNow().AddSeconds(50);

        var first = slow.TickAsync(deadline, Ct);
        await begun.Task.WaitAsync(Ct);
        Assert.Equal(new TickReport(0, 0, 1), await other.TickAsync(deadline, Ct));
        held.SetResult();

        Assert.Equal(new TickReport(1, 0, 0), await first);
        Assert.Equal(new TickReport(1, 0, 0), await other.TickAsync(deadline, Ct));
        Assert.Equal(["other"], ran);
    }

    [Fact]
    public async Task A_lease_left_by_a_killed_process_ends_by_itself()
    {
        await using var tool = LearningTool.Start();
        var never = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var killed = Runner(tool, new Job("job", _ =>
        {
            begun.SetResult();
            return never.Task;
        })).TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);
        await begun.Task.WaitAsync(Ct);

        tool.Clock.Advance(TimeSpan.FromMinutes(2));
        var report = await Runner(tool, new Job("job", _ => Task.CompletedTask)).TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);

        Assert.Equal(new TickReport(1, 0, 0), report);
        never.SetResult();
        await killed;
    }

    [Fact]
    public async Task The_deadline_cancels_a_job_and_leaves_the_rest_for_the_next_tick()
    {
        await using var tool = LearningTool.Start();
        var begun = new TaskCompletionSource();
        var jobs = Runner(
            tool,
            new Job("long", async ct =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, tool.Clock, ct);
            }),
            new Job("next", _ => Task.CompletedTask));

        var tick = jobs.TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);
        await begun.Task.WaitAsync(Ct);
        tool.Clock.Advance(TimeSpan.FromSeconds(51));

        Assert.Equal(new TickReport(0, 1, 1), await tick);
    }

    private static JobRunner Runner(LearningTool tool, params IJob[] jobs) => new(jobs, tool.Store, tool.Clock, NullLogger<JobRunner>.Instance);

    private static Task Note(List<string> ran, string name)
    {
        ran.Add(name);
        return Task.CompletedTask;
    }

    private sealed class Job(string name, Func<CancellationToken, Task> run) : IJob
    {
        public string Name => name;

        public Task RunAsync(DateTimeOffset deadline, CancellationToken ct) => run(ct);
    }
}
