using System.Globalization;
using Integration.Sandbox.Sis.Districts;

namespace Integration.Tests.Sandbox.Sis;

public sealed class GeneratedDistrictTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_numbers_make_the_same_district_and_another_seed_makes_another()
    {
        var (one, same, other) = (new GeneratedDistrict(2000), new GeneratedDistrict(2000), new GeneratedDistrict(2000, seed: 4));

        Assert.Equal(Everything(one), Everything(same));
        Assert.NotEqual(Everything(one), Everything(other));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1512, 1)]
    [InlineData(1513, 2)]
    [InlineData(10_000, 7)]
    public void It_has_as_many_enrolments_as_were_asked_for_and_a_school_for_every_1512(int enrollments, int schools)
    {
        var district = new GeneratedDistrict(enrollments);

        var counts = Enum.GetValues<SisCollection>().Select(c => (district.Count(c), district.Live(c).Count())).ToList();

        Assert.All(counts, c => Assert.Equal(c.Item1, c.Item2));
        Assert.Equal([schools + 1, 10, schools * 12, schools * 60, schools * 255, enrollments], counts.Select(c => c.Item1));
    }

    [Fact]
    public void Ids_are_unique_and_every_reference_leads_to_a_record()
    {
        var district = new GeneratedDistrict(4000);
        var ids = Enum.GetValues<SisCollection>().ToDictionary(c => c, c => district.Live(c).Select(r => r.SourcedId).ToHashSet(StringComparer.Ordinal));

        Assert.All(Enum.GetValues<SisCollection>(), c => Assert.Equal(district.Count(c), ids[c].Count));
        AssertWhole(district);
        Assert.Contains(ids[SisCollection.Users], id => id.Contains('/', StringComparison.Ordinal));
        Assert.Contains(ids[SisCollection.Users], id => id.Contains('+', StringComparison.Ordinal) && id.Contains('=', StringComparison.Ordinal));
        Assert.Contains(ids[SisCollection.Users], id => id.StartsWith('{') && id.EndsWith('}'));
    }

    [Fact]
    public void Any_page_is_read_without_those_before_it_and_any_record_is_found_by_its_id()
    {
        var district = new GeneratedDistrict(3000).NextDay(Monday).NextDay(Monday.AddDays(1));

        foreach (var collection in Enum.GetValues<SisCollection>())
        {
            var all = district.Live(collection).ToList();
            Assert.All(new[] { 0, 1, all.Count / 2, all.Count - 1 }, offset => Assert.Equal(Lines(all.Skip(offset)), Lines(district.Live(collection, offset))));
            Assert.All(all.Take(200), r => Assert.Equal(Line(r), Line(district.Find(collection, r.SourcedId)!)));
        }

        Assert.Empty(district.Live(SisCollection.Users, 1_000_000));
        Assert.Null(district.Find(SisCollection.Users, "usr-9999999"));
        Assert.Null(district.Find(SisCollection.Users, "cls-0000001"));
    }

    [Fact]
    public void A_million_enrolments_are_laid_out_at_once_and_read_anywhere()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var district = new GeneratedDistrict(1_000_000);
        var last = Assert.IsType<SisEnrollment>(district.Live(SisCollection.Enrollments, 999_999).Single());

        Assert.Equal(1_000_000, district.Count(SisCollection.Enrollments));
        Assert.NotNull(district.Find(SisCollection.Users, last.User));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 1_000_000);
    }

    [Fact]
    public void A_student_sits_in_six_classes_and_a_class_has_its_teacher_and_at_most_24_students()
    {
        var district = new GeneratedDistrict(2 * 1512);
        var enrollments = district.Live(SisCollection.Enrollments).Cast<SisEnrollment>().ToList();

        var bySeat = enrollments.Where(e => e.Role == "student").GroupBy(e => e.User).Select(g => g.Select(e => e.Class).Distinct().Count()).ToList();
        var byClass = enrollments.GroupBy(e => e.Class).ToList();

        Assert.Equal(2 * 241, bySeat.Count);
        Assert.True(bySeat.Count(n => n == 6) > 2 * 230, $"{bySeat.Count(n => n == 6)} students sit in six classes");
        Assert.Equal(120, byClass.Count);
        Assert.All(byClass, c => Assert.Equal(24, c.Count(e => e.Role == "student")));
        Assert.All(byClass, c => Assert.Single(c, e => e.Primary == true));
        Assert.Equal(24, byClass.Count(c => c.Count(e => e.Role == "teacher") == 2));
    }

    [Fact]
    public void Somebody_is_in_two_schools_and_somebody_has_two_rows()
    {
        var users = new GeneratedDistrict(3 * 1512).Live(SisCollection.Users).Cast<SisUser>().ToList();

        Assert.Equal(3, users.Count(u => u.Roles is [{ Role: "teacher" }, { Role: "teacher" }]));
        Assert.Equal(3, users.Count(u => u.Roles is [{ Role: "student" }, { Role: "student" }]));
        var pairs = users.GroupBy(u => u.MasterIdentifier).Where(g => g.Count() > 1).ToList();
        Assert.Equal(3, pairs.Count);
        Assert.All(pairs, p => Assert.Single(p.Select(u => (u.GivenName, u.FamilyName, u.Identifier)).Distinct()));
        Assert.All(pairs, p => Assert.Equal(2, p.Select(u => u.Roles[0].Org).Distinct().Count()));
    }

    [Fact]
    public void Names_are_as_varied_as_in_a_district()
    {
        var users = new GeneratedDistrict(5000).Live(SisCollection.Users).Cast<SisUser>().ToList();

        Assert.Contains(users, u => u.FamilyName.Contains('\'', StringComparison.Ordinal));
        Assert.Contains(users, u => u.FamilyName.Contains('’', StringComparison.Ordinal));
        Assert.Contains(users, u => u.FamilyName is "Castañeda Villa" or "Núñez Ruiz" || u.FamilyName.Split(' ').Length == 2);
        Assert.Contains(users, u => u.DisplayOrder == "family-first");
        Assert.Contains(users, u => u.NativeScriptName is not null);
        Assert.Contains(users, u => u.GivenName.Any(c => c > '\u0400'));
        Assert.Contains(users, u => u.Email is null);
        Assert.Contains(users, u => u.Username is null);
        Assert.Contains(users.Where(u => u.Email is not null).GroupBy(u => u.Email), g => g.Count() > 1);
    }

    [Fact]
    public void A_next_day_adds_changes_and_ends_about_one_percent_and_the_district_stays_whole()
    {
        var before = new GeneratedDistrict(20_000);
        var after = before.NextDay(Monday);

        var old = before.Live(SisCollection.Enrollments).ToDictionary(r => r.SourcedId, Line);
        var now = after.Live(SisCollection.Enrollments).ToDictionary(r => r.SourcedId, Line);
        var added = now.Keys.Count(id => !old.ContainsKey(id));
        var ended = old.Keys.Count(id => !now.ContainsKey(id));
        var changed = old.Keys.Count(id => now.TryGetValue(id, out var line) && line != old[id]);

        Assert.InRange(added, 1, 100);
        Assert.InRange(ended, 1, 150);
        Assert.InRange(changed, 1, 200);
        Assert.InRange(added + ended + changed, 100, 300);
        AssertWhole(after);
    }

    [Fact]
    public void What_changed_since_leads_from_one_day_to_the_next()
    {
        var first = new GeneratedDistrict(5000);
        List<GeneratedDistrict> days = [first];
        for (var d = 0; d < 400; d++)
        {
            days.Add(days[^1].NextDay(Monday.AddDays(d)));
        }

        foreach (var (from, to) in new[] { (0, 1), (0, 5), (3, 9), (166, 170), (0, 400), (399, 400) })
        {
            var since = from == 0 ? Monday.AddDays(-1) : Monday.AddDays(from - 1);
            foreach (var collection in Enum.GetValues<SisCollection>())
            {
                var rows = days[from].Live(collection).ToDictionary(r => r.SourcedId, Line);
                foreach (var record in days[to].Changed(collection, since))
                {
                    Assert.True(record.Modified > since);
                    rows.Remove(record.SourcedId);
                    if (!record.Ended)
                    {
                        rows[record.SourcedId] = Line(record);
                    }
                }

                Assert.Equal(days[to].Live(collection).ToDictionary(r => r.SourcedId, Line), rows);
            }
        }
    }

    private static void AssertWhole(ISisDistrict district)
    {
        bool Has(SisCollection c, string id) => district.Find(c, id) is { Ended: false };

        Assert.All(district.Live(SisCollection.Orgs).Cast<SisOrg>(), o => Assert.True(o.Parent is null || Has(SisCollection.Orgs, o.Parent)));
        Assert.All(district.Live(SisCollection.AcademicSessions).Cast<SisSession>(), s => Assert.True(s.Parent is null || Has(SisCollection.AcademicSessions, s.Parent)));
        Assert.All(district.Live(SisCollection.Courses).Cast<SisCourse>(), c => Assert.True(Has(SisCollection.Orgs, c.Org) && Has(SisCollection.AcademicSessions, c.SchoolYear)));
        Assert.All(
            district.Live(SisCollection.Classes).Cast<SisClass>(),
            c => Assert.True(Has(SisCollection.Courses, c.Course) && Has(SisCollection.Orgs, c.School) && c.Terms.All(t => Has(SisCollection.AcademicSessions, t))));
        Assert.All(
            district.Live(SisCollection.Users).Cast<SisUser>(),
            u => Assert.True(u.Roles.All(r => Has(SisCollection.Orgs, r.Org)) && u.Agents.All(a => Has(SisCollection.Users, a))));
        Assert.All(
            district.Live(SisCollection.Enrollments).Cast<SisEnrollment>(),
            e => Assert.True(Has(SisCollection.Users, e.User) && Has(SisCollection.Classes, e.Class) && Has(SisCollection.Orgs, e.School)));
    }

    private static string Everything(GeneratedDistrict district) =>
        string.Join('\n', Enum.GetValues<SisCollection>().SelectMany(c => Lines(district.Live(c))));

    private static IEnumerable<string> Lines(IEnumerable<SisRecord> records) => records.Select(Line);

    // Records compare lists by identity; their JSON compares what is in them.
    private static string Line(SisRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.GetType().Name} {System.Text.Json.JsonSerializer.Serialize<object>(record)}");
}
