namespace Integration.Tables.Sqlite;

/// <summary>
/// A batch on its way to the writer. Its caller may withdraw it until the writer takes it; from then on the caller waits for the outcome,
/// so "cancelled" always means "not written" and the documents' memory is the writer's until it is done.
/// </summary>
internal sealed class PendingCommit(Key partition, Write[] writes)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource<CommitResult> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state = Waiting;

    internal string Partition { get; } = partition.Value;

    internal Write[] Writes { get; } = writes;

    internal Task<CommitResult> Outcome => outcome.Task;

    internal bool TryTake() => Interlocked.CompareExchange(ref state, Taken, Waiting) == Waiting;

    internal void Withdraw(CancellationToken ct)
    {
        if (Interlocked.CompareExchange(ref state, Withdrawn, Waiting) == Waiting)
        {
            outcome.TrySetCanceled(ct);
        }
    }

    internal void Complete(CommitResult result) => outcome.TrySetResult(result);

    internal void Fail(Exception reason) => outcome.TrySetException(reason);
}
