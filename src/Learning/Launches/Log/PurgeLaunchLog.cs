using Integration.Learning.Documents;
using Integration.Learning.Jobs;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Launches.Log;

/// <summary>Deletes the days that are past. On a day like any other it reads one empty range.</summary>
internal sealed class PurgeLaunchLog(IDocumentStore store, TimeProvider clock) : IJob
{
    public string Name => "purge-launch-log";

    public async Task RunAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        var before = LaunchLogStore.DayOf(clock.GetUtcNow()).AddDays(-LaunchLogStore.Days);
        await foreach (var day in store.ReadAllAsync(LaunchLogDocuments.Day, LaunchLogKeys.Days, LaunchLogKeys.DaysBefore(before), ct))
        {
            await store.EmptyAsync(LaunchLogKeys.Pages(new RegistrationId(day.Value.Platform), LaunchLogKeys.DayOf(day.Row)), ct);
            await store.CommitAsync(new Batch(LaunchLogKeys.Days).Delete(day.Row, day.Revision), ct);
        }
    }
}
