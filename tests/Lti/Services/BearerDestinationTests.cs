using Integration.Lti.Registrations;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

public sealed class BearerDestinationTests
{
    private static readonly Registration School = Some.Registration(new Uri("https://lms.example")) with
    {
        TokenEndpoint = new Uri("https://sso.example:8443/token"),
        ServiceHosts = ["grades.example", "roster.example:444"],
    };

    [Theory]
    [InlineData("https://lms.example/items")]
    [InlineData("https://LMS.example:443/items")]
    [InlineData("https://sso.example:8443/items")]
    [InlineData("https://grades.example/items")]
    [InlineData("https://roster.example:444/items")]
    public void Hosts_of_the_registration_may_have_a_token(string address)
        => Assert.Null(BearerDestinations.Refuse(School, new Uri(address), isDevelopment: false));

    [Theory]
    [InlineData("http://lms.example/items")]
    [InlineData("https://lms.example:444/items")]
    [InlineData("https://sso.example/items")]
    [InlineData("https://roster.example/items")]
    [InlineData("https://grades.example:8443/items")]
    [InlineData("https://evil.lms.example/items")]
    [InlineData("https://lms.example.evil/items")]
    [InlineData("https://evil/?lms.example")]
    [InlineData("https://lms.example@evil/items")]
    [InlineData("https://someone@lms.example/items")]
    [InlineData("http://127.0.0.1/items")]
    [InlineData("https://127.0.0.1/items")]
    [InlineData("https://169.254.169.254/metadata")]
    [InlineData("ftp://lms.example/items")]
    [InlineData("file:///etc/hosts")]
    public void Nobody_else_may_have_one(string address)
        => Assert.Equal("LTI3010", BearerDestinations.Refuse(School, new Uri(address), isDevelopment: false)?.Kind.Code);

    [Fact]
    public void Plain_http_is_for_a_registered_loopback_host_in_development()
    {
        var local = Some.Registration(new Uri("http://127.0.0.1:5080"));

        Assert.Null(BearerDestinations.Refuse(local, new Uri("http://127.0.0.1:5080/items"), isDevelopment: true));
        Assert.Equal("LTI3010", BearerDestinations.Refuse(local, new Uri("http://127.0.0.1:5080/items"), isDevelopment: false)?.Kind.Code);
        Assert.Equal("LTI3010", BearerDestinations.Refuse(local, new Uri("http://127.0.0.1:5081/items"), isDevelopment: true)?.Kind.Code);
        Assert.Equal("LTI3010", BearerDestinations.Refuse(School, new Uri("http://lms.example/items"), isDevelopment: true)?.Kind.Code);
    }

    [Fact]
    public async Task A_foreign_address_gets_nothing_and_no_token_is_bought_for_it()
    {
        await using var world = await ServiceWorld.StartAsync();
        await using var stranger = await PracticePlatform.StartAsync();

        var posted = await world.Ags.PostScoreAsync(world.Registration, "dep-1", stranger.At("/item"), The.Score, default);

        Assert.Equal(("LTI3010", ServiceFaultClass.Park), (posted.Fault?.Kind.Code, posted.Fault?.Class()));
        Assert.Empty(stranger.Requests);
        Assert.Empty(world.Platform.Requests);
    }

    [Fact]
    public async Task A_next_link_to_a_foreign_host_is_a_fault_and_nothing_is_sent_there()
    {
        await using var world = await ServiceWorld.StartAsync();
        await using var stranger = await PracticePlatform.StartAsync();
        world.Platform.On("/members", 200, """{"members":[{"user_id":"5","roles":["Learner"]}]}""", ("Link", $"<{stranger.At("/members")}>; rel=\"next\""));

        var members = await world.ReadMembersAsync();

        Assert.Equal("LTI3010", members.Fault?.Kind.Code);
        Assert.Empty(stranger.Requests);
    }

    [Theory]
    [InlineData("/members")]
    [InlineData("/token")]
    public async Task A_redirect_is_not_followed(string path)
    {
        await using var world = await ServiceWorld.StartAsync();
        await using var stranger = await PracticePlatform.StartAsync();
        world.Platform.On(path, 302, "", ("Location", stranger.At("/members").AbsoluteUri));

        var members = await world.ReadMembersAsync();

        Assert.Equal("LTI3011", members.Fault?.Kind.Code);
        Assert.Empty(stranger.Requests);
    }
}
