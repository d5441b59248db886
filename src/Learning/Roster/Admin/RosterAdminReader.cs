using Integration.Learning.Districts;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;

namespace Integration.Learning.Roster.Admin;

/// <summary>Reads the admin page of one district.</summary>
internal sealed class RosterAdminReader(RosterSourceStore sources, DistrictStore districts, IRosterSync sync, JoinReports joins, TimeProvider clock)
{
    private const int Runs = 5;

    internal async Task<RosterAdminView> ReadAsync(DistrictId district, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var all = await sources.ListAsync(district, ct);
        if (all.Count == 0 || await districts.FindAsync(district, ct) is not { } found)
        {
            return new RosterAdminView([], null, now);
        }

        var views = new List<RosterSourceView>();
        foreach (var source in all)
        {
            var status = await sync.StatusAsync(source.Ref, ct);
            var waiting = status.Waiting is { } run ? await sync.FindAsync(source.Ref, run, ct) : null;
            var runs = (await sync.ListAsync(source.Ref, Runs, null, ct)).Runs;
            var next = RosterSchedule.NextOf(source, found.TimeZone, now);
            var wanted = (await sources.FindClockAsync(source.Ref, ct))?.Value.Wanted is not null;
            views.Add(new RosterSourceView(source, next, status.Current, waiting, wanted, runs));
        }

        return new RosterAdminView(views, await joins.ReadAsync(district, withClasses: false, ct), now);
    }
}
