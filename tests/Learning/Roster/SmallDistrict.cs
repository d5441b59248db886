using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster;

/// <summary>An invented district whose ids are as unpleasant as real ones, drawn from a seed, and what may have happened to it overnight.</summary>
internal sealed class SmallDistrict
{
    private static readonly string[] Shapes = ["{0}/{1}", "{0}+{1}=", "{{{0}}}-{1}", "{0} {1}", "{0}-{1}", "{0}#ñ?{1}", "{0}-{1}-a-very-long-id-as-some-vendors-have-them-and-longer-than-any-part-of-a-key"];
    private readonly Random random;
    private int made;

    private SmallDistrict(int seed) => random = new Random(seed);

    internal List<RosterRecord> Records { get; } = [];

    internal static SmallDistrict Of(int seed, int users = 30, int classes = 8, int enrollments = 60)
    {
        var district = new SmallDistrict(seed);
        for (var i = 0; i < 3; i++)
        {
            district.Add(new Org { SourcedId = district.NewId("org"), Name = $"School {i}", Type = "school" });
            district.Add(new AcademicSession
            {
                SourcedId = district.NewId("term"),
                Title = $"Term {i}",
                Type = "term",
                StartDate = new DateOnly(2026, 8, 24),
                EndDate = new DateOnly(2026, 12, 19),
                SchoolYear = "2027",
            });
            district.Add(new Course { SourcedId = district.NewId("course"), Title = $"Course {i}", CourseCode = $"C{i}", Org = district.Any<Org>() });
        }

        district.Times(classes, () => district.Add(district.NewClass()));
        district.Times(users, () => district.Add(district.NewUser()));
        district.Times(enrollments, () => district.Add(district.NewEnrollment()));
        return district;
    }

    /// <summary>The same district on another day.</summary>
    internal SmallDistrict Next(int seed, int changes = 12)
    {
        var next = new SmallDistrict(seed) { made = made + 1000 };
        next.Records.AddRange(Records);
        next.Times(changes, next.Happen);
        return next;
    }

    /// <summary>The changes that lead from here to another day, deletions as tombstones.</summary>
    internal List<RosterRecord> ChangesTo(SmallDistrict next)
    {
        var (before, after) = (ById(this), ById(next));
        return [.. Enum.GetValues<RosterCollection>().SelectMany(collection =>
            after.Values.Where(record => record.Collection == collection && !(before.TryGetValue((collection, record.SourcedId), out var old) && ReferenceEquals(old, record)))
                .Concat(before.Values.Where(record => record.Collection == collection && !after.ContainsKey((collection, record.SourcedId)))
                    .Select(record => record with { ToBeDeleted = true })))];
    }

    private void Happen()
    {
        var i = random.Next(Records.Count);
        switch (random.Next(9))
        {
            case 0 or 1:
                Add(NewEnrollment());
                break;
            case 2:
                Add(NewUser());
                break;
            case 3:
                Records.RemoveAt(i);
                break;
            case 4 when Records[i] is User user:
                Records[i] = user with { FamilyName = user.FamilyName + "-Ortiz", Username = $"renamed{made++}" };
                break;
            case 5 when Records[i] is Enrollment enrollment:
                Records[i] = enrollment with { Class = Any<Class>() };
                break;
            case 6 when Records[i] is Class @class:
                Records[i] = @class with { School = Any<Org>(), Title = @class.Title + "*" };
                break;
            case 7 when Records[i] is Enrollment enrollment:
                Records[i] = enrollment with { EndDate = new DateOnly(2026, 10, 1) };
                break;
            default:
                Add(NewClass());
                break;
        }
    }

    private Class NewClass() => new()
    {
        SourcedId = NewId("class"),
        Title = $"Class {made}",
        School = Any<Org>(),
        Course = Any<Course>(),
        Terms = [Any<AcademicSession>()],
        ClassType = "scheduled",
    };

    private User NewUser() => new()
    {
        SourcedId = NewId("user"),
        GivenName = "Inés",
        FamilyName = $"O'Hara {made}",
        Username = $"User{made}",
        Identifier = $"{made % 40}",
        UserIds = [new UserId("State", $"S-{made}")],
        Email = "someone@example.org",
        Roles = [new UserRole("student", Any<Org>(), true, null, null)],
    };

    private Enrollment NewEnrollment() => new()
    {
        SourcedId = NewId("enr"),
        User = Any<User>(),
        Class = Any<Class>(),
        School = Any<Org>(),
        Role = random.Next(8) == 0 ? "teacher" : "student",
        BeginDate = new DateOnly(2026, 8, 24),
    };

    private SourcedId Any<T>()
        where T : RosterRecord => Records.OfType<T>().ToList() is { Count: > 0 } some ? some[random.Next(some.Count)].SourcedId : new SourcedId("nobody");

    private SourcedId NewId(string kind) => new(string.Format(null, Shapes[random.Next(Shapes.Length)], kind, made++));

    private void Add(RosterRecord record) => Records.Add(record);

    private void Times(int times, Action act) => Enumerable.Range(0, times).ToList().ForEach(_ => act());

    private static Dictionary<(RosterCollection Collection, SourcedId Id), RosterRecord> ById(SmallDistrict district) =>
        district.Records.ToDictionary(record => (record.Collection, record.SourcedId));
}
