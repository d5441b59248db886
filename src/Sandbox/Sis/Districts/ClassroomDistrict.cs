using System.Globalization;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Sis.Districts;

/// <summary>
/// The district of the practice LMS as its SIS holds it: the same ids that the LMS sends as <c>lis</c> values. The teaching assistant and the families are not
/// in it, as in most districts, so a join has somebody unmatched to show.
/// </summary>
internal sealed class ClassroomDistrict : ISisDistrict
{
    private static readonly DateTimeOffset Beginning = new(2026, 2, 2, 6, 0, 0, TimeSpan.Zero);
    private readonly IReadOnlyDictionary<SisCollection, IReadOnlyList<SisRecord>> _records;

    public ClassroomDistrict(IReadOnlyList<DateTimeOffset> days)
    {
        var file = ClassroomFile.Read();
        var (district, school) = (file.Org.District, file.Org.School);
        Name = district.Name;

        List<SisEnrollment> enrollments = [];
        foreach (var course in file.Courses)
        {
            var teacher = file.Teachers.Single(t => t.Id == course.Teacher);
            enrollments.Add(new SisEnrollment(teacher.SourcedId, course.SourcedId, school.SourcedId, "teacher", true, ClassroomYear.FirstDay, null)
            {
                SourcedId = $"{course.SourcedId}:{teacher.SourcedId}",
            });
            foreach (var e in file.Enrollments.Where(e => e.Course == course.Id))
            {
                var student = file.Students.Single(s => s.Id == e.Student);
                enrollments.Add(new SisEnrollment(student.SourcedId, course.SourcedId, school.SourcedId, "student", null, e.BeginDate, e.EndDate?.AddDays(1))
                {
                    SourcedId = $"{course.SourcedId}:{student.SourcedId}",
                    Ended = e.Status != "active",
                });
            }
        }

        var year = new ClassroomYear(school.SourcedId);
        var users = file.Teachers.Select(t => Teacher(t, school.SourcedId)).Concat(file.Students.Select(s => Student(s, school.SourcedId))).ToList();
        var classes = file.Courses.Select(year.Class).ToList();
        foreach (var (moment, number) in days.Select((moment, i) => (moment, i + 1)))
        {
            new ClassroomDay(number, moment, school.SourcedId).Happen(users, classes, enrollments);
        }

        _records = new Dictionary<SisCollection, IReadOnlyList<SisRecord>>
        {
            [SisCollection.Orgs] =
            [
                .. Stamped<SisRecord>([
                    new SisOrg(district.Name, "district", "0801", null, [school.SourcedId]) { SourcedId = district.SourcedId },
                    new SisOrg(school.Name, "school", "080107", district.SourcedId, []) { SourcedId = school.SourcedId },
                ]),
            ],
            [SisCollection.AcademicSessions] = [.. Stamped(year.Sessions)],
            [SisCollection.Courses] = [.. Stamped(file.Courses.Select(year.Course))],
            [SisCollection.Classes] = [.. Stamped(classes)],
            [SisCollection.Users] = [.. Stamped(users)],
            [SisCollection.Enrollments] = [.. Stamped(enrollments)],
        };
    }

    public string Name { get; }

    public int Count(SisCollection collection) => _records[collection].Count(r => !r.Ended);

    public IEnumerable<SisRecord> Live(SisCollection collection, int offset = 0) => _records[collection].Where(r => !r.Ended).Skip(offset);

    public IEnumerable<SisRecord> Changed(SisCollection collection, DateTimeOffset since) => _records[collection].Where(r => r.Modified > since);

    public SisRecord? Find(SisCollection collection, string sourcedId) => _records[collection].FirstOrDefault(r => r.SourcedId == sourcedId);

    // What no day has touched is as old as the district.
    private static IEnumerable<T> Stamped<T>(IEnumerable<T> records)
        where T : SisRecord => records.Select(r => r.Modified == default ? r with { Modified = Beginning } : r);

    private static SisUser Teacher(ClassroomFile.TeacherEntry t, string school) => new(t.GivenName, t.FamilyName, [new("teacher", school)])
    {
        SourcedId = t.SourcedId,
        Username = t.Email.Split('@')[0],
        Identifier = t.SourcedId.Split('-')[^1],
        MasterIdentifier = $"m-{t.SourcedId}",
        UserIds = [new("LDAP", t.Id)],
        Email = t.Email,
    };

    private static SisUser Student(ClassroomFile.StudentEntry s, string school) => new(s.GivenName, s.FamilyName, [new("student", school)])
    {
        SourcedId = s.SourcedId,
        Username = s.Email.Split('@')[0],
        Identifier = (480_000 + int.Parse(s.SourcedId.Split('-')[^1], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        MasterIdentifier = $"m-{s.SourcedId}",
        PreferredGivenName = s.PreferredName == s.GivenName ? null : s.PreferredName,
        UserIds = [new("LDAP", s.Id)],
        Email = s.Email,
        Grades = [s.GradeLevel],
        DisplayOrder = s.DisplayOrder,
        NativeScriptName = s.NativeScriptName,
    };
}
