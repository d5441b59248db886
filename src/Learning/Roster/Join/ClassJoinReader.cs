using System.Security.Cryptography;
using System.Text;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Sources;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>What the roster adds to a course of the LMS, for the one teacher who looks: it speaks of her own classes only.</summary>
/// <param name="Sections">Learner id to the title of the person's class; empty while the course holds one class only.</param>
/// <param name="Students">Students of the teacher's own classes whom the LMS has not shown yet.</param>
/// <param name="Teachers">Everyone who teaches those classes.</param>
internal sealed record ClassJoin(IReadOnlyDictionary<string, string> Sections, IReadOnlyList<SisStudent> Students, IReadOnlyList<string> Teachers)
{
    /// <summary>No roster, or nothing that this teacher may see of it.</summary>
    public static ClassJoin Nothing { get; } = new(new Dictionary<string, string>(), [], []);
}

/// <summary>A student of the roster who is nobody in the LMS yet.</summary>
/// <param name="Key">A stand-in for the learner id; it opens nothing and tells nothing of the SIS.</param>
/// <param name="Name">What the student goes by.</param>
/// <param name="Section">The title of the class; null while the course holds one class only.</param>
internal sealed record SisStudent(string Key, string? Name, string? Section);

/// <summary>
/// Reads the roster's side of a class view. Only classes are shown that the viewer herself teaches by the roster, and she is known by ids that her LMS signed;
/// so are those whose section is named. Whoever writes another class's or person's id into a link learns nothing.
/// </summary>
internal sealed class ClassJoinReader(
    IDocumentStore store, RosterSourceStore sources, DistrictStore districts, RosterQueries queries, TimeProvider clock)
{
    /// <summary>What the roster adds to the course as <paramref name="viewer"/> may see it. A district without a roster costs nothing.</summary>
    public async Task<ClassJoin> ReadAsync(ClassRef @class, LearnerId viewer, CancellationToken ct)
    {
        if (!await sources.AnyAsync(@class.District, ct) || await districts.FindAsync(@class.District, ct) is not { } district)
        {
            return ClassJoin.Nothing;
        }

        // The timer joins courses; one that it has not come to yet looks as if there were no roster.
        var joined = await store.FindAsync(JoinDocuments.Joined, JoinKeys.Partition(@class.District), JoinKeys.JoinedContext(@class.Id), ct);
        if (joined is null or { Value.Classes: [] })
        {
            return ClassJoin.Nothing;
        }

        var joins = await store.ReadAllAsync(JoinDocuments.Learner, @class.Partition, JoinKeys.Learners, ct)
            .ToDictionaryAsync(join => join.Value.Learner, join => join.Value, StringComparer.Ordinal, ct);
        if (joins.GetValueOrDefault(viewer.Value) is not { Signed: true } known)
        {
            return ClassJoin.Nothing;
        }

        var today = RosterDays.TodayIn(district.TimeZone, clock);
        var lists = (await Task.WhenAll(joined.Value.Classes.Select(roster => ListAsync(@class.District, roster, ct))))
            .OfType<RosterToday>().Select(list => list with { Members = [.. list.All.On(today)] }).ToList();
        var hers = lists.Where(list => list.Members.Any(member => ClassRoles.IsTeacher(member) && known.Users.Contains(list.UserOf(member)))).ToList();
        return new ClassJoin(
            lists.Count > 1 ? SectionsOf(joins.Values.Where(join => join.Signed), hers) : new Dictionary<string, string>(),
            await StudentsOfAsync(@class.District, hers, joins.Values.SelectMany(join => join.Users).ToHashSet(), lists.Count > 1, ct),
            [.. hers.SelectMany(list => list.Members.Where(ClassRoles.IsTeacher)).Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private async Task<RosterToday?> ListAsync(DistrictId district, SisRef roster, CancellationToken ct)
        => await queries.FindClassListAsync(new RosterRef(district, RosterSourceId.Parse(roster.Source)), new SourcedId(roster.SourcedId), ct) is { } list
            ? new RosterToday(roster.Source, list, [])
            : null;

    private static Dictionary<string, string> SectionsOf(IEnumerable<LearnerJoin> joins, List<RosterToday> lists)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var join in joins)
        {
            var titles = lists.Where(list => list.Members.Any(member => ClassRoles.IsStudent(member) && join.Users.Contains(list.UserOf(member)))).Select(list => list.Title);
            if (string.Join(", ", titles) is { Length: > 0 } text)
            {
                sections[join.Learner] = text;
            }
        }

        return sections;
    }

    // One human with several rows, or in two sections, is one student. A name alone proves nothing, so namesakes are told apart by what the SIS says of each.
    private async Task<List<SisStudent>> StudentsOfAsync(DistrictId district, List<RosterToday> hers, HashSet<SisRef> seen, bool named, CancellationToken ct)
    {
        var students = new List<SisStudent>();
        var namesakes = hers
            .SelectMany(list => list.Members.Where(ClassRoles.IsStudent), (list, member) => (User: list.UserOf(member), Name: NameOf(member), list.Title))
            .Where(student => !seen.Contains(student.User))
            .GroupBy(student => student.User)
            .GroupBy(rows => rows.First().Name, StringComparer.Ordinal);
        foreach (var same in namesakes)
        {
            var rows = same.ToDictionary(row => row.Key, row => row.Select(one => one.Title));
            students.AddRange((rows.Count > 1 && same.Key is not null ? await HumansAsync(district, rows.Keys, ct) : rows.Keys.Select(row => new[] { row })).Select(human => new SisStudent(
                StandInFor(human[0]), same.Key, named ? string.Join(", ", human.SelectMany(row => rows[row]).Distinct(StringComparer.Ordinal)) : null)));
        }

        return students;
    }

    private async Task<IEnumerable<SisRef[]>> HumansAsync(DistrictId district, IEnumerable<SisRef> rows, CancellationToken ct)
    {
        var humans = new List<(List<SisRef> Rows, HashSet<(string Source, string Kind, string Value)> Values)>();
        foreach (var row in rows)
        {
            var user = await queries.FindUserAsync(new RosterRef(district, RosterSourceId.Parse(row.Source)), new SourcedId(row.SourcedId), ct);
            var values = user is null ? [] : RosterValue.Of(user.Record).Where(value => value.Kind != RosterValue.Username).Select(value => (row.Source, value.Kind, value.Folded)).ToHashSet();
            if (humans.Find(human => human.Values.Overlaps(values)) is { Rows: { } known } human)
            {
                known.Add(row);
                human.Values.UnionWith(values);
            }
            else
            {
                humans.Add(([row], values));
            }
        }

        return humans.Select(human => human.Rows.ToArray());
    }

    private static string StandInFor(SisRef user)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Source}/{user.SourcedId}")).AsSpan(0, 16));

    private static string? NameOf(RosterMemberRow member)
        => $"{member.Person?.Given} {member.Person?.Family}".Trim() is { Length: > 0 } name ? name : null;

    private sealed record RosterToday(string Source, RosterClassList All, IReadOnlyList<RosterMemberRow> Members)
    {
        public string Title => All.Class.Record.Title;

        public SisRef UserOf(RosterMemberRow member) => new(Source, member.Record.User.Value);
    }
}
