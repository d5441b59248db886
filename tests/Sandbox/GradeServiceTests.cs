using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Tests.Sandbox;

public sealed class GradeServiceTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string Item = "application/vnd.ims.lis.v2.lineitem+json";
    private const string Items = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private const string ResultList = "application/vnd.ims.lis.v2.resultcontainer+json";
    private const string Container = "/lti/courses/c1/lineitems";

    public static TheoryData<string, int, Action<JsonObject>> Faults => new()
    {
        { "no user", 400, s => s.Remove("userId") },
        { "unknown user", 404, s => s["userId"] = "nobody" },
        { "no timestamp", 400, s => s.Remove("timestamp") },
        { "no zone", 400, s => s["timestamp"] = "2026-10-23T15:00:00.000" },
        { "whole seconds", 400, s => s["timestamp"] = "2026-10-23T15:00:00Z" },
        { "timestamp as number", 400, s => s["timestamp"] = 1 },
        { "no activity progress", 400, s => s.Remove("activityProgress") },
        { "unknown activity progress", 400, s => s["activityProgress"] = "completed" },
        { "unknown grading progress", 400, s => s["gradingProgress"] = "Done" },
        { "negative score", 400, s => s["scoreGiven"] = -1 },
        { "score as text", 400, s => s["scoreGiven"] = "5" },
        { "no maximum", 400, s => s.Remove("scoreMaximum") },
        { "zero maximum", 400, s => s["scoreMaximum"] = 0 },
        { "comment as number", 400, s => s["comment"] = 5 },
    };

    [Fact]
    public async Task A_score_shows_in_the_gradebook_scaled_to_its_column()
    {
        var (student, column) = await StudentAndColumnAsync("s01", "Scaled");

        var response = await district.PostScoreAsync(column, PracticeDistrict.Score(student, s => { s["scoreGiven"] = 1; s["scoreMaximum"] = 2; s["comment"] = "Half way"; }));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var teacher = await district.BecomeAsync("t1");
        Assert.Equal(2.5, (await teacher.GradebookAsync("c1")).Cell("s01", "Scaled")!.Score);
        var results = await JsonAsync(await district.CallAsync(HttpMethod.Get, $"{Container}/{column}/results?user_id={student}", ResultList));
        Assert.Equal(2.5, results[0].GetProperty("resultScore").GetDouble());
        Assert.Equal("Half way", results[0].GetProperty("comment").GetString());
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task A_faulty_score_changes_nothing(string fault, int status, Action<JsonObject> spoil)
    {
        var (student, column) = await StudentAndColumnAsync("s02", "Faulty: " + fault);

        var response = await district.PostScoreAsync(column, PracticeDistrict.Score(student, spoil));

        Assert.Equal(status, (int)response.StatusCode);
        using var teacher = await district.BecomeAsync("t1");
        Assert.Null((await teacher.GradebookAsync("c1")).Cell("s02", "Faulty: " + fault));
    }

    [Fact]
    public async Task A_score_must_be_later_than_the_one_before()
    {
        var (student, column) = await StudentAndColumnAsync("s03", "In order");

        Assert.Equal(HttpStatusCode.OK, (await district.PostScoreAsync(column, PracticeDistrict.Score(student))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await district.PostScoreAsync(column, PracticeDistrict.Score(student))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await district.PostScoreAsync(column, PracticeDistrict.Score(student, s => s["timestamp"] = "2026-10-23T14:59:59.999Z"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await district.PostScoreAsync(column, PracticeDistrict.Score(student, s => s["timestamp"] = "2026-10-23T16:00:00.000+01:00"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await district.PostScoreAsync(column, PracticeDistrict.Score(student, s => s["timestamp"] = "2026-10-23T15:00:00.001Z"))).StatusCode);
    }

    [Fact]
    public async Task An_unfinished_grading_keeps_no_score()
    {
        var (student, column) = await StudentAndColumnAsync("s05", "Wiped");
        await district.PostScoreAsync(column, PracticeDistrict.Score(student));

        await district.PostScoreAsync(column, PracticeDistrict.Score(student, s => { s["timestamp"] = "2026-10-23T15:01:00.000Z"; s["gradingProgress"] = "PendingManual"; }));

        using var teacher = await district.BecomeAsync("t1");
        var cell = (await teacher.GradebookAsync("c1")).Cell("s05", "Wiped")!;
        Assert.Null(cell.Score);
        Assert.Equal("PendingManual", cell.GradingProgress);
    }

    [Theory]
    [InlineData("t1")]
    [InlineData("ta1")]
    [InlineData("o1")]
    [InlineData("x-c1")]
    public async Task Only_students_of_the_course_can_be_graded(string person)
    {
        var (user, column) = await StudentAndColumnAsync(person, "Not for " + person);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await district.PostScoreAsync(column, PracticeDistrict.Score(user))).StatusCode);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/vnd.ims.lis.v1.score+json; charset=utf-8")]
    public async Task A_media_type_is_compared_to_the_letter(string contentType)
    {
        var (student, column) = await StudentAndColumnAsync("s06", "Literal " + contentType);

        var response = await district.CallAsync(HttpMethod.Post, $"{Container}/{column}/scores", null, PracticeDistrict.Score(student), contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await district.CallAsync(HttpMethod.Get, Container, "*/*")).StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, (await district.CallAsync(HttpMethod.Get, Container, Items + ", */*")).StatusCode);
    }

    [Fact]
    public async Task A_tool_makes_reads_replaces_finds_and_removes_its_own_columns()
    {
        var made = await district.CallAsync(HttpMethod.Post, Container, Item, new JsonObject { ["label"] = "Own", ["scoreMaximum"] = 3, ["tag"] = "t" }, Item);
        var address = made.Headers.Location!.PathAndQuery;
        var replaced = await district.CallAsync(HttpMethod.Put, address, Item, new JsonObject { ["label"] = "Renamed", ["scoreMaximum"] = 4, ["tag"] = "u" }, Item);
        var read = await JsonAsync(await district.CallAsync(HttpMethod.Get, address, Item));
        var found = await JsonAsync(await district.CallAsync(HttpMethod.Get, Container + "?tag=u", Items));
        var removed = await district.CallAsync(HttpMethod.Delete, address);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal("Renamed", read.GetProperty("label").GetString());
        Assert.Equal(1, found.GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await district.CallAsync(HttpMethod.Get, address, Item)).StatusCode);
    }

    [Theory]
    [InlineData("""{"scoreMaximum":5}""", 400)]
    [InlineData("""{"label":" ","scoreMaximum":5}""", 400)]
    [InlineData("""{"label":"x"}""", 400)]
    [InlineData("""{"label":"x","scoreMaximum":0}""", 400)]
    [InlineData("""{"label":"x","scoreMaximum":5,"tag":1}""", 400)]
    [InlineData("""{"label":"x","scoreMaximum":5,"endDateTime":"tomorrow"}""", 400)]
    [InlineData("""{"label":"x","scoreMaximum":5,"resourceLinkId":"made-up"}""", 404)]
    [InlineData("[]", 400)]
    public async Task A_faulty_column_is_refused(string body, int status)
    {
        var response = await district.CallAsync(HttpMethod.Post, Container, Item, JsonNode.Parse(body), Item);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Columns_come_in_pages_joined_by_a_link_header()
    {
        foreach (var n in Enumerable.Range(1, 3))
        {
            await district.CallAsync(HttpMethod.Post, "/lti/courses/c2/lineitems", Item, new JsonObject { ["label"] = $"Page {n}", ["scoreMaximum"] = 1 }, Item);
        }

        var first = await district.CallAsync(HttpMethod.Get, "/lti/courses/c2/lineitems?limit=2", Items);
        var next = first.Headers.GetValues("Link").Single().Split('>')[0].TrimStart('<');
        var second = await district.CallAsync(HttpMethod.Get, next, Items);

        Assert.Equal(2, (await JsonAsync(first)).GetArrayLength());
        Assert.Equal(1, (await JsonAsync(second)).GetArrayLength());
        Assert.False(second.Headers.Contains("Link"));
    }

    [Fact]
    public async Task A_gradebook_that_is_down_says_when_to_come_back()
    {
        using var teacher = await district.BecomeAsync("t1");
        await teacher.SetAsync(gradebook: "Down");

        var response = await district.CallAsync(HttpMethod.Get, Container, Items);
        await teacher.SetAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await district.CallAsync(HttpMethod.Get, Container, Items)).StatusCode);
    }

    private static Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private async Task<(string User, string Column)> StudentAndColumnAsync(string person, string title)
    {
        using var teacher = await district.BecomeAsync("t1");
        return await district.AddActivityForAsync(person, teacher, title);
    }
}
