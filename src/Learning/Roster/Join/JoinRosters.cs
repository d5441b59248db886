using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Jobs;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>
/// Looks at the courses that launches made new, and at all courses of a district once its roster has changed. An idle district costs two reads a tick and
/// one per source.
/// </summary>
internal sealed class JoinRosters(IDocumentStore store, RosterSourceStore sources, IRosterSync sync, ContextJoiner joiner, TimeProvider clock) : IJob
{
    private const int SaveEvery = 20;

    // One course takes far less; what is not begun now comes with the next tick.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    public string Name => "join-rosters";

    public async Task RunAsync(DateTimeOffset deadline, CancellationToken ct)
    {
        foreach (var ofDistrict in (await sources.ListAllAsync(ct)).GroupBy(source => source.District, StringComparer.Ordinal))
        {
            var district = DistrictId.Parse(ofDistrict.Key);
            IReadOnlyList<RosterRef> rosters = [.. ofDistrict.Select(source => source.Ref)];
            await DoTodosAsync(district, rosters, deadline, ct);
            await GoRoundAsync(district, rosters, deadline, ct);
        }
    }

    private async Task DoTodosAsync(DistrictId district, IReadOnlyList<RosterRef> rosters, DateTimeOffset deadline, CancellationToken ct)
    {
        var partition = JoinKeys.Partition(district);
        await foreach (var todo in store.ReadAllAsync(JoinDocuments.Todo, partition, JoinKeys.Todos, ct))
        {
            if (IsOver(deadline))
            {
                return;
            }

            var @class = todo.Value.Class;
            var context = await store.FindAsync(JoinDocuments.Context, partition, JoinKeys.Context(@class), ct);
            await joiner.JoinAsync(new ClassRef(district, @class), context?.Value.Label, rosters, again: false, ct);

            // A launch that came meanwhile has written the row anew: then it stays for the next tick.
            var batch = new Batch(partition).Delete(todo.Row, todo.Revision);
            if (context is null)
            {
                // None of its links is new, but the rounds have to find it too.
                batch.Insert(JoinDocuments.Context, JoinKeys.Context(@class), new JoinContext { Class = @class });
            }

            await store.CommitAsync(batch, ct);
        }
    }

    private async Task GoRoundAsync(DistrictId district, IReadOnlyList<RosterRef> rosters, DateTimeOffset deadline, CancellationToken ct)
    {
        var partition = JoinKeys.Partition(district);
        var stored = await store.FindAsync(JoinDocuments.Progress, partition, JoinKeys.Progress, ct);
        var (progress, revision) = (stored?.Value ?? new JoinProgress(), stored?.Revision);
        var applied = await AppliedAsync(rosters, ct);
        if (progress.RoundFor is null)
        {
            var words = string.Join(' ', applied.Select(one => one.Word));
            if (applied.Count == 0 || words == progress.DoneFor)
            {
                return;
            }

            progress = progress with { RoundFor = words, After = null };
        }

        var again = await HavePeopleChangedAsync(applied, progress.DoneFor, ct);
        var range = progress.After is { } after ? new KeyRange(JoinKeys.Context(after).Value + '"', JoinKeys.Contexts.Before) : JoinKeys.Contexts;
        var since = 0;
        await foreach (var context in store.ReadAllAsync(JoinDocuments.Context, partition, range, ct))
        {
            if (IsOver(deadline))
            {
                await SaveAsync();
                return;
            }

            await joiner.JoinAsync(new ClassRef(district, context.Value.Class), context.Value.Label, rosters, again, ct);
            progress = progress with { After = context.Value.Class };
            if (++since % SaveEvery == 0 && !await SaveAsync())
            {
                return;
            }
        }

        progress = new JoinProgress { DoneFor = progress.RoundFor };
        await SaveAsync();

        // False when somebody else wrote it, such as an admin who changed the rule: the next tick begins from there.
        async Task<bool> SaveAsync()
        {
            var batch = new Batch(partition);
            var json = JoinDocuments.Progress.Write(progress);
            var written = await store.CommitAsync(
                revision is { } known ? batch.Replace(JoinKeys.Progress, json, known) : batch.Insert(JoinKeys.Progress, json), ct);
            revision = written.Committed ? written.Revisions[0] : null;
            return written.Committed;
        }
    }

    private async Task<IReadOnlyList<(RosterRef Roster, string Word)>> AppliedAsync(IReadOnlyList<RosterRef> rosters, CancellationToken ct)
    {
        var applied = new List<(RosterRef, string)>();
        foreach (var roster in rosters)
        {
            if ((await sync.StatusAsync(roster, ct)).AppliedRun is { } run)
            {
                applied.Add((roster, WordOf(roster, run.Value)));
            }
        }

        return applied;
    }

    // The newest report of each source says whether people came, went or changed; with another source or an unknown past, they did.
    private async Task<bool> HavePeopleChangedAsync(IReadOnlyList<(RosterRef Roster, string Word)> applied, string? doneFor, CancellationToken ct)
    {
        var done = (doneFor ?? "").Split(' ');
        foreach (var (roster, _) in applied.Where(one => !done.Contains(one.Word)))
        {
            var runs = (await sync.ListAsync(roster, 2, null, ct)).Runs.Where(known => known.State is RosterRunState.Applied).ToList();
            var users = runs.FirstOrDefault()?.Collections.FirstOrDefault(collection => collection.Collection is RosterCollection.Users);
            var isNext = runs.Count > 1 && done.Contains(WordOf(roster, runs[1].Id));
            if (!isNext || users is not { Added: 0, Changed: 0, Ended: 0 })
            {
                return true;
            }
        }

        return false;
    }

    private static string WordOf(RosterRef roster, string run) => $"{roster.Source}={run}";

    private bool IsOver(DateTimeOffset deadline) => deadline - clock.GetUtcNow() < Reserve;
}
