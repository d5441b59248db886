using System.Globalization;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

public sealed class ScoreTests
{
    [Fact]
    public async Task A_score_goes_out_to_the_letter()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.Replay("ags-score-ok");
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

        var posted = await world.PostAsync(The.Score with { Comment = "Good \"<b>\"" }, "/mod/lti/services.php/2/lineitems/3/lineitem?type_id=1");

        var request = Assert.Single(world.Platform.ServiceRequests);
        Assert.True(posted.Value);
        Assert.Equal(("POST", "/mod/lti/services.php/2/lineitems/3/lineitem/scores?type_id=1"), (request.Method, request.PathAndQuery));
        Assert.Equal("application/vnd.ims.lis.v1.score+json", request.Headers["Content-Type"]);
        Assert.Equal("application/vnd.ims.lis.v1.score+json", request.Headers["Accept"]);
        Assert.Equal("Bearer t1", request.Headers["Authorization"]);
        Assert.Equal(
            """{"userId":"5","timestamp":"2026-11-23T13:37:28.543Z","activityProgress":"Completed","gradingProgress":"FullyGraded","scoreGiven":13.5,"scoreMaximum":20,"comment":"Good \u0022\u003Cb\u003E\u0022"}""",
            request.Body);
    }

    [Fact]
    public async Task Without_a_score_neither_number_is_sent()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", 204);

        var posted = await world.PostAsync(The.Score with { ScoreGiven = null, ActivityProgress = ActivityProgress.Initialized, GradingProgress = GradingProgress.NotReady });

        Assert.True(posted.Value);
        Assert.Equal(
            """{"userId":"5","timestamp":"2026-11-23T13:37:28.543Z","activityProgress":"Initialized","gradingProgress":"NotReady"}""",
            Assert.Single(world.Platform.ServiceRequests).Body);
    }

    [Fact]
    public async Task A_score_that_can_not_be_is_our_own_mistake()
    {
        await using var world = await ServiceWorld.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => world.PostAsync(The.Score with { ScoreGiven = -1 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => world.PostAsync(The.Score with { ScoreMaximum = null }));
        await Assert.ThrowsAsync<ArgumentException>(() => world.PostAsync(The.Score with { UserId = " " }));
        Assert.Empty(world.Platform.Requests);
    }

    [Theory]
    [InlineData("ags-score-same-timestamp-again", "LTI3409", ServiceFaultClass.Superseded)]
    [InlineData("ags-score-column-deleted-by-teacher", "LTI3404", ServiceFaultClass.Park)]
    public async Task Moodles_refusals_are_understood(string recording, string code, ServiceFaultClass fate)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.Replay(recording, "/item/scores");

        var posted = await world.PostAsync(The.Score);

        Assert.Equal((code, fate), (posted.Fault?.Kind.Code, posted.Fault?.Class()));
    }

    [Theory]
    [InlineData(400, "Provided timestamp of yesterday not a valid timestamp", "LTI3400", ServiceFaultClass.Park)]
    [InlineData(400, "Incorrect score received", "LTI3400", ServiceFaultClass.Park)]
    [InlineData(403, "", "LTI3403", ServiceFaultClass.Park)]
    [InlineData(404, "", "LTI3404", ServiceFaultClass.Park)]
    [InlineData(410, "", "LTI3404", ServiceFaultClass.Park)]
    [InlineData(415, "", "LTI3400", ServiceFaultClass.Park)]
    [InlineData(422, "User not found in course", "LTI3422", ServiceFaultClass.Park)]
    [InlineData(408, "", "LTI3408", ServiceFaultClass.Retry)]
    [InlineData(429, "", "LTI3429", ServiceFaultClass.Retry)]
    [InlineData(500, "", "LTI3500", ServiceFaultClass.Retry)]
    [InlineData(503, "", "LTI3500", ServiceFaultClass.Retry)]
    public async Task Every_refusal_says_what_to_do_and_the_score_is_sent_once(int status, string body, string code, ServiceFaultClass fate)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", status, body);

        var posted = await world.PostAsync(The.Score);

        Assert.Equal((code, fate, status), (posted.Fault?.Kind.Code, posted.Fault?.Class(), posted.Fault?.HttpStatus));
        Assert.Equal($"127.0.0.1: {status}", posted.Fault?.Detail);
        Assert.Single(world.Platform.ServiceRequests);
    }

    [Fact]
    public async Task A_score_says_who_gave_it_and_when_the_work_began_and_was_handed_in()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", 204);
        var began = The.Score.Timestamp.AddMinutes(-20);

        await world.PostAsync(The.Score with { ScoringUserId = "t-1", StartedAt = began, SubmittedAt = The.Score.Timestamp });

        Assert.EndsWith(
            """
            "scoringUserId":"t-1","submission":{"startedAt":"2026-11-23T13:17:28.543Z","submittedAt":"2026-11-23T13:37:28.543Z"}}
            """.Trim(),
            Assert.Single(world.Platform.ServiceRequests).Body,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "Mon, 23 Nov 2026 13:39:00 GMT", 120)]
    [InlineData(503, "Mon, 23 Nov 2026 13:00:00 GMT", 0)]
    [InlineData(429, "99999999", 86400)]
    [InlineData(429, "soon", null)]
    public async Task The_wait_the_platform_asks_for_is_handed_on(int status, string retryAfter, int? seconds)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", status, "", ("Retry-After", retryAfter));

        var posted = await world.PostAsync(The.Score);

        Assert.Equal(seconds, posted.Fault?.RetryAfter?.TotalSeconds);
    }
}
