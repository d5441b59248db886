using Integration.Learning.Activities;

namespace Integration.Learning.Work;

/// <summary>Opens a closed activity for one student, and ends that. A mark on the work, begun or not.</summary>
public sealed class Reopenings(WorkStore works, TimeProvider clock)
{
    /// <summary>Sets or takes away the mark; the same again changes nothing.</summary>
    public async Task SetAsync(WorkPlace place, ActivityDefinition activity, bool isOpen, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await works.ChangeAsync(
            place,
            found => found is null && !isOpen ? null : WorkTransitions.Reopen(found ?? WorkStore.NotBegun(place, activity, ""), isOpen, now),
            summarise: null,
            happened: null,
            activity,
            ct);
    }
}
