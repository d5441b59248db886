using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Jobs;
using Integration.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Grades;

/// <summary>The promise: finds every class with waiting scores by its due pointer, until the deadline.</summary>
internal sealed class SendDueGrades(IDocumentStore store, GradeSender sender, TimeProvider clock) : IJob
{
    /// <inheritdoc/>
    public string Name => "send-due-grades";

    /// <inheritdoc/>
    public async Task RunAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        for (var partition = 0; partition < GradeKeys.DuePartitions; partition++)
        {
            await foreach (var pointer in store.ReadAllAsync(GradeDocuments.Due, GradeKeys.Due(partition), KeyRange.All, ct))
            {
                if (clock.GetUtcNow() >= deadline)
                {
                    return;
                }

                var @class = new ClassRef(DistrictId.Parse(pointer.Value.District), pointer.Value.Class);
                if (await sender.SendAsync(@class, ct))
                {
                    // A pointer that was stored again meanwhile has another revision and stays.
                    await store.CommitAsync(new Batch(GradeKeys.Due(partition)).Delete(pointer.Row, pointer.Revision), ct);
                }
            }
        }
    }
}

/// <summary>The best effort: sends a class's scores as soon as the process that queued them says so.</summary>
internal sealed partial class SendAnnouncedGrades(GradeDispatchSignal signal, GradeSender sender, ILogger<SendAnnouncedGrades> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A slow LMS holds up a few classes, never all.
        var few = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(signal.WaitAsync(stoppingToken), few, SendAsync);
    }

    private async ValueTask SendAsync(ClassRef @class, CancellationToken ct)
    {
        try
        {
            await sender.SendAsync(@class, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The timer tries again; the reason must not stop the scores of other classes.
            LogFailed(e);
        }
    }

    [LoggerMessage(3003, LogLevel.Error, "Sending announced scores failed; the timer will try again")]
    private partial void LogFailed(Exception exception);
}
