using Integration.Sandbox.Courses;

namespace Integration.Sandbox.People;

/// <summary>Who there is, which courses there are, and who is what in which: fixed, it comes with the program. A copied course has the people of the one it was made from.</summary>
internal sealed class School
{
    private readonly TimeProvider _clock;
    private readonly CourseCopies? _copies;
    private readonly DateOnly _firstDay;
    private readonly List<Membership> _memberships = [];

    public School(TimeProvider clock, CourseCopies? copies = null)
    {
        var file = ClassroomFile.Read();
        _clock = clock;
        _copies = copies;
        _firstDay = DateOnly.FromDateTime(file.Meta.AsOf.Date);
        Name = file.Org.School.Name;
        Guid = file.Org.District.SourcedId;
        Originals = [.. file.Courses.Select(c => new Course(c.Id, c.SourcedId, c.Title, c.ContextId))];
        People = [.. Everybody(file)];
        Enrol(file);
    }

    public string Name { get; }

    /// <summary>The <c>tool_platform.guid</c>: the district behind this issuer.</summary>
    public string Guid { get; }

    /// <summary>The courses that come with the program.</summary>
    public IReadOnlyList<Course> Originals { get; }

    public IReadOnlyList<Course> Courses => _copies is null ? Originals : [.. Originals, .. _copies.All()];

    public IReadOnlyList<Person> People { get; }

    public Person? Find(string? id) => People.FirstOrDefault(p => p.Id == id);

    public Person? FindBySubject(string? subject) => People.FirstOrDefault(p => p.Subject == subject);

    /// <summary>Everybody ever put into the course, teachers first.</summary>
    public IEnumerable<Membership> Roll(Course course) => course.Root is { } root
        ? _memberships.Where(m => m.Course.Id == root).Select(m => m with { Course = course })
        : _memberships.Where(m => m.Course == course);

    public bool IsActive(Membership membership) => membership.IsActiveOn(Today());

    /// <summary>The person's present place in the course; null when there is none, and then the course does not exist for that person.</summary>
    public Membership? Place(Person person, string courseId)
    {
        var course = Courses.FirstOrDefault(c => c.Id == courseId);
        if (course is null)
        {
            return null;
        }

        return person.IsAdmin
            ? new Membership(person, course, Standing.Admin)
            : Roll(course).FirstOrDefault(m => m.Person == person && IsActive(m));
    }

    public IEnumerable<Membership> PlacesOf(Person person) => Courses.Select(c => Place(person, c.Id)).OfType<Membership>();

    // The invented school year has dates; on a computer whose clock is before them the year has simply begun already.
    private DateOnly Today()
    {
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        return today < _firstDay ? _firstDay : today;
    }

    private static IEnumerable<Person> Everybody(ClassroomFile file)
    {
        foreach (var t in file.Teachers)
        {
            yield return new Person(t.Id, t.GivenName, t.FamilyName, $"{t.GivenName} {t.FamilyName}", t.DisplayName, t.Email, t.SourcedId, "en");
        }

        foreach (var s in file.Students)
        {
            yield return new Person(s.Id, s.GivenName, s.FamilyName, s.Name, s.Name, s.Email, s.SourcedId, s.UiLanguage);
        }

        foreach (var a in file.Admins)
        {
            yield return new Person(a.Id, a.DisplayName.Split(' ')[0], a.DisplayName.Split(' ')[^1], a.DisplayName, a.DisplayName, null, null, "en") { IsAdmin = true };
        }

        foreach (var extra in Extras.People)
        {
            yield return extra;
        }
    }

    private void Enrol(ClassroomFile file)
    {
        foreach (var (entry, course) in file.Courses.Zip(Originals))
        {
            _memberships.Add(new Membership(Find(entry.Teacher)!, course, Standing.Teacher));
            _memberships.Add(new Membership(Find(Extras.Assistant)!, course, Standing.Assistant));
            foreach (var e in file.Enrollments.Where(e => e.Course == course.Id))
            {
                var student = new Membership(Find(e.Student)!, course, Standing.Student, null, e.BeginDate, e.EndDate, e.Status != "active");
                _memberships.Add(student);
                if (Extras.ObserverOf(e.Student) is { } observer)
                {
                    _memberships.Add(new Membership(Find(observer)!, course, Standing.Observer, student.Person));
                }
            }

            _memberships.Add(new Membership(Find(Extras.TestStudentOf(course.Id))!, course, Standing.TestStudent));
        }
    }
}
