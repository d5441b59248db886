using System.Globalization;
using System.Text.Json;
using Integration.Sandbox.Database;
using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Courses;

/// <summary>Keeps the activities of the courses.</summary>
internal sealed class LinkRecords(LmsDatabase database)
{
    private const string Columns = "SELECT id, course, title, text, url, custom, due, c.history FROM links LEFT JOIN link_copies c ON c.link = id";

    public IReadOnlyList<Link> InCourse(string course) => database.Query(Columns + " WHERE course = $course ORDER BY added, links.rowid", Read, ("course", course));

    public Link? Find(string id) => database.Query(Columns + " WHERE id = $id", Read, ("id", id)).FirstOrDefault();

    /// <summary>The statement that adds an activity, for a caller who adds its columns in the same go.</summary>
    public static (string Sql, (string Name, object? Value)[] Values) Adding(Link link, DateTimeOffset now) => (
        "INSERT INTO links (id, course, title, text, url, custom, due, added) VALUES ($id, $course, $title, $text, $url, $custom, $due, $added)",
        [
            ("id", link.Id), ("course", link.Course), ("title", link.Title), ("text", link.Text), ("url", link.Url),
            ("custom", JsonSerializer.Serialize(link.Custom)), ("due", link.Due?.ToString("O", CultureInfo.InvariantCulture)), ("added", now.ToUnixTimeMilliseconds()),
        ]);

    /// <summary>The statement that says what an activity was copied from.</summary>
    public static (string Sql, (string Name, object? Value)[] Values) AddingHistory(Link link) =>
        ("INSERT INTO link_copies (link, history) VALUES ($id, $history)", [("id", link.Id), ("history", JsonSerializer.Serialize(link.History))]);

    private static Link Read(SqliteDataReader r) => new(
        r.GetString(0),
        r.GetString(1),
        r.GetString(2),
        r.Text(3),
        r.GetString(4),
        JsonSerializer.Deserialize<Dictionary<string, string>>(r.GetString(5))!,
        r.Text(6) is { } due ? DateTimeOffset.Parse(due, CultureInfo.InvariantCulture) : null)
    {
        History = r.Text(7) is { } history ? JsonSerializer.Deserialize<List<string>>(history)! : [],
    };
}
