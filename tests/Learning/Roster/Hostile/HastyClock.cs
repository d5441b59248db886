using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning.Roster.Hostile;

/// <summary>
/// A clock on which a short wait is over as soon as it begins, so that a server's "come back in a second" costs no second; what would have gone by is added to
/// the time. Long ones are time-outs and never come by themselves.
/// </summary>
internal sealed class HastyClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(29);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= Short)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
