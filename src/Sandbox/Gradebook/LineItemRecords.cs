using Integration.Sandbox.Database;
using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Gradebook;

/// <summary>Keeps the gradebook's columns.</summary>
internal sealed class LineItemRecords(LmsDatabase database, TimeProvider clock)
{
    private const string Columns = "SELECT id, course, link, label, maximum, resource_id, tag, starts, ends, r.body FROM line_items LEFT JOIN reviews r ON r.item = id";

    public IReadOnlyList<LineItem> InCourse(string course) => database.Query(Columns + " WHERE course = $course ORDER BY added, line_items.rowid", Read, ("course", course));

    public LineItem? Find(string course, string id) =>
        database.Query(Columns + " WHERE course = $course AND id = $id", Read, ("course", course), ("id", id)).FirstOrDefault();

    public void Add(LineItem item) => database.ExecuteAll(Adding(item, clock.GetUtcNow()));

    public void Replace(LineItem item) => database.ExecuteAll(
    [
        (
            "UPDATE line_items SET link = $link, label = $label, maximum = $maximum, resource_id = $resource, tag = $tag, starts = $starts, ends = $ends WHERE id = $id",
            Values(item)),
        ("DELETE FROM reviews WHERE item = $id", [("id", item.Id)]),
        .. AddingReview(item),
    ]);

    public void Remove(LineItem item) => database.Execute("DELETE FROM line_items WHERE id = $id", ("id", item.Id));

    /// <summary>The statements that add a column, for a caller who adds its activity in the same go.</summary>
    public static IEnumerable<(string Sql, (string Name, object? Value)[] Values)> Adding(LineItem item, DateTimeOffset now) =>
    [
        (
            """
            INSERT INTO line_items (id, course, link, label, maximum, resource_id, tag, starts, ends, added)
            VALUES ($id, $course, $link, $label, $maximum, $resource, $tag, $starts, $ends, $added)
            """,
            [.. Values(item), ("course", item.Course), ("added", now.ToUnixTimeMilliseconds())]),
        .. AddingReview(item),
    ];

    private static IEnumerable<(string Sql, (string Name, object? Value)[] Values)> AddingReview(LineItem item) =>
        item.Review is null ? [] : [("INSERT INTO reviews (item, body) VALUES ($id, $body)", [("id", item.Id), ("body", ReviewLink.Keep(item.Review))])];

    private static (string Name, object? Value)[] Values(LineItem item) =>
    [
        ("id", item.Id), ("link", item.Link), ("label", item.Label), ("maximum", item.Maximum), ("resource", item.ResourceId),
        ("tag", item.Tag), ("starts", item.Starts), ("ends", item.Ends),
    ];

    private static LineItem Read(SqliteDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.Text(2), r.GetString(3), r.GetDouble(4), r.Text(5), r.Text(6), r.Text(7), r.Text(8),
            ReviewLink.Read(r.Text(9)));
}
