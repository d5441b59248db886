using Integration.Sandbox.Database;
using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Gradebook;

/// <summary>Keeps the gradebook's cells.</summary>
internal sealed class ScoreRecords(LmsDatabase database)
{
    private const string Columns = "SELECT item, s.person, score, comment, activity, grading, scored_by, ticks FROM scores s";

    public IReadOnlyList<Score> InCourse(string course) =>
        database.Query(Columns + " JOIN line_items i ON i.id = s.item WHERE i.course = $course", Read, ("course", course));

    public IReadOnlyList<Score> Of(LineItem item) => database.Query(Columns + " WHERE item = $item ORDER BY s.person", Read, ("item", item.Id));

    /// <summary>Takes the score if it is later than the one there; false when it is not. One statement, so that two posts cannot pass each other.</summary>
    public bool TryTake(Score score) => database.Execute(
        """
        INSERT INTO scores (item, person, score, comment, activity, grading, scored_by, ticks)
        VALUES ($item, $person, $score, $comment, $activity, $grading, $by, $ticks)
        ON CONFLICT (item, person) DO UPDATE SET
          score = excluded.score, comment = excluded.comment, activity = excluded.activity, grading = excluded.grading,
          scored_by = excluded.scored_by, ticks = excluded.ticks
        WHERE excluded.ticks > scores.ticks
        """,
        ("item", score.Item), ("person", score.Person), ("score", score.Given), ("comment", score.Comment), ("activity", score.Activity),
        ("grading", score.Grading), ("by", score.ScoredBy), ("ticks", score.At.UtcTicks)) == 1;

    private static Score Read(SqliteDataReader r) => new(
        r.GetString(0),
        r.GetString(1),
        r.IsDBNull(2) ? null : r.GetDouble(2),
        r.Text(3),
        r.GetString(4),
        r.GetString(5),
        r.Text(6),
        new DateTimeOffset(r.GetInt64(7), TimeSpan.Zero));
}
