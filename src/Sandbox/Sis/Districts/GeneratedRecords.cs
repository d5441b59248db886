using System.Globalization;

namespace Integration.Sandbox.Sis.Districts;

/// <summary>Makes single records of a generated district out of their numbers.</summary>
internal sealed class GeneratedRecords(SchoolPlan plan, GeneratedLives lives, Dice dice)
{
    private static readonly (string Title, string Code)[] Subjects =
    [
        ("Mathematics", "02"), ("English Language Arts", "01"), ("Science", "03"), ("Social Studies", "04"), ("Spanish", "06"), ("Art", "05"),
        ("Music", "05"), ("Physical Education", "08"), ("Advisory", "22"), ("Computer Science", "10"), ("Health", "08"), ("Library", "22"),
    ];

    private static readonly string[] Trees = ["Cottonwood", "Aspen", "Juniper", "Sycamore", "Piñon", "Alder", "Hackberry", "Larch", "Mesquite", "Willow"];
    private static readonly string[] Places = ["Creek", "Mesa", "Bend", "Hollow", "Ridge", "Crossing", "Flats", "Spring"];
    private static readonly string[] Levels = ["Elementary School", "Middle School", "High School"];
    private static readonly string[][] Grades = [["KG", "01", "02", "03", "04", "05"], ["06", "07", "08"], ["09", "10", "11", "12"]];

