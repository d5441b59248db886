using Integration.Learning.Roster.Runs;
using Integration.OneRoster.Rostering;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary>Progress bars on a terminal; nothing where the output goes to a file, a pipe or a script.</summary>
internal sealed class RosterBars
{
    private readonly bool shown;

    private RosterBars(bool shown) => this.shown = shown;

    internal static RosterBars On(bool json) => new(!json && !Console.IsOutputRedirected && !Console.IsErrorRedirected);

    /// <summary>Runs the work with bars that follow it.</summary>
    internal Task<T> ShowAsync<T>(Func<IProgress<RosterProgress>?, Task<T>> work) => shown
        ? AnsiConsole.Progress()
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new Follower(context)))
        : work(null);

    private sealed class Follower(ProgressContext context) : IProgress<RosterProgress>
    {
        private readonly Dictionary<(RosterRunState, RosterCollection?), ProgressTask> bars = [];
        private (RosterRunState, RosterCollection?)? last;

        public void Report(RosterProgress value)
        {
            var key = (value.State, value.Collection);
            if (last is { } before && before != key && bars.TryGetValue(before, out var past))
            {
                (past.IsIndeterminate, past.Value) = (false, past.MaxValue);
                past.StopTask();
            }

            last = key;
            if (!bars.TryGetValue(key, out var bar))
            {
                bars[key] = bar = context.AddTask(Name(value));
            }

            bar.Description = value.Done > 0 ? $"{Name(value)} {value.Done:N0}" : Name(value);
            bar.IsIndeterminate = value.Of is null;
            if (value.Of is { } of)
            {
                (bar.MaxValue, bar.Value) = (Math.Max(of, 1), Math.Min(value.Done, of));
            }
        }

        private static string Name(RosterProgress progress) => progress.Collection is { } collection ? $"{progress.State} {collection}" : progress.State.ToString();
    }
}
