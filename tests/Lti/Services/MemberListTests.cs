using Integration.Lti.Launch;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

/// <summary>Filters, per-member messages and differences of class lists.</summary>
public sealed class MemberListTests
{
    [Fact]
    public async Task Moodles_members_of_a_link_come_with_what_a_launch_would_tell()
    {
        await using var world = await ServiceWorld.StartAsync();
        var path = world.Platform.Replay("nrps-rlid1").Split('?')[0];

        var read = await world.Nrps.ReadMembersAsync(world.Registration, ServiceWorld.Deployment, world.Platform.At(path), new MemberFilter("1"), default);

        Assert.Equal("?rlid=1&limit=100", new Uri("http://x" + Assert.Single(world.Platform.ServiceRequests).PathAndQuery).Query);
        Assert.Equal(14, read.Value!.Members.Count);
        Assert.All(read.Value.Members, member => Assert.Equal("LtiResourceLinkRequest", Assert.Single(member.Messages).MessageType));
    }

    [Fact]
    public async Task A_members_custom_values_are_read_and_a_variable_that_stayed_one_is_missing()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, """
            {"members":[{"user_id":"5","message":[
              {"https://purl.imsglobal.org/spec/lti/claim/message_type":"LtiResourceLinkRequest","locale":"es-MX",
               "https://purl.imsglobal.org/spec/lti/claim/custom":{"Grade":"7","sis":"$Person.sourcedId","none":""}},
              {"https://purl.imsglobal.org/spec/lti/claim/custom":{"a":"b"}}, 7]},
             {"user_id":"6","message":"no"}]}
            """);

        var members = (await ReadAsync(world, new MemberFilter())).Value!.Members;

        var message = Assert.Single(members[0].Messages);
        Assert.Equal("es-MX", message.Locale);
        Assert.Equal(("7", 1), (message.Custom["grade"], message.Custom.Count));
        Assert.Empty(members[1].Messages);
    }

    [Theory]
    [InlineData("/members?rlid=3&x=1", "2", "Learner", "?x=1&rlid=2&role=Learner&limit=100")]
    [InlineData("/members?limit=7", null, "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner", "?limit=7&role=http%3A%2F%2Fpurl.imsglobal.org%2Fvocab%2Flis%2Fv2%2Fmembership%23Learner")]
    [InlineData("/members?rlid=3", null, null, "?rlid=3&limit=100")]
    public async Task Filters_are_merged_into_the_query_that_is_there(string address, string? link, string? role, string query)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, """{"members":[]}""");

        await ReadAsync(world, new MemberFilter(link, role), address);

        Assert.Equal(query, new Uri("http://x" + Assert.Single(world.Platform.ServiceRequests).PathAndQuery).Query);
    }

    [Fact]
    public async Task What_changed_since_is_asked_for_where_the_platform_said_and_names_those_who_are_gone()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, """{"members":[{"user_id":"5","roles":["Learner"]}]}""", ("Link", "</since?t=1&x=a%2Fb>; rel=\"differences\""));
        world.Platform.On("/since", 200, """{"members":[{"user_id":"5","status":"Deleted"},{"user_id":"6","roles":["Learner"],"status":"Inactive"},{"user_id":"7","roles":["Learner"]}]}""");

        var first = (await ReadAsync(world, new MemberFilter())).Value!;
        var changed = (await world.Nrps.ReadDifferencesAsync(world.Registration, ServiceWorld.Deployment, first.Differences!, default)).Value!;

        Assert.Equal("/since?t=1&x=a%2Fb", world.Platform.ServiceRequests.Last().PathAndQuery);
        Assert.Equal([("5", false, true), ("6", false, false), ("7", true, false)], changed.Members.Select(member => (member.UserId, member.Active, member.IsDeleted)));
        Assert.Null(changed.Differences);
    }

    [Fact]
    public async Task An_address_for_differences_on_a_strangers_host_gets_no_token()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, """{"members":[]}""", ("Link", "<https://stranger.example/since>; rel=differences"));

        var first = (await ReadAsync(world, new MemberFilter())).Value!;
        var changed = await world.Nrps.ReadDifferencesAsync(world.Registration, ServiceWorld.Deployment, first.Differences!, default);

        Assert.Equal("LTI3010", changed.Fault?.Kind.Code);
    }

    [Fact]
    public async Task A_person_on_two_pages_is_one_with_the_messages_of_both()
    {
        await using var world = await ServiceWorld.StartAsync();
        const string Entry = """{"members":[{"user_id":"5","roles":["ROLE"],"message":{"https://purl.imsglobal.org/spec/lti/claim/message_type":"LtiResourceLinkRequest"}}]}""";
        world.Platform.On("/members", 200, Entry.Replace("ROLE", "Learner", StringComparison.Ordinal), ("Link", "</more>; rel=next"));
        world.Platform.On("/more", 200, Entry.Replace("ROLE", "Mentor", StringComparison.Ordinal));

        var member = Assert.Single((await ReadAsync(world, new MemberFilter())).Value!.Members);

        Assert.Equal((CourseRole.Learner, true, 2), (member.Roles.Course, member.Roles.IsMentor, member.Messages.Count));
    }

    private static Task<Integration.Lti.LtiResult<MemberList>> ReadAsync(ServiceWorld world, MemberFilter filter, string address = "/members")
        => world.Nrps.ReadMembersAsync(world.Registration, ServiceWorld.Deployment, world.Platform.At(address), filter, default);
}