    public SisRecord Make(SisCollection kind, int index) => kind switch
    {
        SisCollection.Orgs => Org(index),
        SisCollection.AcademicSessions => GeneratedYear.Session(index, i => Id(SisCollection.AcademicSessions, i)),
        SisCollection.Courses => Course(index),
        SisCollection.Classes => Class(index),
        SisCollection.Users => User(index),
        SisCollection.Enrollments => Enrollment(index),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Id(SisCollection kind, int index) => GeneratedIds.Of(kind, index);

    private static string SchoolId(int school) => Id(SisCollection.Orgs, school + 1);

    private SisOrg Org(int index)
    {
        if (index == 0)
        {
            return new SisOrg("Three Rivers Consolidated School District", "district", "4800", null, [.. Enumerable.Range(0, plan.Schools).Select(SchoolId)])
            {
                SourcedId = Id(SisCollection.Orgs, 0),
            };
        }

        var school = index - 1;
        var name = $"{Trees[school % Trees.Length]} {Places[school / Trees.Length % Places.Length]}{(school < Trees.Length * Places.Length ? "" : $" {school}")} {Levels[school % 3]}";
        return new SisOrg(name, "school", (480000 + school).ToString(CultureInfo.InvariantCulture), Id(SisCollection.Orgs, 0), [])
        {
            SourcedId = Id(SisCollection.Orgs, index),
        };
    }

    private static SisCourse Course(int index)
    {
        var (school, (title, code)) = (index / SchoolPlan.Courses, Subjects[index % SchoolPlan.Courses]);
        return new SisCourse(
            title, $"{code}-{index % SchoolPlan.Courses:D2}", Id(SisCollection.AcademicSessions, 0), Grades[school % 3], [title], [code], SchoolId(school))
        {
            SourcedId = Id(SisCollection.Courses, index),
        };
    }

    private SisClass Class(int index)
    {
        var (school, local) = (index / SchoolPlan.ClassesOfSchool, index % SchoolPlan.ClassesOfSchool);
        var (course, section) = (local / SchoolPlan.Sections, local % SchoolPlan.Sections);
        var ((subject, code), life) = (Subjects[course], lives.Of(SisCollection.Classes, index));
        var period = ((course / 2) + 1).ToString(CultureInfo.InvariantCulture);
        return new SisClass(
            $"{subject}, Period {period} ({(char)('A' + section)})",
            $"{code}-{local:D2}",
            subject == "Advisory" ? "homeroom" : "scheduled",
            $"Room {100 + ((local + (life.Changes * 7)) % 60)}",
            Id(SisCollection.Courses, (school * SchoolPlan.Courses) + course),
            SchoolId(school),
            [.. GeneratedYear.Of(school % 3 == 0, course, section).Select(i => Id(SisCollection.AcademicSessions, i))],
            [dice.Pick(Grades[school % 3], SisCollection.Classes, index, 1)],
            [subject],
            [code],
            [period])
        {
            SourcedId = Id(SisCollection.Classes, index),
            Ended = life.Ended > 0,
        };
    }

    private SisUser User(int index)
    {
        var (school, local) = lives.IsNewcomer(index) ? (lives.SchoolOf(index), SchoolPlan.Teachers + 2) : (index / SchoolPlan.PeopleOfSchool, index % SchoolPlan.PeopleOfSchool);
        // The second row is about a person whose first row stands in the school before.
        var person = local == SchoolPlan.SecondRow ? (plan.SchoolBefore(school) * SchoolPlan.PeopleOfSchool) + SchoolPlan.Teachers + 1 : index;
        var (name, life) = (InventedNames.Of(dice, person), lives.Of(SisCollection.Users, index));
        var student = local is >= SchoolPlan.Teachers and <= SchoolPlan.SecondRow;
        var number = (3_000_000 + person).ToString(CultureInfo.InvariantCulture);
        return new SisUser(name.Given, name.Family, Roles(school, local))
        {
            SourcedId = Id(SisCollection.Users, index),
            Ended = life.Ended > 0,
            Enabled = dice.Roll(SisCollection.Users, index, 6, 150) != 0,
            Username = dice.Roll(SisCollection.Users, index, 7, 60) == 0 ? null : $"u{index.ToString("D7", CultureInfo.InvariantCulture)}",
            MiddleName = name.Middle,
            PreferredGivenName = life.Changes > 0 ? $"{name.Given[0]}{life.Changes}" : null,
            Identifier = number,
            MasterIdentifier = $"m-{number}",
            UserIds = [new("LDAP", $"u{person}"), new("State", $"48{number}")],
            Email = Email(index, school, student),
            Grades = student ? [dice.Pick(Grades[school % 3], SisCollection.Users, person, 8)] : [],
            Agents = local == SchoolPlan.Teachers && !lives.IsNewcomer(index) ? [Id(SisCollection.Users, (school * SchoolPlan.PeopleOfSchool) + SchoolPlan.Guardian)] : [],
            DisplayOrder = name.DisplayOrder,
            NativeScriptName = name.NativeScript,
        };
    }

    // Some have none, and some families share one: an address identifies nobody.
    private string? Email(int index, int school, bool student) => dice.Roll(SisCollection.Users, index, 9, 25) switch
    {
        0 => null,
        1 when student => $"family{index / 4}@families.threerivers.example",
        _ => $"u{index}@{(student ? "students" : "staff")}.s{school}.threerivers.example",
    };

    private IReadOnlyList<SisRole> Roles(int school, int local)
    {
        var role = local switch
        {
            < SchoolPlan.Teachers => "teacher",
            SchoolPlan.Principal => "principal",
            SchoolPlan.Guardian => "guardian",
            _ => "student",
        };
        var visits = local is SchoolPlan.Teachers - 1 or SchoolPlan.Teachers && plan.Schools > 1;
        return visits ? [new(role, SchoolId(school)), new(role, SchoolId(plan.SchoolAfter(school)))] : [new(role, SchoolId(school))];
    }

    private SisEnrollment Enrollment(int index)
    {
        var ((user, klass, standing), life) = (lives.Seat(index), lives.Of(SisCollection.Enrollments, index));
        var (school, local) = (klass / SchoolPlan.ClassesOfSchool, klass % SchoolPlan.ClassesOfSchool);
        var start = GeneratedYear.Start(GeneratedYear.Of(school % 3 == 0, local / SchoolPlan.Sections, local % SchoolPlan.Sections)[0]);
        return new SisEnrollment(
            Id(SisCollection.Users, user),
            Id(SisCollection.Classes, klass),
            SchoolId(school),
            standing == 2 ? "student" : "teacher",
            standing == 2 ? null : standing == 0,
            start.AddDays(life.Changes),
            null)
        {
            SourcedId = Id(SisCollection.Enrollments, index),
            Ended = life.Ended > 0,
        };
    }
}
