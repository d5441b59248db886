using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Lti.DeepLinks;

/// <summary>Pickers that teachers have open: kept behind the request's <c>data</c>, answered once, for an hour.</summary>
internal sealed class PendingPicks(LmsDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>Opens a picker and returns its <c>data</c>.</summary>
    public string Begin(Visitor visitor, Course course)
    {
        var data = Secret.Make();
        var now = clock.GetUtcNow();
        database.ExecuteAll(
        [
            ("DELETE FROM picks WHERE expires < $now", [("now", now.ToUnixTimeSeconds())]),
            (
                "INSERT INTO picks (data, person, course, expires) VALUES ($data, $person, $course, $expires)",
                [("data", data), ("person", visitor.Person.Id), ("course", course.Id), ("expires", (now + Life).ToUnixTimeSeconds())]),
        ]);
        return data;
    }

    /// <summary>The course for which this person has the picker open; null when there is none.</summary>
    public string? CourseOf(string data, Person person) => database.Query(
        "SELECT course FROM picks WHERE data = $data AND person = $person AND expires >= $now",
        r => r.GetString(0),
        ("data", data),
        ("person", person.Id),
        ("now", clock.GetUtcNow().ToUnixTimeSeconds())).FirstOrDefault();

    /// <summary>Closes the picker; false when somebody else was faster.</summary>
    public bool TryClose(string data) => database.Execute("DELETE FROM picks WHERE data = $data", ("data", data)) == 1;
}
