using System.Net;
using System.Text.Json;

namespace Integration.Tests.Sandbox;

public sealed class RosterTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string Roster = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

    [Fact]
    public async Task The_roster_comes_in_pages_that_hold_everybody_once()
    {
        using var teacher = await district.BecomeAsync("t1");
        await teacher.SetAsync(rosterPage: 5);
        var ids = new List<string>();
        var sizes = new List<int>();

        for (var next = "/lti/courses/c1/members?limit=100"; next is not null;)
        {
            var response = await district.CallAsync(HttpMethod.Get, next, Roster);
            var members = await MembersAsync(response);
            ids.AddRange(members.Select(m => m.GetProperty("user_id").GetString()!));
            sizes.Add(members.Count);
            next = response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('>')[0].TrimStart('<') : null;
        }

        await teacher.SetAsync();
        Assert.Equal([5, 5, 5, 2], sizes);
        Assert.Equal(17, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_role_filter_takes_an_address_or_a_short_name()
    {
        var byAddress = await MembersAsync(await GetAsync("c1", "?role=http%3A%2F%2Fpurl.imsglobal.org%2Fvocab%2Flis%2Fv2%2Fmembership%23Learner"));
        var byName = await MembersAsync(await GetAsync("c1", "?role=Learner"));

        Assert.Equal(14, byAddress.Count);
        Assert.Equal(14, byName.Count);
    }

    [Fact]
    public async Task Somebody_who_left_is_inactive_and_not_on_the_list_of_an_activity()
    {
        using var teacher = await district.BecomeAsync("t2");
        var (link, _) = await district.AddActivityAsync(teacher, "For the class", "c3");

        var everybody = await MembersAsync(await GetAsync("c3", ""));
        var ofActivity = await MembersAsync(await GetAsync("c3", "?rlid=" + link));

        Assert.Equal("bh-stu-2123", everybody.Single(m => m.GetProperty("status").GetString() == "Inactive").GetProperty("lis_person_sourcedid").GetString());
        Assert.Equal(everybody.Count - 1, ofActivity.Count);
        Assert.All(ofActivity, m => Assert.Equal("exit-check", m.GetProperty("message")[0].GetProperty(PracticeDistrict.Claim + "custom").GetProperty("template").GetString()));
    }

    [Theory]
    [InlineData("c9", "", HttpStatusCode.NotFound)]
    [InlineData("c1", "?rlid=made-up", HttpStatusCode.NotFound)]
    [InlineData("c1", "?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("c1", "?limit=many", HttpStatusCode.BadRequest)]
    public async Task A_nonsense_question_is_refused(string course, string query, HttpStatusCode status) =>
        Assert.Equal(status, (await GetAsync(course, query)).StatusCode);

    [Fact]
    public async Task The_media_type_is_compared_to_the_letter() =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await district.CallAsync(HttpMethod.Get, "/lti/courses/c1/members", "application/json")).StatusCode);

    private Task<HttpResponseMessage> GetAsync(string course, string query) => district.CallAsync(HttpMethod.Get, $"/lti/courses/{course}/members{query}", Roster);

    private static async Task<List<JsonElement>> MembersAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Roster, response.Content.Headers.ContentType!.MediaType);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. body.GetProperty("members").EnumerateArray()];
    }
}
