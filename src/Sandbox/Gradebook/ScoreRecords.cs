using Integration.Sandbox.Database;
using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Gradebook;

/// <summary>Keeps the gradebook's cells.</summary>
internal sealed class ScoreRecords(LmsDatabase database)
{
    private const string Columns =
        """
        SELECT s.item, s.person, score, comment, activity, grading, scored_by, ticks, attempts, by_teacher, submitted
        FROM scores s LEFT JOIN cell_facts f ON f.item = s.item AND f.person = s.person
        """;

    private readonly Lock _oneAtATime = new();

    public IReadOnlyList<Score> InCourse(string course) =>
        database.Query(Columns + " JOIN line_items i ON i.id = s.item WHERE i.course = $course", Read, ("course", course));

    public IReadOnlyList<Score> Of(LineItem item) => database.Query(Columns + " WHERE s.item = $item ORDER BY s.person", Read, ("item", item.Id));

    /// <summary>
    /// Takes what <paramref name="merge"/> makes of the cell as it stands; null leaves it and answers false. One at a time, so that two posts cannot pass each other.
    /// </summary>
    public bool TryTake(LineItem item, string person, Func<Score?, Score?> merge)
    {
        lock (_oneAtATime)
        {
            if (merge(Of(item).SingleOrDefault(held => held.Person == person)) is not { } score)
            {
                return false;
            }

            database.ExecuteAll([Putting(score), PuttingFacts(score)]);
            return true;
        }
    }

    private static (string Sql, (string Name, object? Value)[] Values) Putting(Score score) => (
        """
        INSERT INTO scores (item, person, score, comment, activity, grading, scored_by, ticks)
        VALUES ($item, $person, $score, $comment, $activity, $grading, $by, $ticks)
        ON CONFLICT (item, person) DO UPDATE SET
          score = excluded.score, comment = excluded.comment, activity = excluded.activity, grading = excluded.grading,
          scored_by = excluded.scored_by, ticks = excluded.ticks
        """,
        [
            ("item", score.Item), ("person", score.Person), ("score", score.Given), ("comment", score.Comment), ("activity", score.Activity),
            ("grading", score.Grading), ("by", score.ScoredBy), ("ticks", score.At.UtcTicks),
        ]);

    private static (string Sql, (string Name, object? Value)[] Values) PuttingFacts(Score score) => (
        "INSERT OR REPLACE INTO cell_facts (item, person, attempts, by_teacher, submitted) VALUES ($item, $person, $attempts, $teacher, $submitted)",
        [
            ("item", score.Item), ("person", score.Person), ("attempts", score.Attempts), ("teacher", score.ByTeacher ? 1 : 0), ("submitted", score.Submitted),
        ]);

    private static Score Read(SqliteDataReader r) => new(
        r.GetString(0),
        r.GetString(1),
        r.IsDBNull(2) ? null : r.GetDouble(2),
        r.Text(3),
        r.GetString(4),
        r.GetString(5),
        r.Text(6),
        new DateTimeOffset(r.GetInt64(7), TimeSpan.Zero))
    {
        Attempts = r.IsDBNull(8) ? 1 : r.GetInt32(8),
        ByTeacher = !r.IsDBNull(9) && r.GetInt32(9) == 1,
        Submitted = r.Text(10),
    };
}
