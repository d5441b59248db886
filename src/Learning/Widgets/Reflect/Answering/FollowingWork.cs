using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Sources;
using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>
/// Work follows a student who has moved to another course with the same activity. A launch that finds work begun pays nothing for it, nor does a district
/// without a roster; any other pays one range, and the roster is asked only where that finds something.
/// </summary>
internal sealed class FollowingWork(RosterSourceStore sources, ClassMoves moves, Transfers transfers)
{
    /// <summary>True when work has come along just now, by this launch or by another at the same moment.</summary>
    public async Task<bool> BringAsync(OpenedWork opened, CancellationToken ct)
    {
        var place = opened.Place;
        if (opened.Work is { IsBegun: true } || place.IsTestUser || !await sources.AnyAsync(place.Class.District, ct))
        {
            return false;
        }

        foreach (var (from, work) in await transfers.ElsewhereAsync(place, ct))
        {
            if (await moves.HasMovedAsync(place.Id.Learner, from, place.Class, ct))
            {
                return await transfers.BringAsync(place, opened.Activity, from, work, ct);
            }
        }

        return false;
    }
}
