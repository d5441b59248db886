using Integration.Lti.Launch;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

public sealed class MemberTests
{
    [Fact]
    public async Task Moodles_class_is_read_whole()
    {
        await using var world = await ServiceWorld.StartAsync();
        var path = world.Platform.Replay("nrps-all");

        var members = (await world.ReadMembersAsync(path)).Value!;

        var request = Assert.Single(world.Platform.ServiceRequests);
        Assert.Equal(14, members.Count);
        Assert.Equal(new Member("5", new LtiRoles(CourseRole.Learner, false, false), true, new PersonName("Maja Andersson", "Maja", "Andersson"), "SIS-01") { HasEmail = true }, members[0]);
        Assert.Null(members.Single(member => member.UserId == "3").PersonSourcedId);
        Assert.Equal(2, members.Count(member => member.Roles.Course == CourseRole.Instructor));
        Assert.Equal("application/vnd.ims.lti-nrps.v2.membershipcontainer+json", request.Headers["Accept"]);
        Assert.EndsWith("/memberships?limit=100", request.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_is_read_and_a_person_on_two_pages_counts_once()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.InTurn(
            "/mod/lti/services.php/CourseSection/2/bindings/1/memberships",
            Recorded.Answer(world.Platform, "nrps-limit5"),
            Recorded.Answer(world.Platform, "nrps-all"));

        var members = await world.ReadMembersAsync("/mod/lti/services.php/CourseSection/2/bindings/1/memberships");

        Assert.Equal(14, members.Value?.Count);
        Assert.EndsWith("?limit=5&from=5", world.Platform.ServiceRequests.Last().PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_the_platforms_own_is_kept()
    {
        await using var world = await ServiceWorld.StartAsync();
        var path = world.Platform.Replay("nrps-rlid1");

        var members = await world.ReadMembersAsync(path);

        Assert.Equal(14, members.Value?.Count);
        Assert.EndsWith("/memberships?rlid=1&limit=100", Assert.Single(world.Platform.ServiceRequests).PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_read_however_little_is_said_of_them()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, """
            {"members":[
              {"user_id":7},
              {"user_id":"a","roles":"Instructor","status":"active","name":""},
              {"user_id":"b","roles":["Learner",null,3],"status":"Inactive","given_name":null},
              {"user_id":"c","roles":[],"status":"deleted","name":"\ud800"},
              {"user_id":"","roles":["Learner"]}, {"roles":["Learner"]}, null, 5,
              {"user_id":"d","roles":["Learner"],"status":"Inactive","name":"Dee"},
              {"user_id":"d","roles":["http://purl.imsglobal.org/vocab/lti/system/person#TestUser"],"family_name":"Doe","lis_person_sourcedid":"s-d"}
            ]}
            """);

        var members = (await world.ReadMembersAsync()).Value!;

        var nobody = new PersonName(null, null, null);
        Assert.Equal(
            [
                new Member("7", new LtiRoles(CourseRole.None, false, false), true, nobody, null),
                new Member("a", new LtiRoles(CourseRole.Instructor, false, false), true, nobody, null),
                new Member("b", new LtiRoles(CourseRole.Learner, false, false), false, nobody, null),
                new Member("c", new LtiRoles(CourseRole.None, false, false), false, nobody, null) { IsDeleted = true },
                new Member("d", new LtiRoles(CourseRole.Learner, true, false), true, new PersonName("Dee", null, "Doe"), "s-d"),
            ],
            members);
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"members":{}}""")]
    [InlineData("""{"members":[{"user_id":"1"}""")]
    [InlineData("")]
    public async Task What_is_not_a_class_list_is_a_fault_and_not_an_empty_class(string body)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, body);

        var members = await world.ReadMembersAsync();

        Assert.Equal("LTI3021", members.Fault?.Kind.Code);
        Assert.Null(members.Value);
    }

    [Fact]
    public async Task One_failed_page_fails_the_whole_list()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, """{"members":[{"user_id":"5"}]}""", ("Link", "</page2>; rel=next"));
        world.Platform.On("/page2", 403);

        var members = await world.ReadMembersAsync();

        Assert.Equal("LTI3403", members.Fault?.Kind.Code);
        Assert.Null(members.Value);
    }

    [Fact]
    public async Task A_next_page_without_a_readable_address_fails_the_whole_list()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, """{"members":[{"user_id":"5"}]}""", ("Link", "<http://:x>; rel=next"));

        Assert.Equal("LTI3021", (await world.ReadMembersAsync()).Fault?.Kind.Code);
    }
}
