using Integration.Learning.Documents;
using Integration.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Jobs;

/// <summary>Runs the jobs one after another, each under a lease in the store and until a common deadline.</summary>
internal sealed partial class Jobs(IEnumerable<IJob> jobs, IDocumentStore store, TimeProvider clock, ILogger<Jobs> log) : IJobs
{
    // A job is cancelled at the deadline; the margin lets it put its last write away before another process may begin.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    public async Task<TickReport> TickAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        var (done, failed, skipped) = (0, 0, 0);
        foreach (var job in jobs)
        {
            var left = deadline - clock.GetUtcNow();
            if (left <= TimeSpan.Zero || ct.IsCancellationRequested)
            {
                skipped++;
                continue;
            }

            using var untilDeadline = new CancellationTokenSource(left, clock);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, untilDeadline.Token);
            try
            {
                if (await TakeAsync(job.Name, deadline + Margin, stop.Token) is not { } lease)
                {
                    skipped++;
                    continue;
                }

                try
                {
                    await job.RunAsync(deadline, stop.Token);
                    done++;
                }
                finally
                {
                    await ReleaseAsync(job.Name, lease);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                failed++;
                LogDeadline(job.Name);
            }
            catch (Exception fault)
            {
                // The one catch for jobs: the others still run, and the next tick tries this one again.
                failed++;
                LogFailed(job.Name, fault);
            }
        }

        return new TickReport(done, failed, skipped);
    }

    private async Task<Revision?> TakeAsync(string name, DateTimeOffset until, CancellationToken ct)
    {
        var row = Key.Of(name);
        var held = await store.FindAsync(JobDocuments.Lease, JobDocuments.Partition, row, ct);
        if (held is not null && held.Value.Until > clock.GetUtcNow())
        {
            return null;
        }

        var taken = await store.CommitAsync(new Batch(JobDocuments.Partition).Put(JobDocuments.Lease, row, held, new JobLease { Until = until }), ct);
        return taken.Committed ? taken.Revisions[0] : null;
    }

    private Task ReleaseAsync(string name, Revision lease) =>
        store.CommitAsync(
            new Batch(JobDocuments.Partition).Replace(Key.Of(name), JobDocuments.Lease.Write(new JobLease { Until = clock.GetUtcNow() }), lease),
            CancellationToken.None);

    [LoggerMessage(7001, LogLevel.Warning, "Job {Job} met its deadline; the next tick goes on.")]
    private partial void LogDeadline(string job);

    [LoggerMessage(7002, LogLevel.Error, "Job {Job} failed; the next tick tries again.")]
    private partial void LogFailed(string job, Exception fault);
}

/// <summary>Registers the job runner; each feature registers its own <see cref="IJob"/>.</summary>
internal static class JobsRegistration
{
    internal static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton<IJobs, Jobs>();
        return services;
    }
}
