using Integration.Learning.Work;

namespace Integration.Tests.Learning.Work;

/// <summary>Being excused is a mark beside the state: it changes nothing else, so taking it away brings everything back.</summary>
public sealed class ExcusingRulesTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 14, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(WorkState.NotBegun)]
    [InlineData(WorkState.Draft)]
    [InlineData(WorkState.Submitted)]
    [InlineData(WorkState.Returned)]
    [InlineData(WorkState.Resubmitted)]
    [InlineData(WorkState.Complete)]
    public void Undo_brings_back_exactly_what_stood_before(WorkState state)
    {
        var before = Work(state);

        var excused = WorkTransitions.Excuse(before, Monday);
        var after = WorkTransitions.Unexcuse(excused);

        Assert.Equal(Monday, excused.ExcusedAt);
        Assert.Equal(before, excused with { ExcusedAt = null });
        Assert.Equal(before, after);
    }

    [Fact]
    public void Excusing_again_keeps_the_first_time_and_undoing_nothing_changes_nothing()
    {
        var excused = WorkTransitions.Excuse(Work(WorkState.Draft), Monday);
        var plain = Work(WorkState.Draft);

        Assert.Same(excused, WorkTransitions.Excuse(excused, Monday.AddDays(1)));
        Assert.Same(plain, WorkTransitions.Unexcuse(plain));
    }

    [Theory]
    [InlineData(WorkState.NotBegun, true)]
    [InlineData(WorkState.Draft, true)]
    [InlineData(WorkState.Returned, true)]
    [InlineData(WorkState.Submitted, false)]
    [InlineData(WorkState.Complete, false)]
    public void An_excused_student_may_write_where_any_student_may(WorkState state, bool mayWrite)
        => Assert.Equal(mayWrite, WorkTransitions.Excuse(Work(state), Monday).IsOpen);

    [Fact]
    public void What_was_never_begun_can_not_be_sent()
    {
        var work = Work(WorkState.NotBegun);

        Assert.Same(work, WorkTransitions.Send(work, "k1", Monday));
    }

    [Theory]
    [InlineData(WorkState.NotBegun, null, true, false)]
    [InlineData(WorkState.Draft, null, true, false)]
    [InlineData(WorkState.Submitted, -1, true, false)]
    [InlineData(WorkState.Submitted, 1, false, true)]
    [InlineData(WorkState.Resubmitted, -1, true, false)]
    [InlineData(WorkState.Resubmitted, 1, false, true)]
    [InlineData(WorkState.Complete, -1, false, false)]
    public void Who_is_excused_waits_only_for_what_was_sent_since(WorkState state, int? sentHoursAfter, bool isOut, bool waits)
    {
        var summary = new WorkSummary
        {
            Learner = "l1",
            State = state,
            Ratings = new Dictionary<string, int>(),
            SentAt = sentHoursAfter is { } hours ? Monday.AddHours(hours) : null,
            ExcusedAt = Monday,
        };

        Assert.Equal((isOut, waits), (summary.IsOutByExcusal, summary.Waits));
        Assert.False((summary with { ExcusedAt = null }).IsOutByExcusal);
    }

    private static WorkRecord Work(WorkState state) => new()
    {
        ActivityId = "a1",
        ActivityVersion = 1,
        LinkId = "link-1",
        State = state,
        Revision = 3,
        Language = "en",
        Fields = new Dictionary<string, WorkField> { ["next"] = new("check my units", 3, Monday) },
    };
}
