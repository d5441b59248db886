using System.Globalization;
using System.Text.Json;
using Integration.Sandbox.Database;
using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Courses;

/// <summary>Keeps the activities of the courses.</summary>
internal sealed class LinkRecords(LmsDatabase database)
{
    private const string Columns = "SELECT id, course, title, text, url, custom, due FROM links";

    public IReadOnlyList<Link> InCourse(string course) => database.Query(Columns + " WHERE course = $course ORDER BY added, rowid", Read, ("course", course));

    public Link? Find(string id) => database.Query(Columns + " WHERE id = $id", Read, ("id", id)).FirstOrDefault();

    /// <summary>The statement that adds an activity, for a caller who adds its columns in the same go.</summary>
    public static (string Sql, (string Name, object? Value)[] Values) Adding(Link link, DateTimeOffset now) => (
        "INSERT INTO links (id, course, title, text, url, custom, due, added) VALUES ($id, $course, $title, $text, $url, $custom, $due, $added)",
        [
            ("id", link.Id), ("course", link.Course), ("title", link.Title), ("text", link.Text), ("url", link.Url),
            ("custom", JsonSerializer.Serialize(link.Custom)), ("due", link.Due?.ToString("O", CultureInfo.InvariantCulture)), ("added", now.ToUnixTimeMilliseconds()),
        ]);

    private static Link Read(SqliteDataReader r) => new(
        r.GetString(0),
        r.GetString(1),
        r.GetString(2),
        r.Text(3),
        r.GetString(4),
        JsonSerializer.Deserialize<Dictionary<string, string>>(r.GetString(5))!,
        r.Text(6) is { } due ? DateTimeOffset.Parse(due, CultureInfo.InvariantCulture) : null);
}
