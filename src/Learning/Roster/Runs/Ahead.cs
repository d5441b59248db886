namespace Integration.Learning.Roster.Runs;

/// <summary>Loads what the next step needs while this one works. Steps are taken in order, by one caller.</summary>
internal sealed class Ahead<T>(Func<int, Task<T>> load, int end) : IAsyncDisposable
{
    private (int Step, Task<T> Loading)? next;

    internal Task<T> TakeAsync(int step)
    {
        var loading = next is { } there && there.Step == step ? there.Loading : load(step);
        next = step + 1 < end ? (step + 1, Task.Run(() => load(step + 1))) : null;
        return loading;
    }

    /// <summary>Leaves nothing under way; how that ends is of no interest any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (next is { } there)
        {
            await there.Loading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
