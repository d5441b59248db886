using System.Net;
using Integration.Learning.Activities;
using Integration.Learning.Districts;
using Integration.Learning.Grades;
using Integration.Learning.Widgets.Reflect.Responding;
using Integration.Learning.Work;
using Integration.Lti.Launch;
using Integration.Lti.Services;

namespace Integration.Tests.Learning.Widgets.Reflect.Responding;

/// <summary>The teacher's side of excusing, over HTTP.</summary>
public sealed class ExcuseTests : IAsyncLifetime
{
    private const string Reason = "walrus-sentinel: away with the orchestra";

    private Classroom room = null!;

    public async ValueTask InitializeAsync() => room = await Classroom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task A_student_who_has_not_begun_is_excused_from_the_class_view_and_brought_back()
    {
        await room.ListAsync("Linh Trần", "Ben Castellano");
        var linh = Classroom.LearnerOf("Linh Trần");

        var excused = await room.PostAsync("excuse", ("learner", linh.Value), ("reason", Reason));
        var undone = await room.PostAsync("unexcuse", ("learner", linh.Value));

        Assert.Equal(HttpStatusCode.OK, excused.Status);
        Assert.Equal("Linh Trần is excused from this one.", excused.Page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("excused", RowOf(excused, "Linh Trần").QuerySelector(".chip")!.TextContent);
        Assert.Contains(Reason, RowOf(excused, "Linh Trần").TextContent, StringComparison.Ordinal);
        Assert.Contains("Excused 1", excused.Page.QuerySelector("nav")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not begun 1", excused.Page.QuerySelector("nav")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("excuse the student in your LMS gradebook too", excused.Page.QuerySelector("[data-excused-note]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(excused.Page.QuerySelectorAll("#excuse-learner option"), option => option.TextContent == "Linh Trần");
        Assert.Equal("not begun", RowOf(undone, "Linh Trần").QuerySelector(".chip")!.TextContent);
        Assert.Null(undone.Page.QuerySelector("[data-excused-note]"));
        Assert.DoesNotContain(Reason, undone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_the_excused_shows_them_alone()
    {
        await room.ListAsync("Linh Trần", "Ben Castellano");
        await room.PostAsync("excuse", ("learner", Classroom.LearnerOf("Linh Trần").Value), ("reason", ""));

        var view = await room.GetAsync($"{RespondEndpoints.Address}?show=excused");

        Assert.Single(view.Page.QuerySelectorAll("tbody tr"));
        Assert.NotNull(RowOf(view, "Linh Trần"));
    }

    [Theory]
    [InlineData(GradingMode.Completion)]
    [InlineData(GradingMode.TeacherScored)]
    public async Task Nothing_is_posted_while_a_student_is_excused_and_what_was_earned_follows_with_its_own_time(GradingMode grading)
    {
        await using var class7 = await Classroom.OpenAsync(grading);
        var ben = await class7.JoinAsync("Ben Castellano");
        await class7.PostAsync("excuse", ("learner", ben.Value), ("reason", Reason));
        var sent = class7.Clock.GetUtcNow();
        await class7.SendAsync(ben);
        var accepted = class7.Clock.GetUtcNow();
        await class7.AnswerAsync(ben, "accept", "Clear.", ("level.c1", "3"), ("level.c2", "3"));

        var meanwhile = await ScoresAsync(class7, ben);
        class7.Clock.Advance(TimeSpan.FromHours(2));
        await class7.PostAsync("unexcuse", ("learner", ben.Value));
        await class7.PostAsync("unexcuse", ("learner", ben.Value));

        Assert.Empty(meanwhile);
        var score = Assert.Single(await ScoresAsync(class7, ben));
        Assert.Equal((10m, grading == GradingMode.Completion ? sent : accepted), (score.ScoreGiven, score.Timestamp));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_had_not_reached_the_gradebook_stays_out_of_it_until_the_student_is_no_longer_excused(bool isParked)
    {
        var ben = await room.JoinAsync("Ben Castellano");
        var sent = room.Clock.GetUtcNow();
        await room.SendAsync(ben);
        if (isParked)
        {
            await room.ParkAsync(room.PlaceOf(ben).Id, ServiceFaults.NotFound.Code);
        }

        room.Clock.Advance(TimeSpan.FromMinutes(5));
        await room.PostAsync("excuse", ("learner", ben.Value), ("reason", Reason));
        var again = await room.PostAsync("retry", ("learner", ben.Value));
        var meanwhile = await ScoresAsync(room, ben);
        await room.PostAsync("unexcuse", ("learner", ben.Value));

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Empty(meanwhile);
        Assert.Equal(sent, Assert.Single(await ScoresAsync(room, ben)).Timestamp);
    }

    [Fact]
    public async Task Who_sends_all_the_same_waits_and_the_teacher_sees_both()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.PostAsync("excuse", ("learner", ben.Value), ("reason", Reason));
        room.Clock.Advance(TimeSpan.FromMinutes(5));
        await room.SendAsync(ben);

        var view = await room.GetAsync();
        var opened = await room.PostAsync("open", ("learner", ben.Value));

        Assert.Equal(2, RowOf(view, "Ben Castellano").QuerySelectorAll(".chip").Length);
        Assert.Contains("1 waits for your answer", view.Text, StringComparison.Ordinal);
        Assert.Contains("My table shows 0.8 g per ml.", opened.Text, StringComparison.Ordinal);
        Assert.Contains(Reason, opened.Text, StringComparison.Ordinal);
        Assert.NotNull(opened.Page.QuerySelector("#comment"));
    }

    [Fact]
    public async Task What_was_sent_before_no_longer_waits_and_waits_again_after_undo()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        var before = await room.Works.FindAsync(room.Class, room.PlaceOf(ben).Id, default);

        var excused = await room.PostAsync("excuse", ("learner", ben.Value), ("reason", ""));
        var undone = await room.PostAsync("unexcuse", ("learner", ben.Value));

        Assert.DoesNotContain("waits for your answer", excused.Text, StringComparison.Ordinal);
        Assert.Contains("1 waits for your answer", undone.Text, StringComparison.Ordinal);
        Assert.Equivalent(before, await room.Works.FindAsync(room.Class, room.PlaceOf(ben).Id, default));
    }

    [Fact]
    public async Task A_draft_stays_unread_and_whole()
    {
        var amara = await room.JoinAsync("Amara Okeke");
        await room.WriteAsync(amara, ("next", "zebra-sentinel"));

        var excused = await room.PostAsync("excuse", ("learner", amara.Value), ("reason", Reason));
        await room.WriteAsync(amara, ("next", "zebra-sentinel goes on"));

        Assert.DoesNotContain("zebra", excused.Text, StringComparison.Ordinal);
        Assert.Equal("writing", RowOf(excused, "Amara Okeke").QuerySelector("td .block")!.TextContent);
        var work = await room.Works.FindAsync(room.Class, room.PlaceOf(amara).Id, default);
        Assert.Equal((WorkState.Draft, "zebra-sentinel goes on"), (work!.State, work.Fields["next"].Value));
        Assert.NotNull(work.ExcusedAt);
    }

    [Fact]
    public async Task A_teacher_is_not_to_be_excused_and_neither_is_a_stranger_nor_the_student_view()
    {
        await room.ListAsync("Ben Castellano");
        var test = await room.JoinAsync("Student View", isTestUser: true);

        foreach (var learner in new[] { Classroom.Teacher, Classroom.LearnerOf("stranger"), test })
        {
            var answer = await room.PostAsync("excuse", ("learner", learner.Value), ("reason", ""));

            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Contains(RespondFaults.NoSuchWork, answer.Text, StringComparison.Ordinal);
            Assert.Null(await room.Works.FindAsync(room.Class, room.PlaceOf(learner).Id, default));
        }
    }

    [Theory]
    [InlineData("", "away", "WID1209")]
    [InlineData("Ben Castellano", null, "WID1207")]
    public async Task What_is_missing_or_too_long_is_said_and_the_words_stay(string name, string? reason, string code)
    {
        await room.ListAsync("Ben Castellano");
        var typed = reason ?? new string('w', ExcuseForm.ReasonLimit + 1);

        var answer = await room.PostAsync("excuse", ("learner", name.Length == 0 ? "" : Classroom.LearnerOf(name).Value), ("reason", typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(code, answer.Page.QuerySelector(".summary")!.GetAttribute("data-code"));
        Assert.Equal(typed, answer.Page.QuerySelector("#excuse-reason")!.TextContent);
        Assert.True(answer.Page.QuerySelector("details.card")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Pressed_twice_it_is_one_word_and_another_reason_is_a_second()
    {
        await room.ListAsync("Ben Castellano");
        var ben = Classroom.LearnerOf("Ben Castellano");
        foreach (var reason in new[] { "away", "away", "away, and back on Friday" })
        {
            await room.PostAsync("excuse", ("learner", ben.Value), ("reason", reason));
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var words = await room.Store.ReadAsync(room.Class.Partition, WorkKeys.ExcusalsOf(room.PlaceOf(ben).Id), 10, null, default);

        Assert.Equal(["away", "away, and back on Friday"], words.Documents.Select(word => WorkDocuments.Excusal.Read(word.Json).Reason));
        Assert.All(words.Documents, word => Assert.Equal("Ms. Okafor", WorkDocuments.Excusal.Read(word.Json).By));
    }

    [Fact]
    public async Task In_Spanish_too()
    {
        await room.ListAsync("Linh Trần");

        var excused = await room.PostAsync("excuse", room.SessionOf(CourseRole.TeachingAssistant, language: "es"), ("learner", Classroom.LearnerOf("Linh Trần").Value), ("reason", ""));

        Assert.Equal("con exención", RowOf(excused, "Linh Trần").QuerySelector(".chip")!.TextContent);
        Assert.Contains("libro de calificaciones", excused.Page.QuerySelector("[data-excused-note]")!.TextContent, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement RowOf(Answer answer, string name)
        => answer.Page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent.Contains(name, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<QueuedScore>> ScoresAsync(Classroom room, LearnerId learner)
        => (await room.FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(room.PlaceOf(learner).Id)))?.Scores ?? [];
}
