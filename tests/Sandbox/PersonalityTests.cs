using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Sandbox.Personalities;

namespace Integration.Tests.Sandbox;

/// <summary>The habits of each LMS on the wire, one by one, with a played tool on the other side.</summary>
public sealed class PersonalityTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string Items = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private const string Results = "application/vnd.ims.lis.v2.resultcontainer+json";
    private const string Canvas = "https://canvas.instructure.com/lti/submission";

    public static TheoryData<string> All => [.. Personality.All.Select(one => one.Key)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_start_page_says_which_habits_are_on_and_where_they_were_read(string lms)
    {
        using var teacher = await BecomeAsync(lms);

        var page = await Browser.ReadAsync(await teacher.GetAsync("/"));

        var personality = Personality.Find(lms)!;
        Assert.Equal(personality.Name, page.QuerySelector("option[selected]")!.TextContent);
        Assert.Equal(personality.Habits.Select(habit => habit.Source), page.QuerySelectorAll(".habits a").Select(link => link.GetAttribute("href")));
        Assert.All(personality.Habits, habit => Assert.StartsWith("https://", habit.Source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_LMS_is_not_played_and_a_restart_goes_on_with_the_last_one()
    {
        using var teacher = await BecomeAsync("moodle");
        var unknown = await teacher.Browser.PostAsync(teacher.At("/personality"), [new("lms", "elsewhere")], teacher.At("/"));
        await district.RestartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("plays Moodle", await (await teacher.GetAsync("/")).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "client_id iss login_hint lti_deployment_id lti_message_hint lti_storage_target target_link_uri")]
    [InlineData("canvas", "canvas_environment canvas_region client_id deployment_id iss login_hint lti_message_hint lti_storage_target target_link_uri")]
    [InlineData("schoology", "iss login_hint lti_deployment_id lti_message_hint lti_storage_target target_link_uri")]
    [InlineData("moodle", "client_id iss login_hint lti_deployment_id lti_message_hint target_link_uri")]
    [InlineData("brightspace", "client_id iss login_hint lti_deployment_id lti_message_hint lti_storage_target target_link_uri")]
    [InlineData("blackboard", "client_id iss login_hint lti_deployment_id lti_message_hint target_link_uri")]
    public async Task A_login_has_the_fields_and_the_method_of_its_LMS(string lms, string fields)
    {
        using var teacher = await BecomeAsync(lms);

        var login = await teacher.LoginFormAsync("/courses/c1/add");

        Assert.Equal(fields, string.Join(' ', login.Fields.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal(lms == "blackboard" ? HttpMethod.Get : HttpMethod.Post, login.Method);
        Assert.Equal(Personality.Find(lms)!.SharedIssuer ?? district.Issuer, login.Fields["iss"]);
    }

    [Theory]
    [InlineData("plain", 409, 409)]
    [InlineData("canvas", 400, 200)]
    [InlineData("moodle", 409, 409)]
    public async Task A_score_that_is_older_or_of_the_same_time_is_answered_in_the_LMSs_own_way(string lms, int older, int same)
    {
        var (student, column) = await StudentAndColumnAsync("Stale on " + lms);
        using var teacher = await BecomeAsync(lms);
        await district.PostScoreAsync(column, NewScore(student));

        Assert.Equal(older, (int)(await district.PostScoreAsync(column, NewScore(student, "2026-10-23T14:59:59.999Z"))).StatusCode);
        Assert.Equal(same, (int)(await district.PostScoreAsync(column, NewScore(student))).StatusCode);
        Assert.Equal(lms == "moodle" ? 409 : 200, (int)(await district.PostScoreAsync(column, NewScore(student, "2026-10-23T15:00:00.500Z"))).StatusCode);
    }

    [Fact]
    public async Task Canvas_keeps_a_grade_and_an_attempt_only_where_the_score_asks_for_it()
    {
        var (student, column) = await StudentAndColumnAsync("Kept on Canvas");
        using var teacher = await BecomeAsync("canvas");

        await district.PostScoreAsync(column, NewScore(student, "2026-10-23T15:00:01.000Z", score => score["submission"] = new JsonObject { ["submittedAt"] = "2026-10-23T15:00:00.000Z" }));
        await district.PostScoreAsync(column, NewScore(student, "2026-10-23T15:00:02.000Z", score => Waits(score, ("preserve_score", true), ("new_submission", false))));
        var kept = await CellAsync(teacher, "Kept on Canvas");
        await district.PostScoreAsync(column, NewScore(student, "2026-10-23T15:00:03.000Z", score => Waits(score)));
        var erased = await CellAsync(teacher, "Kept on Canvas");

        Assert.Equal((5, 1), (kept.Score, kept.Attempts));
        Assert.Equal((null, 2), (erased.Score, erased.Attempts));
    }

    [Theory]
    [InlineData("plain", false, 5)]
    [InlineData("canvas", false, 5)]
    [InlineData("canvas", true, 2)]
    public async Task A_teachers_own_grade_stays_where_the_LMS_keeps_it_and_the_score_yields(string lms, bool yields, double shown)
    {
        var title = $"Own grade on {lms}, {yields}";
        var (student, column) = await StudentAndColumnAsync(title);
        using var teacher = await BecomeAsync(lms);
        var given = await teacher.Browser.PostAsync(
            teacher.At("/courses/c1/gradebook"), [new("student", "s01"), new("column", column), new("points", "2")], teacher.At("/"));

        await district.PostScoreAsync(column, NewScore(student, change: score => score[Canvas] = new JsonObject { ["prioritize_non_tool_grade"] = yields }));

        Assert.Equal(HttpStatusCode.Found, given.StatusCode);
        Assert.Equal(shown, (await CellAsync(teacher, title)).Score);
    }

    [Theory]
    [InlineData("t1", "6", HttpStatusCode.BadRequest)]
    [InlineData("t1", "-1", HttpStatusCode.BadRequest)]
    [InlineData("t2", "2", HttpStatusCode.NotFound)]
    [InlineData("s01", "5", HttpStatusCode.NotFound)]
    public async Task Nobody_but_a_teacher_of_the_course_gives_a_grade_and_none_out_of_range(string person, string points, HttpStatusCode status)
    {
        var (_, column) = await StudentAndColumnAsync($"Refused {person} {points}");
        using var visitor = await district.BecomeAsync(person);

        var given = await visitor.Browser.PostAsync(
            visitor.At("/courses/c1/gradebook"), [new("student", "s01"), new("column", column), new("points", points)], visitor.At("/"));

        Assert.Equal(status, given.StatusCode);
    }

    [Theory]
    [InlineData("plain", 422)]
    [InlineData("canvas", 422)]
    [InlineData("moodle", 400)]
    [InlineData("brightspace", 403)]
    [InlineData("blackboard", 400)]
    public async Task A_user_who_is_no_student_is_refused_in_the_LMSs_own_way(string lms, int status)
    {
        var (teacher, column) = await StudentAndColumnAsync("No student on " + lms, "t1");
        using var admin = await BecomeAsync(lms);

        Assert.Equal(status, (int)(await district.PostScoreAsync(column, NewScore(teacher))).StatusCode);
    }

    [Theory]
    [InlineData("plain", null)]
    [InlineData("canvas", "launch_no_longer_valid")]
    [InlineData("moodle", "launch_no_longer_valid")]
    public async Task A_hint_works_again_or_once(string lms, string? error)
    {
        using var teacher = await BecomeAsync(lms);
        var login = await teacher.LoginFormAsync("/courses/c1/add");

        await teacher.FollowAsync(login);
        var second = await teacher.FollowAsync(login);

        Assert.Equal(error is null, second.Fields.ContainsKey("id_token"));
        Assert.Equal(error, second.Fields.GetValueOrDefault("error"));
    }

    [Fact]
    public async Task Moodle_writes_its_pages_its_addresses_and_its_tokens_as_Moodle_does()
    {
        var (_, column) = await StudentAndColumnAsync("First on Moodle");
        await StudentAndColumnAsync("Second on Moodle");
        using var teacher = await BecomeAsync("moodle");

        var token = await district.AskForTokenAsync(district.Tool.Sign(district.Assertion()));
        var list = await district.CallAsync(HttpMethod.Get, "/lti/courses/c1/lineitems?type_id=3&limit=1", Items);
        var link = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(list.Headers.GetValues("Link").Single()));
        var item = (await list.Content.ReadFromJsonAsync<JsonElement>(Ct))[0].GetProperty("id").GetString()!;

        Assert.Equal("text/html; charset=utf-8", token.Content.Headers.ContentType!.ToString());
        Assert.Equal(Items + "; charset=utf-8", list.Content.Headers.ContentType!.ToString());
        Assert.EndsWith("rel=\u201cnext\u201d", link, StringComparison.Ordinal);
        Assert.Contains("&amp;", link, StringComparison.Ordinal);
        Assert.EndsWith("?type_id=3", item, StringComparison.Ordinal);
        var results = (await ResultsAsync(column, "?type_id=3")).EnumerateArray().ToList();
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.False(result.TryGetProperty("resultScore", out _)));
    }

    [Theory]
    [InlineData("plain", "bh-cls-701", true)]
    [InlineData("canvas", "$CourseSection.sourcedId", true)]
    [InlineData("schoology", "bh-cls-701", false)]
    public async Task Custom_values_come_as_the_LMS_sends_them(string lms, string section, bool withTheToolsOwn)
    {
        var (link, _) = await AddAsync("Custom on " + lms);
        using var teacher = await BecomeAsync(lms);

        var custom = PracticeDistrict.Claims(await teacher.OpenActivityAsync(link)).GetProperty(PracticeDistrict.Claim + "custom");

        Assert.Equal("exit-check", custom.GetProperty("template").GetString());
        Assert.Equal(section, custom.GetProperty("section").GetString());
        Assert.Equal(withTheToolsOwn, custom.TryGetProperty("context_history", out _));
    }

    [Fact]
    public async Task Schoology_puts_an_activity_into_every_linked_section_with_a_column_each()
    {
        using var teacher = await BecomeAsync("schoology");

        var (link, column) = await district.AddActivityAsync(teacher, "Linked");

        var twin = (await teacher.GradebookAsync("c2")).Columns.Single(one => one.Label == "Linked");
        Assert.NotEqual((link, column), (twin.Link, twin.Id));
        using var other = await district.BecomeAsync("t2");
        Assert.DoesNotContain((await other.GradebookAsync("c3")).Columns, one => one.Label == "Linked");
    }

    [Fact]
    public async Task Moodle_signs_for_a_minute_and_leaves_the_language_to_the_presentation()
    {
        var (link, column) = await AddAsync("Claims on Moodle");
        using var teacher = await BecomeAsync("moodle");

        var claims = PracticeDistrict.Claims(await teacher.OpenActivityAsync(link));
        var roster = await district.CallAsync(HttpMethod.Get, $"/lti/courses/c1/members?rlid={link}", "application/vnd.ims.lti-nrps.v2.membershipcontainer+json");

        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.False(claims.TryGetProperty("locale", out _));
        Assert.EndsWith($"/{column}?type_id=3", claims.GetProperty("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint").GetProperty("lineitem").GetString(), StringComparison.Ordinal);
        Assert.All(
            (await roster.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("members").EnumerateArray().SelectMany(one => one.GetProperty("roles").EnumerateArray()),
            role => Assert.DoesNotContain('/', role.GetString()!));
    }

    [Fact]
    public async Task Canvas_writes_an_assistant_small()
    {
        var (link, _) = await AddAsync("Assisted on Canvas");
        using var teacher = await BecomeAsync("canvas");
        using var assistant = await district.BecomeAsync("ta1");

        var roles = PracticeDistrict.Claims(await assistant.OpenActivityAsync(link)).GetProperty(PracticeDistrict.Claim + "roles").EnumerateArray();

        Assert.Contains(roles, role => role.GetString() == "http://purl.imsglobal.org/vocab/lis/v2/membership/instructor#TeachingAssistant");
    }

    [Fact]
    public async Task Brightspace_takes_assertions_made_out_to_its_audience_only()
    {
        var brightspace = Personality.Find("brightspace")!;
        Task<HttpResponseMessage> AskAsync(string audience)
        {
            var claims = district.Assertion();
            claims["iss"] = brightspace.ClientId;
            claims["sub"] = brightspace.ClientId;
            claims["aud"] = audience;
            return district.AskForTokenAsync(district.Tool.Sign(claims));
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("https://api.brightspace.com/auth/token")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(district.Issuer + "/lti/token")).StatusCode);
    }

    [Fact]
    public async Task Blackboard_wants_the_sender_named_twice_and_keeps_comments_out_of_filtered_results()
    {
        var (student, column) = await StudentAndColumnAsync("Commented");
        await district.PostScoreAsync(column, NewScore(student, change: score => score["comment"] = "Well done"));
        using var teacher = await BecomeAsync("blackboard");
        var data = await PracticeDistrict.PickerDataAsync(teacher);
        JsonObject Answer(string? subject)
        {
            var claims = district.PickerAnswer(data);
            claims["sub"] = subject;
            return claims;
        }

        var nameless = await teacher.AnswerPickerAsync(district.Tool.Sign(Answer(null)), district.Tool.Address);
        var named = await teacher.AnswerPickerAsync(district.Tool.Sign(Answer(PracticeDistrict.ClientId)), district.Tool.Address);
        var one = await ResultsAsync(column, "?user_id=" + student);
        var all = await ResultsAsync(column, "");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (nameless.StatusCode, named.StatusCode));
        Assert.False(one[0].TryGetProperty("comment", out _));
        Assert.Equal("Well done", all[0].GetProperty("comment").GetString());
    }

    private static void Waits(JsonObject score, params (string Name, bool Value)[] says)
    {
        score["gradingProgress"] = "PendingManual";
        score.Remove("scoreGiven");
        score[Canvas] = new JsonObject([.. says.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)one.Value))]);
    }

    private static JsonObject NewScore(string user, string at = "2026-10-23T15:00:00.000Z", Action<JsonObject>? change = null) =>
        PracticeDistrict.Score(user, score =>
        {
            score["timestamp"] = at;
            change?.Invoke(score);
        });

    private static async Task<LmsCell> CellAsync(LmsClient teacher, string title) => (await teacher.GradebookAsync("c1")).Cell("s01", title)!;

    private async Task<JsonElement> ResultsAsync(string column, string query) =>
        await (await district.CallAsync(HttpMethod.Get, $"/lti/courses/c1/lineitems/{column}/results{query}", Results)).Content.ReadFromJsonAsync<JsonElement>(Ct);

    private async Task<LmsClient> BecomeAsync(string lms)
    {
        var teacher = await district.BecomeAsync("t1");
        await teacher.PlayAsync(lms);
        return teacher;
    }

    // Made on the plain LMS, whose client the played tool is.
    private async Task<(string Link, string Column)> AddAsync(string title)
    {
        using var teacher = await BecomeAsync("plain");
        return await district.AddActivityAsync(teacher, title);
    }

    private async Task<(string User, string Column)> StudentAndColumnAsync(string title, string person = "s01")
    {
        using var teacher = await BecomeAsync("plain");
        return await district.AddActivityForAsync(person, teacher, title);
    }
}
