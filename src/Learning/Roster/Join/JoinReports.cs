using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Sources;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>How LMS and roster fit together in a district. Ids and counts, never a name.</summary>
/// <param name="Courses">Courses of the LMS that were looked at.</param>
/// <param name="JoinedCourses">... of which some class of the roster is known.</param>
/// <param name="UnmatchedCourses">The first few of which none is.</param>
/// <param name="Joined">People of the LMS, per course, who are somebody of the roster.</param>
/// <param name="NoIds">... of whom the LMS shares no SIS id.</param>
/// <param name="NotFound">... whom the roster does not have.</param>
/// <param name="Ambiguous">... who may be several people.</param>
/// <param name="LmsExamples">Learner ids of a few who were not joined.</param>
/// <param name="RosterOnly">Students of joined classes whom the LMS has not shown.</param>
/// <param name="RosterExamples">SourcedIds of a few of them.</param>
/// <param name="Classes">Classes of the roster that run; null where they were not counted.</param>
/// <param name="UnmatchedClasses">... of which no course of the LMS is known; null where they were not counted.</param>
/// <param name="ClassExamples">A few of these.</param>
public sealed record JoinReport(
    int Courses,
    int JoinedCourses,
    IReadOnlyList<UnmatchedCourse> UnmatchedCourses,
    int Joined,
    int NoIds,
    int NotFound,
    int Ambiguous,
    IReadOnlyList<string> LmsExamples,
    int RosterOnly,
    IReadOnlyList<string> RosterExamples,
    int? Classes,
    int? UnmatchedClasses,
    IReadOnlyList<SisRef> ClassExamples);

/// <summary>A course of the LMS of which the roster knows no class.</summary>
/// <param name="Class">Its id within the district.</param>
/// <param name="Label">Its label in the LMS.</param>
public sealed record UnmatchedCourse(string Class, string? Label);

/// <summary>Sums up what the joins came to.</summary>
public sealed class JoinReports(IDocumentStore store, RosterSourceStore sources, RosterQueries queries)
{
    private const int MostExamples = 20;

    /// <summary>The report of a district: two ranges.</summary>
    /// <param name="district">Whose.</param>
    /// <param name="withClasses">True to count the roster's own classes too, which reads all of them: not while a page waits.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<JoinReport> ReadAsync(DistrictId district, bool withClasses, CancellationToken ct)
    {
        var partition = JoinKeys.Partition(district);
        var labels = await store.ReadAllAsync(JoinDocuments.Context, partition, JoinKeys.Contexts, ct)
            .ToDictionaryAsync(context => context.Value.Class, context => context.Value.Label, StringComparer.Ordinal, ct);
        var joined = await store.ReadAllAsync(JoinDocuments.Joined, partition, JoinKeys.Joined, ct).Select(row => row.Value).ToListAsync(ct);
        var held = joined.SelectMany(course => course.Classes).ToHashSet();
        var (classes, without) = withClasses ? await CountAsync(district, held, ct) : (null, []);
        var people = joined.Select(course => course.People).ToList();
        return new JoinReport(
            joined.Count,
            joined.Count(course => course.Classes.Count > 0),
            [.. joined.Where(course => course.Classes.Count == 0).Select(course => new UnmatchedCourse(course.Class, labels.GetValueOrDefault(course.Class))).Take(MostExamples)],
            people.Sum(tally => tally.Joined),
            people.Sum(tally => tally.NoIds),
            people.Sum(tally => tally.NotFound),
            people.Sum(tally => tally.Ambiguous),
            [.. people.SelectMany(tally => tally.LmsExamples).Distinct(StringComparer.Ordinal).Take(MostExamples)],
            people.Sum(tally => tally.RosterOnly),
            [.. people.SelectMany(tally => tally.RosterExamples).Distinct(StringComparer.Ordinal).Take(MostExamples)],
            classes,
            classes is null ? null : without.Count,
            [.. without.Take(MostExamples)]);
    }

    private async Task<(int? Classes, List<SisRef> Without)> CountAsync(DistrictId district, HashSet<SisRef> held, CancellationToken ct)
    {
        var (classes, without) = (0, new List<SisRef>());
        foreach (var source in await sources.ListAsync(district, ct))
        {
            await foreach (var @class in queries.EveryClassAsync(source.Ref, ct))
            {
                if (@class.Ended is null)
                {
                    classes++;
                    var id = new SisRef(source.Id, @class.Record.SourcedId.Value);
                    if (!held.Contains(id))
                    {
                        without.Add(id);
                    }
                }
            }
        }

        return (classes, without);
    }
}
