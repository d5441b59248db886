using System.Text.Json;
using Integration.Sandbox.Database;
using Integration.Sandbox.Gradebook;

namespace Integration.Sandbox.Courses;

/// <summary>
/// Courses made by copying one of the practice school's: the same people, the same activities and columns under new ids that know what they were, and no grades. It
/// changes nothing on the tool's side: a notice tells of it where a tool asked for them, and the first launch of each activity does.
/// </summary>
internal sealed class CourseCopies(LmsDatabase database, TimeProvider clock)
{
    public IReadOnlyList<Course> All() => database.Query(
        "SELECT id, sourced_id, title, context, root, history FROM course_copies ORDER BY added, rowid",
        r => new Course(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)) { Root = r.GetString(4), History = JsonSerializer.Deserialize<List<string>>(r.GetString(5))! });

    /// <summary>Copies a course with its activities and columns, all or nothing.</summary>
    public Course Copy(Course source, LinkRecords links, LineItemRecords columns)
    {
        var now = clock.GetUtcNow();
        var number = All().Count + 1;
        var copy = new Course($"copy{number}", $"{source.SourcedId}-{number}", $"{source.Title} (copy {number})", Secret.Make()[..24])
        {
            Root = source.Root ?? source.Id,
            History = [source.ContextId, .. source.History],
        };
        var copied = links.InCourse(source.Id).ToDictionary(link => link.Id, link => link with { Id = Secret.Make()[..16], Course = copy.Id, History = [link.Id, .. link.History] });
        var items = columns.InCourse(source.Id)
            .Where(item => item.Link is not null && copied.ContainsKey(item.Link))
            .Select(item => item with { Id = Secret.Make()[..16], Course = copy.Id, Link = copied[item.Link!].Id });
        database.ExecuteAll(
        [
            (
                "INSERT INTO course_copies (id, root, sourced_id, title, context, history, added) VALUES ($id, $root, $sourced, $title, $context, $history, $added)",
                [
                    ("id", copy.Id), ("root", copy.Root), ("sourced", copy.SourcedId), ("title", copy.Title), ("context", copy.ContextId),
                    ("history", JsonSerializer.Serialize(copy.History)), ("added", now.ToUnixTimeMilliseconds()),
                ]),
            .. copied.Values.SelectMany(link => new[] { LinkRecords.Adding(link, now), LinkRecords.AddingHistory(link) }),
            .. items.SelectMany(item => LineItemRecords.Adding(item, now)),
        ]);
        return copy;
    }
}
