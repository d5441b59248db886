using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Tests.Sandbox;

/// <summary>The notification service of the practice LMS, as strict as the rest of it.</summary>
public sealed class NoticeServiceTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string Scope = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";
    private const string Address = "/lti/notice-handlers";

    [Fact]
    public async Task A_launch_names_the_service_and_a_tool_sets_reads_and_takes_back_its_handler()
    {
        using var teacher = await district.BecomeAsync("t1");
        var offered = PracticeDistrict.Claims(await teacher.OpenPickerAsync("c1")).GetProperty(PracticeDistrict.Claim + "platformnotificationservice");
        Assert.Equal(district.Issuer + Address, offered.GetProperty("platform_notification_service_url").GetString());
        var handler = new Uri(district.Tool.Address, "/notices").ToString();

        var set = await PutAsync(new JsonObject { ["notice_type"] = "LtiContextCopyNotice", ["handler"] = handler });
        var read = await HandlerAsync();
        await PutAsync(new JsonObject { ["notice_type"] = "LtiContextCopyNotice", ["handler"] = "" });

        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal((handler, ""), (read, await HandlerAsync()));
    }

    [Theory]
    [InlineData("""{"notice_type":"LtiContextCopyNotice"}""", "invalid_request")]
    [InlineData("""{"notice_type":"LtiContextCopyNotice","handler":"","more":1}""", "invalid_request")]
    [InlineData("""{"notice_type":"LtiHelloWorldNotice","handler":""}""", "invalid_notice_type")]
    [InlineData("""{"notice_type":"LtiContextCopyNotice","handler":"https://elsewhere.example.org/notices"}""", "invalid_handler")]
    [InlineData("""{"notice_type":"LtiContextCopyNotice","handler":"notices"}""", "invalid_handler")]
    public async Task A_faulty_handler_is_refused(string body, string error)
    {
        var answer = await PutAsync(JsonNode.Parse(body)!);

        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.StatusCode, await PracticeDistrict.ErrorAsync(answer)));
    }

    [Fact]
    public async Task It_takes_its_own_scope_and_its_media_type_to_the_letter()
    {
        var body = new JsonObject { ["notice_type"] = "LtiContextCopyNotice", ["handler"] = "" };

        var other = await district.CallAsync(HttpMethod.Put, Address, null, body, "application/json", await district.TokenAsync());
        var charset = await district.CallAsync(HttpMethod.Put, Address, null, body, "application/json; charset=utf-8", await district.TokenAsync(Scope));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.UnsupportedMediaType), (other.StatusCode, charset.StatusCode));
    }

    private async Task<HttpResponseMessage> PutAsync(JsonNode body)
        => await district.CallAsync(HttpMethod.Put, Address, "application/json", body, "application/json", await district.TokenAsync(Scope));

    private async Task<string?> HandlerAsync()
    {
        var answer = await district.CallAsync(HttpMethod.Get, Address, "application/json", token: await district.TokenAsync(Scope));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return body.GetProperty("notice_handlers")[0].GetProperty("handler").GetString();
    }
}
