using Integration.Learning.Roster.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Join;

/// <summary>Finds in a district's rosters who or what may be meant, by point reads and short ranges; <see cref="JoinRules"/> decides.</summary>
internal sealed class SisLookups(RosterQueries queries)
{
    // A teacher's or student's classes say which classes a code can mean; a handful of people is enough to have all sections.
    private const int MostPeople = 8;
    private const int MostClasses = 60;

    /// <summary>Who a person of the LMS is.</summary>
    internal async Task<PersonJoin> FindPersonAsync(JoinRule rule, IReadOnlyList<RosterRef> rosters, LmsIds ids, CancellationToken ct)
    {
        if (ids.IsEmpty)
        {
            return PersonJoin.None(JoinGap.NoIds);
        }

        foreach (var term in rule.Person)
        {
            var pool = new Dictionary<(string, string), RosterUserRow>();
            foreach (var roster in rosters)
            {
                await AddAsync(pool, roster, term, ids, ct);
            }

            // Those who left stand in only where nobody is there: an id that moved to a new record means the new one.
            if (pool.Values.Any(user => user.Ended is null))
            {
                pool = pool.Where(user => user.Value.Ended is null).ToDictionary();
            }

            if (pool.Count > 0)
            {
                await AddOtherRowsAsync(pool, rosters, ct);
                return JoinRules.Find([term], ids, [.. pool.Select(entry => PersonOf(entry.Key.Item1, entry.Value.Record))]);
            }
        }

        return PersonJoin.None(JoinGap.NotFound);
    }

    /// <summary>Which classes a course of the LMS holds.</summary>
    /// <param name="rule">The district's rule.</param>
    /// <param name="rosters">The district's rosters.</param>
    /// <param name="ids">Ids of sections and course, as launches said them.</param>
    /// <param name="label">The course's label.</param>
    /// <param name="people">People of the course who were joined, teachers first.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<IReadOnlyList<SisClass>> FindClassesAsync(
        JoinRule rule, IReadOnlyList<RosterRef> rosters, IReadOnlyCollection<string> ids, string? label, IEnumerable<SisRef> people, CancellationToken ct)
    {
        var wanted = new HashSet<(RosterRef, string)>();
        if (rule.Class.Contains(ClassTerm.SourcedId))
        {
            wanted.UnionWith(rosters.SelectMany(roster => ids.Select(id => (roster, id))));
        }

        if (rule.Class.Any(term => term is not ClassTerm.SourcedId) && (ids.Count > 0 || label is not null))
        {
            foreach (var person in people.Take(MostPeople))
            {
                if (rosters.FirstOrDefault(roster => roster.Source.Value == person.Source) is { Source.Value: not null } roster
                    && await queries.FindUserClassesAsync(roster, new SourcedId(person.SourcedId), ct) is { } known)
                {
                    wanted.UnionWith(known.Classes.Where(enrollment => enrollment.Ended is null).Select(enrollment => (roster, enrollment.Record.Class.Value)));
                }
            }
        }

        var among = new List<SisClass>();
        foreach (var (roster, id) in wanted.Take(MostClasses))
        {
            if (await queries.FindClassAsync(roster, new SourcedId(id), ct) is { Ended: null, Record: { } @class })
            {
                among.Add(new SisClass(roster.Source.Value, @class.SourcedId.Value, @class.Title, @class.ClassCode, @class.Course?.Value));
            }
        }

        return JoinRules.FindClasses(rule.Class, ids, label, among);
    }

    private async Task AddAsync(Dictionary<(string, string), RosterUserRow> pool, RosterRef roster, PersonTerm term, LmsIds ids, CancellationToken ct)
    {
        var kind = term.Match switch
        {
            PersonMatch.SourcedId => null,
            PersonMatch.Identifier => RosterValue.Identifier,
            PersonMatch.UserId => RosterValue.OfType(term.Type!),
            PersonMatch.Username => RosterValue.Username,
            var other => throw new InvalidOperationException($"There is no look-up for {other}."),
        };
        foreach (var id in term.Match is PersonMatch.Username ? ids.Usernames : ids.SisIds)
        {
            var users = kind is null ? [new SourcedId(id)] : await queries.FindUsersByAsync(roster, new RosterValue(kind, id), ct);
            await AddAsync(pool, roster, users, ct);
        }
    }

    // One human, several rows: whoever shares a master id, a number or another id with somebody found.
    private async Task AddOtherRowsAsync(Dictionary<(string, string), RosterUserRow> pool, IReadOnlyList<RosterRef> rosters, CancellationToken ct)
    {
        foreach (var ((source, _), user) in pool.ToList())
        {
            var roster = rosters.First(roster => roster.Source.Value == source);
            foreach (var value in RosterValue.Of(user.Record).Where(value => value.Kind != RosterValue.Username))
            {
                await AddAsync(pool, roster, await queries.FindUsersByAsync(roster, value, ct), ct);
            }
        }
    }

    private async Task AddAsync(Dictionary<(string, string), RosterUserRow> pool, RosterRef roster, IReadOnlyList<SourcedId> users, CancellationToken ct)
    {
        foreach (var user in users.Where(user => !pool.ContainsKey((roster.Source.Value, user.Value))))
        {
            if (await queries.FindUserAsync(roster, user, ct) is { } found)
            {
                pool[(roster.Source.Value, user.Value)] = found;
            }
        }
    }

    private static SisPerson PersonOf(string source, User user) => new(
        source, user.SourcedId.Value, user.Identifier, user.Username, user.UserMasterIdentifier, [.. user.UserIds.Select(id => new SisUserId(id.Type, id.Identifier))]);
}
