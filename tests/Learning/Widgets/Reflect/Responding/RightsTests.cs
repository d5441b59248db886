using System.Net;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Widgets.Reflect.Responding;
using Integration.Learning.Work;
using Integration.Lti.Launch;

namespace Integration.Tests.Learning.Widgets.Reflect.Responding;

public sealed class RightsTests : IAsyncLifetime
{
    private static readonly string[] Posts = ["open", "draft", "answer", "help", "roster", "retry", "excuse", "unexcuse", "reopen", "close"];

    private Classroom room = null!;

    public async ValueTask InitializeAsync() => room = await Classroom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Theory]
    [InlineData(CourseRole.Instructor, false, true)]
    [InlineData(CourseRole.TeachingAssistant, false, true)]
    [InlineData(CourseRole.ContentDeveloper, false, false)]
    [InlineData(CourseRole.Mentor, false, false)]
    [InlineData(CourseRole.Learner, false, false)]
    [InlineData(CourseRole.None, false, false)]
    [InlineData(CourseRole.Learner, true, false)]
    public async Task Only_teachers_of_the_course_come_in(CourseRole role, bool isTestUser, bool comesIn)
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.ListAsync("Ben Castellano");
        await room.SendAsync(ben, proof: "zebra-sentinel 0.8");
        var session = room.SessionOf(role, isTestUser);

        var answers = new List<Answer> { await room.GetAsync(session: session) };
        foreach (var post in Posts)
        {
            answers.Add(await room.PostAsync(post, session, ("learner", ben.Value), ("decision", "accept"), ("seen", "1.0"), ("revision", "0")));
        }

        Assert.All(answers, answer => Assert.Equal(comesIn, answer.Status != HttpStatusCode.Forbidden));
        if (!comesIn)
        {
            Assert.All(answers, answer => Assert.Matches("SES100[36]", answer.Text));
            Assert.DoesNotContain(answers, answer => answer.Text.Contains("Castellano", StringComparison.Ordinal) || answer.Text.Contains("zebra", StringComparison.Ordinal));
            Assert.Empty((await room.Works.FindAsync(room.Class, room.PlaceOf(ben).Id, default))!.Responses);
        }
    }

    [Fact]
    public async Task Another_courses_student_is_not_found()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        var other = ClassRef.Of(DistrictId.Parse("blue-heron"), "https://lms.example", "course-8", "1");
        await room.Store.CommitAsync(
            new Integration.Tables.Batch(other.Partition).Upsert(
                ClassKeys.Placement(Classroom.Link), (await room.Store.FindAsync(room.Class.Partition, ClassKeys.Placement(Classroom.Link), default))!.Json),
            default);
        var elsewhere = room.SessionOf(@class: other);

        foreach (var post in new[] { "open", "answer", "help", "retry", "excuse", "unexcuse", "reopen", "close" })
        {
            var answer = await room.PostAsync(post, elsewhere, ("learner", ben.Value), ("decision", "accept"), ("seen", "1.0"));

            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Contains(RespondFaults.NoSuchWork, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_link_that_opens_nothing_opens_no_class()
    {
        var answer = await room.GetAsync(session: room.SessionOf() with { LinkId = "elsewhere" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Theory]
    [InlineData("open", "learner=")]
    [InlineData("open", "learner=../../x")]
    [InlineData("open", "learner=%00")]
    [InlineData("open", "")]
    [InlineData("retry", "learner=nobody")]
    [InlineData("excuse", "reason=away")]
    [InlineData("excuse", "learner=nobody")]
    [InlineData("unexcuse", "learner=")]
    [InlineData("answer", "learner={ben}&seen=1.0")]
    [InlineData("answer", "learner={ben}&seen=1.0&decision=perhaps")]
    [InlineData("answer", "learner={ben}&decision=accept")]
    [InlineData("answer", "learner={ben}&seen=1.0&decision=accept&level.c1=5")]
    [InlineData("answer", "learner={ben}&seen=1.0&decision=accept&level.c1=unknown")]
    [InlineData("answer", "learner={ben}&seen=1.0&decision=accept&level.c9=1")]
    [InlineData("answer", "learner={ben}&seen=1.0&decision=accept&level.c1=1&level.c1=2")]
    [InlineData("help", "learner={ben}&request=none&help.none=hello")]
    [InlineData("draft?learner={ben}", "comment=hello")]
    [InlineData("draft?learner={ben}", "revision=-1&comment=hello")]
    [InlineData("draft?learner={ben}", "revision=0&other=hello")]
    [InlineData("draft?learner={ben}", "revision=0&help.none=hello")]
    [InlineData("draft?learner={ben}", "revision=0&level.c1=0")]
    [InlineData("draft", "revision=0&comment=hello")]
    public async Task A_malformed_form_is_refused_and_changes_nothing(string address, string form)
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        var before = await room.Works.FindAsync(room.Class, room.PlaceOf(ben).Id, default);

        using var content = new StringContent(form.Replace("{ben}", ben.Value, StringComparison.Ordinal), null, "application/x-www-form-urlencoded");
        var answer = await room.SendAsync(
            HttpMethod.Post, $"{RespondEndpoints.Address}/{address.Replace("{ben}", ben.Value, StringComparison.Ordinal)}", content, null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(RespondFaults.Malformed, answer.Text, StringComparison.Ordinal);
        Assert.Equivalent(before, await room.Works.FindAsync(room.Class, room.PlaceOf(ben).Id, default));
        Assert.Null(await room.FindAsync(WorkDocuments.ResponseDraft, WorkKeys.ResponseDraft(room.PlaceOf(ben).Id)));
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        using var content = new StringContent("{}", null, "application/json");
        var answer = await room.SendAsync(HttpMethod.Post, $"{RespondEndpoints.Address}/open", content, null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }
}
