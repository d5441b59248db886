namespace Integration.Learning.Jobs;

/// <summary>A step of background work. It is idempotent, may be killed anywhere, and stops at its deadline with the rest left for the next tick.</summary>
public interface IJob
{
    /// <summary>A stable name; the lease is kept under it.</summary>
    string Name { get; }

    /// <summary>Works until done or until the deadline; <paramref name="ct"/> is cancelled at the deadline.</summary>
    Task RunAsync(DateTimeOffset deadline, CancellationToken ct);
}

/// <summary>All background work, whichever home ticks it.</summary>
public interface IJobs
{
    /// <summary>Runs every job in the order of registration. A job that fails or that another process is running stops none of the others.</summary>
    Task<TickReport> TickAsync(DateTimeOffset deadline, CancellationToken ct);
}

/// <summary>How one tick went.</summary>
/// <param name="Done">Jobs that came to their end.</param>
/// <param name="Failed">Jobs that threw, or met the deadline.</param>
/// <param name="Skipped">Jobs that another process is running, or for which no time was left.</param>
public sealed record TickReport(int Done, int Failed, int Skipped);
