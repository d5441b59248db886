using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Work;

/// <summary>
/// Brings a student's work along into another course that has the same activity. It is copied and stays where it was, with whoever read and answered it there;
/// nothing goes to a gradebook because of it.
/// </summary>
public sealed class Transfers(IDocumentStore store, WorkStore works)
{
    /// <summary>The student's work on the same activity and round in other courses, the one that was changed most first. One range, and a point read for each.</summary>
    public async Task<IReadOnlyList<(ClassRef From, WorkRecord Work)>> ElsewhereAsync(WorkPlace place, CancellationToken ct)
    {
        var found = new List<(ClassRef From, WorkRecord Work)>();
        await foreach (var pointer in store.ReadAllAsync(WorkDocuments.Pointer, WorkIndex.Partition(place), WorkIndex.All, ct))
        {
            var from = new ClassRef(place.Class.District, pointer.Value.Class);
            if (from != place.Class && (pointer.Value.ActivityId, pointer.Value.Round) == (place.Id.ActivityId, place.Id.Round)
                && await works.FindAsync(from, place.Id, ct) is { IsBegun: true } work)
            {
                found.Add((from, work));
            }
        }

        return [.. found.OrderByDescending(other => other.Work.Revision)];
    }

    /// <summary>Copies work into a place where nothing is begun; true as well where another launch has just copied it, false where something else is begun. What a teacher said here before stays, and what was said there of excuses and closing times is not taken over.</summary>
    public async Task<bool> BringAsync(WorkPlace place, ActivityDefinition activity, ClassRef from, WorkRecord work, CancellationToken ct)
    {
        if ((await store.FindAsync(WorkDocuments.Summary, from.Partition, WorkKeys.Summary(place.Id), ct))?.Value is not { IsTestUser: false } summary)
        {
            return false;
        }

        var isBrought = false;
        var there = await works.ChangeAsync(
            place,
            found =>
            {
                isBrought = found is not { IsBegun: true };
                return isBrought ? work with { LinkId = place.LinkId, ExcusedAt = found?.ExcusedAt, ReopenedAt = found?.ReopenedAt, CameFrom = from.Id } : found;
            },
            (_, known) => isBrought ? summary : known,
            happened: null,
            activity,
            ct);
        return there.CameFrom == from.Id;
    }
}
