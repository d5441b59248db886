using System.Globalization;

namespace Integration.Sandbox.Sis.Districts;

/// <summary>
/// One next day in the practice school, the same whenever it is worked out again: somebody new comes into a class, a class moves to another room, a student's
/// preferred name changes, and one enrolment ends. The first two days end one of the oldest enrolments each; later the newcomer of two days ago
/// leaves again, so that the school stays a school however often the button is pressed.
/// </summary>
internal sealed class ClassroomDay(int number, DateTimeOffset moment, string school)
{
    private static readonly Dice Dice = new(7);

    public void Happen(List<SisUser> users, List<SisClass> classes, List<SisEnrollment> enrollments)
    {
        var klass = classes[number % classes.Count];
        Come(users, enrollments, klass);
        Change(classes, klass, klass with { Location = $"Room {200 + number}", Modified = moment });

        var students = users.Where(u => u.Roles[0].Role == "student" && !u.Ended).ToList();
        var renamed = students[number * 5 % students.Count];
        Change(users, renamed, renamed with { PreferredGivenName = $"{renamed.GivenName.Split(' ')[0][..2]}.", Modified = moment });

        if (number <= 2)
        {
            var leaving = enrollments.Last(e => e.Role == "student" && !e.Ended && e.Class == classes[number - 1].SourcedId && e.Modified == default);
            Change(enrollments, leaving, leaving with { Ended = true, Modified = moment });
            return;
        }

        var gone = NewcomerOf(number - 2);
        foreach (var enrollment in enrollments.Where(e => e.User == gone && !e.Ended).ToList())
        {
            Change(enrollments, enrollment, enrollment with { Ended = true, Modified = moment });
        }

        var person = users.Single(u => u.SourcedId == gone);
        Change(users, person, person with { Ended = true, Modified = moment });
    }

    private void Come(List<SisUser> users, List<SisEnrollment> enrollments, SisClass klass)
    {
        var (name, id) = (InventedNames.Of(Dice, number), NewcomerOf(number));
        var account = $"n{number.ToString("D2", CultureInfo.InvariantCulture)}";
        users.Add(new SisUser(name.Given, name.Family, [new("student", school)])
        {
            SourcedId = id,
            Modified = moment,
            Username = account,
            MiddleName = name.Middle,
            Identifier = (490_000 + number).ToString(CultureInfo.InvariantCulture),
            MasterIdentifier = $"m-{id}",
            UserIds = [new("LDAP", account)],
            Email = $"{account}@students.blueheron.example",
            Grades = klass.Grades,
            DisplayOrder = name.DisplayOrder,
            NativeScriptName = name.NativeScript,
        });
        enrollments.Add(new SisEnrollment(id, klass.SourcedId, school, "student", null, DateOnly.FromDateTime(moment.UtcDateTime), null)
        {
            SourcedId = $"{klass.SourcedId}:{id}",
            Modified = moment,
        });
    }

    private static string NewcomerOf(int day) => $"bh-stu-{(3000 + day).ToString(CultureInfo.InvariantCulture)}";

    private static void Change<T>(List<T> records, T old, T changed)
        where T : SisRecord => records[records.FindIndex(r => ReferenceEquals(r, old))] = changed;
}
