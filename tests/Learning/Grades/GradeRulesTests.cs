using CsCheck;
using Integration.Learning.Activities;
using Integration.Learning.Grades;
using Integration.Lti.Services;

namespace Integration.Tests.Learning.Grades;

public sealed class GradeRulesTests
{
    private static readonly DateTimeOffset Bell = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    // Whatever happens, in whatever order, with times that stand still or go back.
    private static readonly Gen<GradeEvent[]> Days = Gen.Select(Gen.Int[-5, 600], Gen.Int[0, 2], Gen.Int[1, 4], (seconds, kind, level) => kind switch
    {
        0 => (GradeEvent)new HandedIn(Bell.AddSeconds(seconds)),
        1 => new Accepted(Bell.AddSeconds(seconds), null),
        _ => new Accepted(Bell.AddSeconds(seconds), new TeacherLevels([level, level])),
    }).Array[1, 12];

    [Fact]
    public void After_credit_only_final_scores_follow_and_times_rise_by_a_second_or_more()
        => Gen.Select(Days, Gen.Bool).Sample((day, byTeacher) =>
        {
            var scores = Play(byTeacher ? GradingMode.TeacherScored : GradingMode.Completion, day);

            var credited = scores.SkipWhile(score => score.ScoreGiven is null);
            Assert.All(credited, score => Assert.Equal((GradingProgress.FullyGraded, true), (score.GradingProgress, score.ScoreGiven is not null)));
            Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.Second.Timestamp - pair.First.Timestamp >= TimeSpan.FromSeconds(1)));
        });

    [Fact]
    public void Only_what_a_student_hands_in_is_a_new_submission_and_a_grade_names_when_that_was()
    {
        var scores = Play(GradingMode.TeacherScored, new HandedIn(Bell), new Accepted(Bell.AddHours(2), new TeacherLevels([2])), new Accepted(Bell.AddHours(3), new TeacherLevels([3])));

        Assert.Equal([true, false, false], scores.Select(score => score.IsNewSubmission));
        Assert.All(scores, score => Assert.Equal(Bell, score.SubmittedAt));
    }

    [Theory]
    [InlineData(5.0, 5, 5.0, 5, false)]
    [InlineData(5.0, 5, 100.0, 100, false)]
    [InlineData(3.33, 5, 66.6, 100, false)]
    [InlineData(5.0, 5, 4.0, 5, true)]
    [InlineData(null, 5, 4.0, 5, true)]
    [InlineData(null, 5, null, 5, false)]
    [InlineData(5.0, 5, null, 5, false)]
    public void A_grade_is_changed_when_the_gradebook_shows_another_share_than_ours(double? ours, double maximum, double? shown, double outOf, bool changed)
    {
        var posted = new QueuedScore("1", Bell, ActivityProgress.Completed, GradingProgress.FullyGraded, (decimal?)ours, (decimal)maximum);

        Assert.Equal(changed, GradeRules.IsChanged(posted, new GradebookResult("5", (decimal?)shown, (decimal)outOf, null)));
    }

    [Theory]
    [InlineData(false, 1, false)]
    [InlineData(false, 11, true)]
    [InlineData(true, 1, true)]
    public void The_gradebook_is_looked_at_where_somebody_may_have_graded_since(bool before, int minutesWaited, bool looks)
    {
        var score = Play(GradingMode.Completion, new HandedIn(Bell)).Single();

        Assert.Equal(looks, GradeRules.MayHaveChanged(before ? score : null, score, Bell.AddMinutes(minutesWaited)));
        Assert.False(GradeRules.MayHaveChanged(score, score with { ScoreGiven = null }, Bell.AddDays(1)));
    }

    [Fact]
    public void The_wait_doubles_to_half_an_hour_and_never_undercuts_what_the_LMS_asks()
    {
        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1800, 1800], Enumerable.Range(1, 9).Select(attempt => GradeRules.Wait(attempt, null, chance: 1).TotalSeconds));
        Assert.Equal(11.25, GradeRules.Wait(1, null, chance: 0).TotalSeconds);
        Gen.Select(Gen.Int[1, 50], Gen.Double[0, 1], Gen.Int[0, 86400]).Sample((attempt, chance, asked) =>
            Assert.InRange(GradeRules.Wait(attempt, TimeSpan.FromSeconds(asked), chance).TotalSeconds, asked, asked + 15));
    }

    private static List<QueuedScore> Play(GradingMode mode, params GradeEvent[] day)
    {
        var scores = new List<QueuedScore>();
        foreach (var happened in day)
        {
            var ledger = scores.Count == 0 ? null : new GradeLedger { Learner = "l", Last = scores[^1] };
            if (GradeRules.Next(mode, 10, ledger, happened, $"{scores.Count}") is { } score)
            {
                scores.Add(score);
            }
        }

        return scores;
    }
}
