namespace Integration.Sandbox.Sis.Districts;

/// <summary>
/// Who sits where in a generated district, as arithmetic: any seat can be named without the others, both ways. A school has 12 courses of 5 classes with 24
/// seats; the first class of each course has a second teacher. Half of the 240 students take the even courses, half the odd ones, so each sits in six classes.
/// The last class of a school belongs to visitors as well: its teacher and one student come from the school before, and one seat is taken under a second
/// row of somebody who has a row over there already.
/// </summary>
internal sealed class SchoolPlan(int enrollments)
{
    public const int Courses = 12;
    public const int Sections = 5;
    public const int ClassesOfSchool = Courses * Sections;
    public const int Teachers = 12;
    public const int Students = 240;
    public const int SecondRow = Teachers + Students;
    public const int Principal = SecondRow + 1;
    public const int Guardian = SecondRow + 2;
    public const int PeopleOfSchool = SecondRow + 3;

    private const int Seats = 24;
    private const int HalfOfStudents = Students / 2;
    private const int RowsOfCourse = (Sections * (Seats + 1)) + 1;
    private const int RowsOfSchool = Courses * RowsOfCourse;
    private const int LastClass = ClassesOfSchool - 1;

    // Coprime to 120, so that multiplying shuffles the seats of a course; beside each its inverse.
    private static readonly (int By, int Back)[] Shuffles = [(7, 103), (11, 11), (13, 37), (17, 113), (19, 19), (23, 47)];

    public int Schools { get; } = Math.Max(1, ((enrollments - 1) / RowsOfSchool) + 1);

    public int Enrollments { get; } = enrollments;

    public int SchoolBefore(int school) => (school + Schools - 1) % Schools;

    public int SchoolAfter(int school) => (school + 1) % Schools;

    /// <summary>Person and class of an enrolment, and what the person is there: 0 the teacher, 1 the second teacher, 2 a student.</summary>
    public (int User, int Class, int Standing) Seat(int enrollment)
    {
        var (school, row) = (enrollment / RowsOfSchool, enrollment % RowsOfSchool);
        var (course, place) = (row / RowsOfCourse, row % RowsOfCourse);
        var first = place < Seats + 2;
        var section = first ? 0 : 1 + ((place - Seats - 2) / (Seats + 1));
        var position = first ? place : (place - Seats - 2) % (Seats + 1);
        var klass = (course * Sections) + section;
        var teachers = first ? 2 : 1;
        var person = position < teachers ? Teacher(school, klass, position) : Student(school, klass, position - teachers);
        return (person, (school * ClassesOfSchool) + klass, position < teachers ? position : 2);
    }

    /// <summary>All enrolments of a person that the district has.</summary>
    public IEnumerable<int> EnrollmentsOf(int user)
    {
        var (school, local) = (user / PeopleOfSchool, user % PeopleOfSchool);
        var rows = local switch
        {
            < Teachers => Enumerable.Range(0, Sections).Select(k => Row(school, (local * Sections) + k, 0))
                .Append(Row(school, (local + Courses - 1) % Courses * Sections, 1))
                .Append(Row(SchoolAfter(school), LastClass, 0)),
            < SecondRow => Enumerable.Range(0, Courses / 2).Select(m => RowOfStudent(school, local - Teachers, m))
                .Append(Row(SchoolAfter(school), LastClass, 1 + Seats - 1)),
            SecondRow => [Row(school, LastClass, 1 + Seats - 2)],
            _ => [],
        };
        return rows.Where(row => row < Enrollments && Seat(row).User == user).Distinct();
    }

    /// <summary>All enrolments in a class that the district has.</summary>
    public IEnumerable<int> EnrollmentsIn(int klass)
    {
        var start = Row(klass / ClassesOfSchool, klass % ClassesOfSchool, 0);
        var size = klass % Sections == 0 ? Seats + 2 : Seats + 1;
        return Enumerable.Range(start, size).Where(row => row < Enrollments);
    }

    private int Teacher(int school, int klass, int position) =>
        klass == LastClass
            ? (SchoolBefore(school) * PeopleOfSchool) + Teachers - 1
            : (school * PeopleOfSchool) + (((klass / Sections) + position) % Teachers);

    private int Student(int school, int klass, int seat)
    {
        if (klass == LastClass && seat == Seats - 1)
        {
            return (SchoolBefore(school) * PeopleOfSchool) + Teachers;
        }

        if (klass == LastClass && seat == Seats - 2)
        {
            return (school * PeopleOfSchool) + SecondRow;
        }

        var course = klass / Sections;
        var shuffled = (klass % Sections * Seats) + seat;
        var student = shuffled * Shuffles[course / 2].Back % HalfOfStudents;
        return (school * PeopleOfSchool) + Teachers + (course % 2 * HalfOfStudents) + student;
    }

    private static int RowOfStudent(int school, int student, int m)
    {
        var course = (2 * m) + (student / HalfOfStudents);
        var shuffled = student % HalfOfStudents * Shuffles[m].By % HalfOfStudents;
        var section = shuffled / Seats;
        return Row(school, (course * Sections) + section, (section == 0 ? 2 : 1) + (shuffled % Seats));
    }

    private static int Row(int school, int klass, int position)
    {
        var (course, section) = (klass / Sections, klass % Sections);
        var before = section == 0 ? 0 : (section * (Seats + 1)) + 1;
        return (school * RowsOfSchool) + (course * RowsOfCourse) + before + position;
    }
}
