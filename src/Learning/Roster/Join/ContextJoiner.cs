using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Lti.Launch;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>
/// Joins one course of the LMS and its people with the district's rosters and keeps the outcome. It may run any number of times, in several processes; what
/// is known already is not looked up again and what has not changed is not written.
/// </summary>
internal sealed class ContextJoiner(
    IDocumentStore store, JoinRuleStore rules, DistrictStore districts, RosterQueries queries, SisLookups lookups, TimeProvider clock)
{
    private const int MostExamples = 10;
    private const int MostAtOnce = 8;
    private const int BatchSize = 100;

    /// <summary>Joins the course.</summary>
    /// <param name="class">The course.</param>
    /// <param name="label">Its label in the LMS.</param>
    /// <param name="rosters">The district's rosters.</param>
    /// <param name="again">True to look everybody up again, because the people of the roster have changed.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task JoinAsync(ClassRef @class, string? label, IReadOnlyList<RosterRef> rosters, bool again, CancellationToken ct)
    {
        if (await districts.FindAsync(@class.District, ct) is not { } district)
        {
            return;
        }

        var rule = await rules.FindAsync(@class.District, ct);
        var people = await PeopleAsync(@class, ct);
        var joins = await JoinPeopleAsync(@class, rule, rosters, people, again, ct);
        var teachersFirst = people.OrderBy(person => person.IsStudent).SelectMany(person => joins[person.Learner].Users);
        IReadOnlyCollection<string> ids = people.SelectMany(person => person.Facts?.ClassIds() ?? []).ToHashSet(StringComparer.Ordinal);
        var classes = await lookups.FindClassesAsync(rule, rosters, ids, label, teachersFirst, ct);
        var joined = new JoinedContext
        {
            Class = @class.Id,
            Classes = [.. classes.Select(found => new SisRef(found.Source, found.SourcedId))],
            People = await TallyAsync(@class.District, classes, joins, RosterDays.TodayIn(district.TimeZone, clock), ct),
            LookedAt = clock.GetUtcNow(),
        };
        await store.CommitAsync(new Batch(JoinKeys.Partition(@class.District)).Upsert(JoinDocuments.Joined, JoinKeys.JoinedContext(@class.Id), joined), ct);
    }

    private async Task<IReadOnlyList<LmsPerson>> PeopleAsync(ClassRef @class, CancellationToken ct)
    {
        var listed = (await store.FindAsync(ClassDocuments.Roster, @class.Partition, ClassKeys.Roster, ct))?.Value.Students ?? [];
        var people = listed.DistinctBy(student => student.Learner).ToDictionary(
            student => student.Learner, student => new LmsPerson(student.Learner, true, null, student.SourcedId), StringComparer.Ordinal);
        await foreach (var member in store.ReadAllAsync(ClassDocuments.Member, @class.Partition, ClassKeys.Members, ct))
        {
            var learner = ClassKeys.LearnerOf(member.Row);
            if (member.Value is { IsTestUser: false, Role: not (CourseRole.None or CourseRole.Mentor) })
            {
                people[learner] = new LmsPerson(
                    learner, member.Value.Role is CourseRole.Learner, member.Value.Sis, people.GetValueOrDefault(learner)?.Listed);
            }
        }

        return [.. people.Values.OrderBy(person => person.Learner, StringComparer.Ordinal)];
    }

    private async Task<Dictionary<string, LearnerJoin>> JoinPeopleAsync(
        ClassRef @class, JoinRule rule, IReadOnlyList<RosterRef> rosters, IReadOnlyList<LmsPerson> people, bool again, CancellationToken ct)
    {
        var known = await store.ReadAllAsync(JoinDocuments.Learner, @class.Partition, JoinKeys.Learners, ct)
            .ToDictionaryAsync(join => join.Value.Learner, join => join.Value, StringComparer.Ordinal, ct);
        var fresh = new ConcurrentDictionary<string, LearnerJoin>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = ct }, async (person, ct) =>
        {
            var basis = BasisOf(rule, rosters, person);
            fresh[person.Learner] = known.GetValueOrDefault(person.Learner) is { } join && join.Basis == basis && !again
                ? join
                : await JoinPersonAsync(rule, rosters, person, basis, ct);
        });

        var changed = fresh.Values.Where(join => !known.TryGetValue(join.Learner, out var before) || !Same(before, join));
        foreach (var some in changed.Chunk(BatchSize))
        {
            var batch = new Batch(@class.Partition);
            foreach (var join in some)
            {
                batch.Upsert(JoinDocuments.Learner, JoinKeys.Learner(new LearnerId(join.Learner)), join);
            }

            await store.CommitAsync(batch, ct);
        }

        return new(fresh, StringComparer.Ordinal);
    }

    private async Task<LearnerJoin> JoinPersonAsync(JoinRule rule, IReadOnlyList<RosterRef> rosters, LmsPerson person, string basis, CancellationToken ct)
    {
        var found = await lookups.FindPersonAsync(rule, rosters, LmsIds.SignedOf(person.Facts, person.Listed), ct);
        var signed = found.Gap is null;
        if (found.Gap is JoinGap.NoIds or JoinGap.NotFound)
        {
            found = await lookups.FindPersonAsync(rule, rosters, LmsIds.Of(person.Facts, person.Listed), ct);
        }

        return new LearnerJoin
        {
            Learner = person.Learner,
            Users = [.. found.Users.Select(user => new SisRef(user.Source, user.SourcedId)).OrderBy(user => user.SourcedId, StringComparer.Ordinal)],
            By = found.By?.Word,
            Gap = found.Gap,
            Signed = signed,
            Basis = basis,
        };
    }

    private async Task<JoinTally> TallyAsync(
        DistrictId district, IReadOnlyList<SisClass> classes, Dictionary<string, LearnerJoin> joins, DateOnly today, CancellationToken ct)
    {
        var seen = joins.Values.SelectMany(join => join.Users).ToHashSet();
        var rosterOnly = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var @class in classes)
        {
            var roster = new RosterRef(district, RosterSourceId.Parse(@class.Source));
            if (await queries.FindClassListAsync(roster, new SourcedId(@class.SourcedId), ct) is { } list)
            {
                rosterOnly.UnionWith(list.On(today).Where(ClassRoles.IsStudent).Select(member => member.Record.User.Value)
                    .Where(user => !seen.Contains(new SisRef(@class.Source, user))));
            }
        }

        return new JoinTally(
            joins.Values.Count(join => join.Gap is null),
            joins.Values.Count(join => join.Gap is JoinGap.NoIds),
            joins.Values.Count(join => join.Gap is JoinGap.NotFound),
            joins.Values.Count(join => join.Gap is JoinGap.Ambiguous),
            rosterOnly.Count,
            [.. joins.Values.Where(join => join.Gap is not null).Select(join => join.Learner).Order(StringComparer.Ordinal).Take(MostExamples)],
            [.. rosterOnly.Take(MostExamples)]);
    }

    private static bool Same(LearnerJoin one, LearnerJoin other) =>
        one.Users.SequenceEqual(other.Users) && (one with { Users = other.Users }) == other;

    // Everything the outcome depends on, but for the roster itself.
    private static string BasisOf(JoinRule rule, IReadOnlyList<RosterRef> rosters, LmsPerson person)
    {
        var text = string.Join('\n', [
            rule.PersonWords, string.Join(',', rosters.Select(roster => roster.Source.Value)), person.Listed, person.Facts?.Person, person.Facts?.Named, person.Facts?.Username]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private sealed record LmsPerson(string Learner, bool IsStudent, SisFacts? Facts, string? Listed);
}
