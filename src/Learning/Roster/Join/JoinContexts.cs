using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Sources;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>Remembers which courses there are to join. Called only when a launch brought something new, so that an ordinary launch costs nothing.</summary>
public sealed class JoinContexts(IDocumentStore store, RosterSourceStore sources)
{
    /// <summary>A course was launched from a link that is new or says something new. It is remembered for a roster that comes later, too.</summary>
    public async Task NoteCourseAsync(ClassRef @class, string? label, string? title, CancellationToken ct)
    {
        var batch = new Batch(JoinKeys.Partition(@class.District))
            .Upsert(JoinDocuments.Context, JoinKeys.Context(@class.Id), new JoinContext { Class = @class.Id, Label = label, Title = title });
        if (await sources.AnyAsync(@class.District, ct))
        {
            batch.Upsert(JoinDocuments.Todo, JoinKeys.Todo(@class.Id), new JoinTodo { Class = @class.Id });
        }

        await store.CommitAsync(batch, ct);
    }

    /// <summary>A person of a course is new or has new ids. Nothing is written where the district has no roster.</summary>
    public async Task NotePersonAsync(ClassRef @class, CancellationToken ct)
    {
        if (await sources.AnyAsync(@class.District, ct))
        {
            await store.CommitAsync(
                new Batch(JoinKeys.Partition(@class.District)).Upsert(JoinDocuments.Todo, JoinKeys.Todo(@class.Id), new JoinTodo { Class = @class.Id }), ct);
        }
    }
}
