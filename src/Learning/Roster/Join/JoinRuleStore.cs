using System.Collections.Concurrent;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>The join rules of the districts, cached for a minute.</summary>
public sealed class JoinRuleStore(IDocumentStore store, TimeProvider clock)
{
    private static readonly TimeSpan CacheAge = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<DistrictId, (JoinRule Rule, DateTimeOffset At)> cache = new();

    /// <summary>The district's rule, or the one that every district starts with; at most a minute old.</summary>
    public async ValueTask<JoinRule> FindAsync(DistrictId district, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (cache.TryGetValue(district, out var cached) && now - cached.At < CacheAge)
        {
            return cached.Rule;
        }

        var stored = await store.FindAsync(JoinDocuments.Rule, JoinKeys.Partition(district), JoinKeys.Rule, ct);
        var rule = stored is not null && JoinRule.TryParse(stored.Value.Person, stored.Value.Class, out var read, out _) ? read : JoinRule.Default;
        cache[district] = (rule, now);
        return rule;
    }

    /// <summary>Sets the rule. Everybody is looked up again from the next tick on.</summary>
    /// <param name="district">Whose.</param>
    /// <param name="person">Terms for people; null leaves them.</param>
    /// <param name="class">Terms for classes; null leaves them.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SetupResult<JoinRule>> SetAsync(DistrictId district, string? person, string? @class, CancellationToken ct)
    {
        var known = await FindAsync(district, ct);
        if (!JoinRule.TryParse(person ?? known.PersonWords, @class ?? known.ClassWords, out var rule, out var problem))
        {
            return new SetupRefusal(
                "SET3019", $"'{problem}' is no way to know somebody. For people: sourcedId, identifier, userId:TYPE, username. For classes: sourcedId, classCode, courseSourcedId.");
        }

        var record = new JoinRuleRecord { Person = rule.PersonWords, Class = rule.ClassWords };
        var batch = new Batch(JoinKeys.Partition(district)).Upsert(JoinDocuments.Rule, JoinKeys.Rule, record);
        if (await store.FindAsync(JoinDocuments.Progress, JoinKeys.Partition(district), JoinKeys.Progress, ct) is { } progress)
        {
            // Another rule, another round over all courses.
            batch.Delete(progress.Row, progress.Revision);
        }

        await store.CommitAsync(batch, ct);
        cache.TryRemove(district, out _);
        return rule;
    }
}
