using System.Text.Json.Nodes;
using Integration.Lti.Services;
using Integration.Tests.Lti.Services;

namespace Integration.Tests.Lti.Quirks;

/// <summary>What each LMS does otherwise with a score: the same answer under another product's name means only what the specification says.</summary>
public sealed class ScoreQuirkTests
{
    private const string CanvasSubmission = "https://canvas.instructure.com/lti/submission";

    [Theory]
    [InlineData("canvas", 400, "Provided timestamp of 2026-01-01T00:00:00Z before last updated timestamp of 2026-01-02T00:00:00.000Z", "LTI3409", "LTI3400")]
    [InlineData("canvas", 403, "403 Forbidden (Rate Limit Exceeded)", "LTI3429", "LTI3403")]
    [InlineData("canvas", 422, "User not found in course or is not a student", "LTI3424", "LTI3422")]
    [InlineData("canvas", 422, "Attempts exhausted", "LTI3422", "LTI3422")]
    [InlineData("moodle", 400, "Incorrect score received", "LTI3424", "LTI3400")]
    [InlineData("moodle", 409, "", "LTI3409", "LTI3409")]
    [InlineData("brightspace", 403, "User is not enrolled in the org unit", "LTI3424", "LTI3403")]
    [InlineData("Desire2Learn", 403, "User is not enrolled in the org unit", "LTI3424", "LTI3403")]
    [InlineData("BlackboardLearn", 400, "User could not be found: _12_1", "LTI3424", "LTI3400")]
    public async Task An_answer_means_what_this_product_means_by_it_and_nobody_elses(string family, int status, string body, string code, string elsewhere)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", status, body);

        var plain = await world.PostAsync(The.Score);
        var posted = await world.As(family).PostAsync(The.Score);

        Assert.Equal((code, elsewhere), (posted.Fault?.Kind.Code, plain.Fault?.Kind.Code));
    }

    [Fact]
    public async Task Canvas_is_told_whether_the_score_comes_with_work_and_that_a_teachers_own_grade_stays()
    {
        await using var world = (await ServiceWorld.StartAsync()).As("canvas");
        world.Platform.On("/item/scores", 200);

        await world.PostAsync(The.Score with { IsNewSubmission = true, ScoreGiven = null, GradingProgress = GradingProgress.PendingManual });
        await world.PostAsync(The.Score);
        await world.As("moodle").PostAsync(The.Score);

        var sent = world.Platform.ServiceRequests.Select(request => JsonNode.Parse(request.Body)![CanvasSubmission]?.ToJsonString()).ToList();
        Assert.Equal(
            [
                """{"new_submission":true,"prioritize_non_tool_grade":true,"preserve_score":true}""",
                """{"new_submission":false,"prioritize_non_tool_grade":true}""",
                null,
            ],
            sent);
    }

    [Fact]
    public async Task Schoology_hears_of_final_scores_alone()
    {
        await using var world = (await ServiceWorld.StartAsync()).As("schoology");
        world.Platform.On("/item/scores", 204);

        Assert.True((await world.PostAsync(The.Score with { ScoreGiven = null, GradingProgress = GradingProgress.PendingManual })).Value);
        Assert.Empty(world.Platform.Requests);
        Assert.True((await world.PostAsync(The.Score)).Value);
        Assert.Single(world.Platform.ServiceRequests);
    }

    [Fact]
    public async Task Blackboard_is_asked_for_all_results_so_that_none_comes_without_its_comment()
    {
        await using var world = (await ServiceWorld.StartAsync()).As("blackboard");
        world.Platform.On("/item/results", 200, """[{"userId":"5","resultScore":3,"comment":"Well done"},{"userId":"6","resultScore":1}]""");

        var results = await world.Ags.ReadResultsAsync(world.Registration, ServiceWorld.Deployment, world.Platform.At("/item?x=1"), "5", default);

        Assert.Equal("/item/results?x=1", Assert.Single(world.Platform.ServiceRequests).PathAndQuery);
        Assert.Equal("Well done", Assert.Single(results.Value!).Comment);
    }
}
