using System.Net;
using Integration.Learning.Activities;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Learning.Widgets.Reflect.Responding;
using Integration.Learning.Work;
using Integration.Lti.Services;
using Integration.Tables;

namespace Integration.Tests.Learning.Widgets.Reflect.Responding;

public sealed class AnswerTests : IAsyncLifetime
{
    private Classroom room = null!;

    public async ValueTask InitializeAsync() => room = await Classroom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Opening_shows_what_was_sent_and_records_who_read_it()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben, proof: "https://example.org/lab?x=1");
        await room.WriteAsync(ben, ("proof.c1", "typed too late"));

        var opened = await room.PostAsync("open", ("learner", ben.Value));

        var link = opened.Page.QuerySelector("dd a")!;
        Assert.Equal("https://example.org/lab?x=1", link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
        Assert.DoesNotContain("typed too late", opened.Text, StringComparison.Ordinal);
        Assert.Empty(opened.Page.QuerySelectorAll("input[type=radio][checked]"));
        var read = Assert.Single(await ReadsAsync());
        Assert.Equal((Classroom.Teacher.Value, ben.Value), (read.Reader, read.Learner));
        Assert.NotNull((await FindAsync(ben)).OpenedAt);
    }

    [Theory]
    [InlineData("http://example.org/lab")]
    [InlineData("javascript:alert(1)//https://")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)> and more")]
    public async Task Only_an_https_address_is_a_link(string proof)
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben, proof: proof);

        var page = (await room.PostAsync("open", ("learner", ben.Value))).Page;

        Assert.Empty(page.QuerySelectorAll("dd a, dd img, dd script"));
        Assert.Contains(proof, page.QuerySelectorAll("dd .own").Select(text => text.TextContent));
    }

    [Fact]
    public async Task Words_come_before_levels()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);

        var text = (await room.PostAsync("open", ("learner", ben.Value))).Text;

        Assert.InRange(text.IndexOf("name=\"comment\"", StringComparison.Ordinal), 1, text.IndexOf("name=\"level.c1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Accepting_completes_the_work_and_posts_nothing_more_when_handing_in_was_the_credit()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        var before = await room.FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(room.PlaceOf(ben).Id));

        var answer = await room.AnswerAsync(ben, "accept", "Clear proof.", ("level.c1", "2"));

        Assert.Contains("Answered. Nobody waits.", answer.Text, StringComparison.Ordinal);
        var work = await FindAsync(ben);
        Assert.Equal(WorkState.Complete, work.State);
        var response = Assert.Single(work.Responses);
        Assert.Equal(("Ms. Okafor", "Clear proof."), (response.By, response.Comment));
        Assert.Equivalent(before, await room.FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(room.PlaceOf(ben).Id)));
    }

    [Fact]
    public async Task Accepting_a_scored_work_posts_the_teachers_levels()
    {
        await using var scored = await Classroom.OpenAsync(GradingMode.TeacherScored, criteria: 3);
        var ben = await scored.JoinAsync("Ben Castellano");
        await scored.SendAsync(ben, level: "4");

        await scored.AnswerAsync(ben, "accept", "", ("level.c1", "4"), ("level.c2", "2"), ("level.c3", "1"));

        var outbox = await scored.FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(scored.PlaceOf(ben).Id));
        Assert.Equal([null, 6.67m], outbox!.Scores.Select(score => score.ScoreGiven));
        Assert.Equal([GradingProgress.PendingManual, GradingProgress.FullyGraded], outbox.Scores.Select(score => score.GradingProgress));
    }

    [Fact]
    public async Task A_scored_work_is_not_accepted_without_every_level()
    {
        await using var scored = await Classroom.OpenAsync(GradingMode.TeacherScored);
        var ben = await scored.JoinAsync("Ben Castellano");
        await scored.SendAsync(ben);

        var answer = await scored.AnswerAsync(ben, "accept", "Almost.", ("level.c1", "3"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Choose a level: I can use my measurements as proof.", answer.Page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(answer.Page.QuerySelector(".summary [data-code=WID1205]"));
        Assert.Equal("Almost.", answer.Page.QuerySelector("textarea")!.TextContent);
        Assert.Equal("3", answer.Page.QuerySelector("input[name='level.c1'][checked]")!.GetAttribute("value"));
        Assert.Equal(WorkState.Submitted, (await scored.Works.FindAsync(scored.Class, scored.PlaceOf(ben).Id, default))!.State);
    }

    [Fact]
    public async Task Someone_who_is_no_student_of_the_course_is_answered_and_never_posted()
    {
        await using var scored = await Classroom.OpenAsync(GradingMode.TeacherScored);
        var guest = await scored.JoinAsync("A Guest", Integration.Lti.Launch.CourseRole.None);
        await scored.SendAsync(guest, isGraded: false);

        await scored.AnswerAsync(guest, "accept", "", ("level.c1", "3"), ("level.c2", "3"));

        Assert.Equal(WorkState.Complete, (await scored.Works.FindAsync(scored.Class, scored.PlaceOf(guest).Id, default))!.State);
        Assert.Null(await scored.FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(scored.PlaceOf(guest).Id)));
    }

    [Fact]
    public async Task Another_look_needs_words_and_then_shows_what_changed_in_the_new_try()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben, proof: "The first proof of mine.");

        var wordless = await room.AnswerAsync(ben, "return", " ");
        var returned = await room.AnswerAsync(ben, "return", "Which number shows it?");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.WriteAsync(ben, ("proof.c1", "half-typed draft"));
        var meanwhile = await room.PostAsync("open", ("learner", ben.Value));
        await room.SendAsync(ben, proof: "0.8 g per ml, row 3.");
        var again = await room.PostAsync("open", ("learner", ben.Value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wordless.Status);
        Assert.Equal(HttpStatusCode.OK, returned.Status);
        Assert.NotNull(wordless.Page.QuerySelector(".summary [data-code=WID1206]"));
        Assert.Contains("The first proof of mine.", meanwhile.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("half-typed", meanwhile.Text, StringComparison.Ordinal);
        Assert.Empty(meanwhile.Page.QuerySelectorAll("textarea[name=comment]"));
        var changes = again.Page.QuerySelector("details")!.TextContent;
        Assert.Contains("The first proof of mine.", changes, StringComparison.Ordinal);
        Assert.Contains("0.8 g per ml, row 3.", changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_taken_back_meanwhile_is_not_shown_and_her_words_stay()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben, proof: "taken-back words");
        await room.Works.TakeBackAsync(room.PlaceOf(ben), room.Activity, default);

        var opened = await room.PostAsync("open", ("learner", ben.Value));
        var answered = await room.AnswerAsync(ben, "accept", "Well seen.");

        Assert.Contains("It was taken back to change something.", opened.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answered.Status);
        Assert.Equal(RespondFaults.TakenBack, answered.Page.QuerySelector("[role=status][data-code]")!.GetAttribute("data-code"));
        Assert.DoesNotContain("taken-back words", opened.Text + answered.Text, StringComparison.Ordinal);
        Assert.Contains("Well seen.", answered.Text, StringComparison.Ordinal);
        Assert.Equal("Well seen.", (await DraftAsync(ben))!.Fields["comment"].Value);
        Assert.Equal(WorkState.Draft, (await FindAsync(ben)).State);
    }

    [Fact]
    public async Task An_answer_to_an_older_try_is_not_put_on_the_new_one()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        await room.AnswerAsync(ben, "return", "Look again.");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.SendAsync(ben, proof: "A second try, better.");

        var late = await room.PostAsync("answer", ("learner", ben.Value), ("seen", "1.0"), ("decision", "accept"), ("comment", "Fine."));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(RespondFaults.MovedOn, late.Page.QuerySelector("[role=status][data-code]")!.GetAttribute("data-code"));
        Assert.Equal(WorkState.Resubmitted, (await FindAsync(ben)).State);
        Assert.Equal("Fine.", late.Page.QuerySelector("textarea[name=comment]")!.TextContent);
    }

    [Fact]
    public async Task Pressing_twice_is_one_answer()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        (string, string)[] form = [("learner", ben.Value), ("seen", "1.0"), ("decision", "accept"), ("comment", "Good."), ("level.c1", "3")];

        var answers = await Task.WhenAll(room.PostAsync("answer", form), room.PostAsync("answer", form));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single((await FindAsync(ben)).Responses);
    }

    [Fact]
    public async Task A_teachers_draft_is_restored_merged_and_gone_when_sent()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);

        var first = await DraftAsync(ben, 0, ("comment", "From tab one"));
        var second = await DraftAsync(ben, 0, ("comment", "From tab two"), ("level.c2", "2"));
        var restored = (await room.PostAsync("open", ("learner", ben.Value))).Page;
        var kept = await DraftAsync(ben);
        await room.AnswerAsync(ben, "accept", "From tab two", ("level.c2", "2"));

        Assert.Contains("\"revision\":1", first.Text, StringComparison.Ordinal);
        Assert.Contains("\"theirs\":\"From tab one\"", second.Text, StringComparison.Ordinal);
        Assert.Equal("From tab two", restored.QuerySelector("textarea[name=comment]")!.TextContent);
        Assert.Equal("2", restored.QuerySelector("input[name='level.c2'][checked]")!.GetAttribute("value"));
        Assert.Equal("From tab one", Assert.Single(kept!.Replaced).Value);
        Assert.Null(await DraftAsync(ben));
    }

    [Fact]
    public async Task A_draft_never_touches_the_students_work()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        var before = await FindAsync(ben);

        await DraftAsync(ben, 0, ("comment", "secret words"), ("level.c1", "1"));

        var work = (await room.Store.FindAsync(room.Class.Partition, WorkKeys.Work(room.PlaceOf(ben).Id), default))!;
        Assert.DoesNotContain("secret words", System.Text.Encoding.UTF8.GetString(work.Json.Span), StringComparison.Ordinal);
        Assert.Equivalent(before, await FindAsync(ben));
    }

    [Fact]
    public async Task A_request_for_help_is_answered_while_the_work_is_a_draft()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.WriteAsync(ben, ("next", "draft words"));
        await room.AskAsync(ben, "How do I weigh it?");

        var opened = await room.PostAsync("open", ("learner", ben.Value));
        var wordless = await room.PostAsync("help", ("learner", ben.Value), ("request", "h1"), ("help.h1", ""));
        var answered = await room.PostAsync("help", ("learner", ben.Value), ("request", "h1"), ("help.h1", "Use the scale by the window."));
        var second = await room.PostAsync("help", ("learner", ben.Value), ("request", "h1"), ("help.h1", "Another answer."));

        Assert.Contains("How do I weigh it?", opened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("draft words", opened.Text + answered.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wordless.Status);
        Assert.Equal(HttpStatusCode.OK, answered.Status);
        Assert.NotNull(wordless.Page.QuerySelector(".summary [data-code=WID1208]"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal(RespondFaults.HelpAnswered, second.Page.QuerySelector("[role=status][data-code]")!.GetAttribute("data-code"));
        var request = Assert.Single((await FindAsync(ben)).Help);
        Assert.Equal(("Use the scale by the window.", "Ms. Okafor"), (request.Answer, request.AnsweredBy));
        Assert.DoesNotContain("asked", (await room.GetAsync()).Text, StringComparison.Ordinal);
        Assert.NotEmpty(await ReadsAsync());
    }

    [Fact]
    public async Task The_queue_goes_on_to_the_next_who_waits()
    {
        var names = new[] { "Amara Okeke", "Ben Castellano", "Chidi Eze" };
        foreach (var name in names)
        {
            await room.SendAsync(await room.JoinAsync(name));
        }

        var second = await room.PostAsync("open", ("learner", Classroom.LearnerOf("Ben Castellano").Value), ("queue", "1"));
        var third = await room.AnswerAsync(Classroom.LearnerOf("Ben Castellano"), "accept", "Good.", ("queue", "1"));
        var first = await room.AnswerAsync(Classroom.LearnerOf("Chidi Eze"), "accept", "Good.", ("queue", "1"));
        var end = await room.AnswerAsync(Classroom.LearnerOf("Amara Okeke"), "accept", "Good.", ("queue", "1"));

        Assert.Contains("2 of 3 who wait", second.Text, StringComparison.Ordinal);
        Assert.Equal("Chidi Eze", third.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Answered. 2 wait.", third.Page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("Amara Okeke", first.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Nobody waits for you", end.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Accepted_work_shows_both_views_and_may_be_answered_again()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben, level: "4");
        await room.AnswerAsync(ben, "accept", "I see less yet.", ("level.c1", "2"));
        var reply = new FieldChanges(99, new Dictionary<string, string> { ["reply.c1"] = "think", ["replytext.c1"] = "I did it twice." });
        await room.Works.SaveAsync(room.PlaceOf(ben), room.Activity, "en", WorkPart.Reply, reply, default);

        var page = (await room.PostAsync("open", ("learner", ben.Value))).Page;
        var again = await room.AnswerAsync(ben, "accept", "You are right.", ("level.c1", "4"));

        Assert.Contains("Ben Castellano saw more here.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("I did it twice.", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("I see less yet.", page.QuerySelector("textarea[name=comment]")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(2, (await FindAsync(ben)).Responses.Count);
    }

    [Fact]
    public async Task Words_that_are_too_long_are_kept_and_not_sent()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        var long2 = new string('x', ResponseForm.CommentLimit + 1);

        var answer = await room.AnswerAsync(ben, "accept", long2);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(long2, answer.Page.QuerySelector("textarea[name=comment]")!.TextContent);
        Assert.NotNull(answer.Page.QuerySelector(".summary [data-code=WID1207]"));
        Assert.Empty((await FindAsync(ben)).Responses);
    }

    private async Task<WorkRecord> FindAsync(Integration.Learning.Districts.LearnerId learner)
        => (await room.Works.FindAsync(room.Class, room.PlaceOf(learner).Id, default))!;

    private Task<ResponseDraft?> DraftAsync(Integration.Learning.Districts.LearnerId learner)
        => room.FindAsync(WorkDocuments.ResponseDraft, WorkKeys.ResponseDraft(room.PlaceOf(learner).Id));

    private Task<Answer> DraftAsync(Integration.Learning.Districts.LearnerId learner, int revision, params (string, string)[] fields)
        => room.PostAsync($"draft?learner={learner.Value}", [("revision", revision.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. fields]);

    private async Task<List<WorkRead>> ReadsAsync()
        => [.. (await room.Store.ReadAllAsync(WorkDocuments.Read, room.Class.Partition, KeyRange.Under(Key.Of("read")), default).ToListAsync()).Select(read => read.Value)];
}
