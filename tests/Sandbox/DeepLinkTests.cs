using System.Net;
using System.Text.Json.Nodes;

namespace Integration.Tests.Sandbox;

public sealed class DeepLinkTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string Claim = PracticeDistrict.Claim;
    private const string DeepLinking = PracticeDistrict.DeepLinking;

    public static TheoryData<string, Action<JsonObject>> Tamperings => new()
    {
        { "invalid_signature", c => c["iss"] = "stranger" },
        { "invalid_signature", c => c["aud"] = "http://127.0.0.1" },
        { "invalid_exp", c => c["exp"] = (long)c["iat"]! - 120 },
        { "invalid_iat", c => c["iat"] = (long)c["iat"]! - 3600 },
        { "missing_nonce", c => c.Remove("nonce") },
        { "invalid_message_type", c => c[Claim + "message_type"] = "LtiResourceLinkRequest" },
        { "invalid_version", c => c[Claim + "version"] = "1.3" },
        { "invalid_deployment", c => c[Claim + "deployment_id"] = "2" },
        { "unknown_data", c => c.Remove(DeepLinking + "data") },
        { "unknown_data", c => c[DeepLinking + "data"] = "made-up" },
        { "invalid_items", c => c[DeepLinking + "content_items"] = "none" },
        { "invalid_type", c => Item(c)["type"] = "html" },
        { "foreign_url", c => Item(c)["url"] = "http://localhost:1/lti/launch" },
        { "foreign_url", c => Item(c)["url"] = "javascript:alert(1)" },
        { "invalid_custom", c => Item(c)["custom"] = new JsonObject { ["n"] = 1 } },
        { "invalid_custom", c => Item(c)["custom"] = "text" },
        { "invalid_item", c => Item(c)["title"] = new string('x', 256) },
        { "invalid_line_item", c => Item(c)["lineItem"] = new JsonObject { ["scoreMaximum"] = 0 } },
        { "invalid_line_item", c => Item(c)["lineItem"] = new JsonObject { ["scoreMaximum"] = 5, ["tag"] = 7 } },
        { "invalid_submission", c => Item(c)["submission"] = new JsonObject { ["endDateTime"] = "2026-10-30T15:00" } },
    };

    [Fact]
    public async Task An_answer_adds_the_activity_and_its_column_and_leads_back_to_the_course()
    {
        using var teacher = await district.BecomeAsync("t1");
        var data = await PracticeDistrict.PickerDataAsync(teacher);

        var response = await teacher.AnswerPickerAsync(district.Tool.Sign(district.PickerAnswer(data, district.Item("Density lab"), district.Item("Exit check"))), district.Tool.Address);

        var leave = (await Browser.ReadAsync(response)).QuerySelector("a[target=_top]")!;
        Assert.Equal("/courses/c1", leave.GetAttribute("href"));
        var page = await (await teacher.GetAsync("/courses/c1")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Added 2 activities.", page, StringComparison.Ordinal);
        Assert.Contains("5 points", page, StringComparison.Ordinal);
        Assert.Contains("<li>LD.2</li>", page, StringComparison.Ordinal);
        var column = (await teacher.GradebookAsync("c1")).Columns.Single(c => c.Label == "Density lab");
        Assert.Equal("r-1", column.ResourceId);
        Assert.Equal("leap:LL.3~LD.2", column.Tag);
        Assert.Equal(["LL.3", "LD.2"], column.Elements);
        Assert.Contains((await teacher.ActivitiesAsync("c1")).Select(a => a.Id), id => id == column.Link);
    }

    [Theory]
    [MemberData(nameof(Tamperings), DisableDiscoveryEnumeration = true)]
    public async Task A_tampered_answer_is_refused_and_adds_nothing(string code, Action<JsonObject> tamper)
    {
        using var teacher = await district.BecomeAsync("t1");
        var before = (await teacher.ActivitiesAsync("c1")).Count;
        var answer = district.PickerAnswer(await PracticeDistrict.PickerDataAsync(teacher), district.Item("Tampered"));
        tamper(answer);

        var response = await teacher.AnswerPickerAsync(district.Tool.Sign(answer), district.Tool.Address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(code, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(before, (await teacher.ActivitiesAsync("c1")).Count);
    }

    [Fact]
    public async Task An_answer_works_once_even_when_it_is_posted_twice_at_the_same_time()
    {
        using var teacher = await district.BecomeAsync("t2");
        var jwt = district.Tool.Sign(district.PickerAnswer(await PracticeDistrict.PickerDataAsync(teacher, "c3"), district.Item("Once")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => teacher.AnswerPickerAsync(jwt, district.Tool.Address)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Single(await teacher.ActivitiesAsync("c3"), a => a.Title == "Once");
    }

    [Fact]
    public async Task A_nonce_does_not_work_for_a_second_picker()
    {
        using var teacher = await district.BecomeAsync("t1");
        var first = district.PickerAnswer(await PracticeDistrict.PickerDataAsync(teacher));
        var second = district.PickerAnswer(await PracticeDistrict.PickerDataAsync(teacher));
        second["nonce"] = (string)first["nonce"]!;

        Assert.Equal(HttpStatusCode.OK, (await teacher.AnswerPickerAsync(district.Tool.Sign(first), district.Tool.Address)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await teacher.AnswerPickerAsync(district.Tool.Sign(second), district.Tool.Address)).StatusCode);
    }

    [Fact]
    public async Task Another_person_and_nobody_cannot_bring_a_teachers_answer()
    {
        using var teacher = await district.BecomeAsync("t1");
        using var other = await district.BecomeAsync("t2");
        using var nobody = new LmsClient(district.Lms);
        var jwt = district.Tool.Sign(district.PickerAnswer(await PracticeDistrict.PickerDataAsync(teacher), district.Item("Mine")));

        Assert.Equal(HttpStatusCode.BadRequest, (await other.AnswerPickerAsync(jwt, district.Tool.Address)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.AnswerPickerAsync(jwt, district.Tool.Address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await teacher.AnswerPickerAsync(jwt, district.Tool.Address)).StatusCode);
    }

    [Fact]
    public async Task A_forged_signature_is_refused()
    {
        using var teacher = await district.BecomeAsync("t1");
        var answer = district.PickerAnswer(await PracticeDistrict.PickerDataAsync(teacher), district.Item("Forged"));

        var response = await teacher.AnswerPickerAsync(district.Tool.Sign(answer, PlayedTool.NewKey(district.Tool.Key.KeyId)), district.Tool.Address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_cancelled_picker_says_what_the_tool_said()
    {
        using var teacher = await district.BecomeAsync("t1");
        var answer = district.PickerAnswer(await PracticeDistrict.PickerDataAsync(teacher));
        answer[DeepLinking + "errormsg"] = "No <template> chosen";

        var response = await teacher.AnswerPickerAsync(district.Tool.Sign(answer), district.Tool.Address);
        var page = await Browser.ReadAsync(await teacher.GetAsync("/courses/c1"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Nothing was added. The tool says: “No <template> chosen”", page.QuerySelector(".notice")!.TextContent);
    }

    private static JsonObject Item(JsonObject answer) => answer[DeepLinking + "content_items"]![0]!.AsObject();
}
