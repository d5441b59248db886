using System.Net;
using System.Net.Sockets;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

public sealed class ServiceLimitTests
{
    private const string OneMember = """{"members":[{"user_id":"5","roles":["Learner"]}]}""";

    [Fact]
    public async Task A_list_that_runs_in_a_circle_is_given_up()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 200, OneMember, ("Link", "</page2>; rel=next"));
        world.Platform.On("/page2", 200, OneMember, ("Link", "</members?limit=100>; rel=next"));

        var members = await world.ReadMembersAsync();

        Assert.Equal(("LTI3022", ServiceFaultClass.Park), (members.Fault?.Kind.Code, members.Fault?.Class()));
        Assert.Equal(2, world.Platform.ServiceRequests.Count());
    }

    [Theory]
    [InlineData(5, 1000, 1_000_000, 5)]
    [InlineData(1000, 5, 1_000_000, 6)]
    [InlineData(1000, 1000, 200, 5)]
    public async Task A_list_without_an_end_is_given_up(int pages, int entries, long bytes, int asked)
    {
        await using var world = await ServiceWorld.StartAsync(new ServiceLimits { Pages = pages, Entries = entries, ListBytes = bytes });
        var page = 0;
        world.Platform.On("/members", http =>
        {
            http.Response.Headers.Link = $"</members?page={++page}>; rel=next";
            return http.Response.WriteAsync(OneMember);
        });

        var members = await world.ReadMembersAsync();

        Assert.Equal("LTI3022", members.Fault?.Kind.Code);
        Assert.Equal(asked, world.Platform.ServiceRequests.Count());
    }

    [Fact]
    public async Task A_list_that_takes_too_long_is_given_up_though_each_page_comes()
    {
        await using var world = await ServiceWorld.StartAsync(new ServiceLimits { List = TimeSpan.FromSeconds(50) });
        var page = 0;
        world.Platform.On("/members", http =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(15));
            http.Response.Headers.Link = $"</members?page={++page}>; rel=next";
            return http.Response.WriteAsync(OneMember);
        });

        var members = await world.ReadMembersAsync();

        Assert.Equal(("LTI3408", ServiceFaultClass.Retry), (members.Fault?.Kind.Code, members.Fault?.Class()));
        Assert.Equal(4, world.Platform.ServiceRequests.Count());
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read()
    {
        await using var world = await ServiceWorld.StartAsync();
        var chunk = new byte[64 * 1024];
        world.Platform.On("/members", async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        });

        var members = await world.ReadMembersAsync();

        Assert.Equal("LTI3020", members.Fault?.Kind.Code);
    }

    [Fact]
    public async Task A_huge_error_page_is_still_the_error_it_is()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/item/scores", 404, new string('x', 3_000_000));

        Assert.Equal("LTI3404", (await world.PostAsync(The.Score)).Fault?.Kind.Code);
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_is_given_up()
    {
        await using var world = await ServiceWorld.StartAsync();
        var arrived = world.Platform.Hang("/item/scores");

        var posting = world.PostAsync(The.Score);
        await arrived;
        world.Clock.Advance(TimeSpan.FromSeconds(21));
        var posted = await posting;

        Assert.Equal(("LTI3408", ServiceFaultClass.Retry), (posted.Fault?.Kind.Code, posted.Fault?.Class()));
    }

    [Fact]
    public async Task An_answer_that_stalls_half_way_is_given_up()
    {
        await using var world = await ServiceWorld.StartAsync();
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Platform.On("/members", async http =>
        {
            await http.Response.WriteAsync("""{"members":[""");
            await http.Response.Body.FlushAsync();
            half.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var reading = world.ReadMembersAsync();
        await half.Task;
        world.Clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal("LTI3408", (await reading).Fault?.Kind.Code);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_no_answer()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", async http =>
        {
            await http.Response.WriteAsync("""{"members":[""");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        Assert.Equal("LTI3504", (await world.ReadMembersAsync()).Fault?.Kind.Code);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_a_cancellation_and_no_fault()
    {
        await using var world = await ServiceWorld.StartAsync();
        var arrived = world.Platform.Hang("/members");
        using var patience = new CancellationTokenSource();

        var reading = world.ReadMembersAsync(ct: patience.Token);
        await arrived;
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_answer()
    {
        await using var world = await ServiceWorld.StartAsync();
        var deaf = new Uri($"http://127.0.0.1:{UnusedPort()}");

        var posted = await world.Ags.PostScoreAsync(Some.Registration(deaf), "dep-1", new Uri(deaf, "/item"), The.Score, default);

        Assert.Equal(("LTI3504", ServiceFaultClass.Retry), (posted.Fault?.Kind.Code, posted.Fault?.Class()));
        Assert.Null(posted.Fault?.HttpStatus);
    }

    [Fact]
    public async Task A_read_is_tried_once_more_after_a_hiccup()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.InTurn(
            "/members",
            http =>
            {
                http.Response.StatusCode = 502;
                return Task.CompletedTask;
            },
            http => http.Response.WriteAsync(OneMember));

        var members = await world.ReadMembersAsync();

        Assert.Single(members.Value!);
        Assert.Equal(2, world.Platform.ServiceRequests.Count());
    }

    [Fact]
    public async Task A_read_is_not_repeated_when_the_platform_asks_for_time()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/members", 503, "", ("Retry-After", "30"));

        var members = await world.ReadMembersAsync();

        Assert.Equal(("LTI3500", TimeSpan.FromSeconds(30)), (members.Fault?.Kind.Code, members.Fault?.RetryAfter));
        Assert.Single(world.Platform.ServiceRequests);
    }

    [Fact]
    public async Task Neither_token_nor_address_nor_person_reaches_the_log()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/token", 200, """{"access_token":"secret-token","expires_in":60}""");
        world.Platform.On("/course-4711/members", 200, """{"members":[{"user_id":"user-4711","name":"Ann Example"}]}""", ("Link", "</course-4711/more>; rel=next"));
        world.Platform.On("/course-4711/more", 200, """{"members":[{"user_id":"user-4711"}]}""");
        world.Platform.On("/item-4711/scores", 404, "user-4711 is not here");

        await world.ReadMembersAsync("/course-4711/members");
        await world.PostAsync(The.Score with { UserId = "user-4711", Comment = "comment-4711" }, "/item-4711");

        Assert.Contains(world.Log.Lines, line => line.StartsWith("Read 1 member(s) in 2 page(s)", StringComparison.Ordinal));
        Assert.Contains(world.Log.Lines, line => line.Contains("LTI3404", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Log.Lines, line => new[] { "4711", "secret-token", "Ann", "eyJ" }.Any(word => line.Contains(word, StringComparison.Ordinal)));
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
