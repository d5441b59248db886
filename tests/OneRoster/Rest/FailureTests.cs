using Integration.OneRoster.Http;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>What goes wrong on the way: tried again within bounds, then a fault that says whether waiting helps.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_burst_of_failures_is_waited_out_within_the_page(int status)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.InTurn("users", ScriptedSis.Answer(status), ScriptedSis.Answer(status, "<html>Bad gateway</html>"), ScriptedSis.Answer(status), null);

        var read = await world.ReadAsync();

        Assert.Equal(Json.Ids(3), read.Ids);
        Assert.Null(read.Fault);
    }

    [Theory]
    [InlineData(429, "OR1429")]
    [InlineData(503, "OR1500")]
    [InlineData(408, "OR1006")]
    public async Task A_failure_that_lasts_is_temporary_and_the_read_goes_on_from_its_position(int status, string code)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(30);
        world.Sis.Clamp = limit => Math.Min(limit, 10);
        var isIll = false;
        world.Sis.On("users", http => isIll && http.Request.Query["offset"] == "10" ? ScriptedSis.Answer(status)(http) : world.Sis.PageAsync(http, "users"));

        isIll = true;
        var broken = await world.ReadAsync();
        var tries = world.Sis.Pages("users").Count(page => page.Query("offset") == "10");
        isIll = false;
        var rest = await world.ReadAsync(position: broken.Pages[^1].Position);

        Assert.Equal((code, true, status), (broken.Code, broken.Fault!.Kind.Temporary, broken.Fault.HttpStatus));
        Assert.Equal(5, tries);
        Assert.Equal(Json.Ids(30), broken.Ids.Concat(rest.Ids));
    }

    [Fact]
    public async Task A_page_that_is_too_much_for_the_SIS_is_asked_for_in_smaller_parts()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(150);
        world.Sis.On("users", http => ScriptedSis.Number(http, "limit", 0) > 30 ? ScriptedSis.Answer(504)(http) : world.Sis.PageAsync(http, "users"));

        var read = await world.ReadAsync();

        Assert.Equal(Json.Ids(150), read.Ids);
        Assert.Equal(["100", "50", "25", "25"], world.Sis.Pages("users").Select(page => page.Query("limit")).Take(4));
        Assert.Equal(["OR2112"], read.Warnings);
        Assert.Contains("\"l\":25", read.Pages[0].Position, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slowing_down_does_not_make_pages_smaller()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.InTurn("users", ScriptedSis.Answer(429), null);

        await world.ReadAsync();

        Assert.All(world.Sis.Pages("users"), page => Assert.Equal("100", page.Query("limit")));
    }

    [Fact]
    public async Task The_SIS_gets_the_time_it_asks_for()
    {
        await using var world = await SisWorld.StartAsync();
        var arrived = new TaskCompletionSource();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.InTurn(
            "users",
            http =>
            {
                http.Response.OnCompleted(() =>
                {
                    arrived.TrySetResult();
                    return Task.CompletedTask;
                });
                return ScriptedSis.Answer(429, "", ("Retry-After", "30"))(http);
            },
            null);

        var reading = world.ReadAsync();
        await arrived.Task;
        world.Clock.Advance(TimeSpan.FromSeconds(20));
        var early = world.Sis.Pages("users").Count();
        while (!reading.IsCompleted)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, early);
        Assert.Equal(Json.Ids(3), (await reading).Ids);
    }

    [Fact]
    public async Task A_SIS_that_asks_for_a_long_break_gets_it_between_two_reads()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", 503, "", ("Retry-After", "3600"));

        var read = await world.ReadAsync();

        Assert.Equal(("OR1500", TimeSpan.FromHours(1)), (read.Code, read.Fault!.RetryAfter));
        Assert.Single(world.Sis.Requests);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(50);
        world.Sis.InTurn(
            "users",
            async http =>
            {
                await http.Response.WriteAsync($"{{\"users\":[{Json.User(1)},{Json.User(2)},");
                await http.Response.Body.FlushAsync();
                http.Abort();
            },
            ScriptedSis.Answer(200, $"{{\"users\":[{Json.User(1)},{{\"sourcedId\":\"u2\",\"given"),
            null);

        var read = await world.ReadAsync();

        Assert.Equal(Json.Ids(50), read.Ids);
        Assert.Equal(3, read.Pages[0].Calls);
    }

    [Fact]
    public async Task An_answer_that_always_breaks_off_is_temporary()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        var read = await world.ReadAsync();

        Assert.Equal(("OR1004", true, null), (read.Code, read.Fault!.Kind.Temporary, read.Fault.HttpStatus));
    }

    [Fact]
    public async Task A_SIS_that_drips_runs_out_of_time()
    {
        await using var world = await SisWorld.StartAsync(new SisLimits { Retries = 1, RetryDelay = TimeSpan.Zero });
        world.Sis.On("users", async http =>
        {
            await http.Response.WriteAsync("{\"users\":[");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var reading = world.ReadAsync();
        while (!reading.IsCompleted)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var read = await reading;
        Assert.Equal(("OR1006", true), (read.Code, read.Fault!.Kind.Temporary));
        Assert.Equal(["100", "50"], world.Sis.Pages("users").Select(page => page.Query("limit")));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_a_fault()
    {
        await using var world = await SisWorld.StartAsync();
        var arrived = new TaskCompletionSource();
        world.Sis.On("users", async http =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        using var patience = new CancellationTokenSource();

        var reading = world.Open().ReadAsync(RosterCollection.Users, null, null, patience.Token).ToListAsync(TestContext.Current.CancellationToken).AsTask();
        await arrived.Task;
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Too_large_a_page_is_asked_for_in_smaller_parts_and_then_refused()
    {
        await using var world = await SisWorld.StartAsync(new SisLimits { RetryDelay = TimeSpan.Zero, PageBytes = 20_000 });
        world.Sis.Records["users"] = Json.Users(100);
        world.Sis.Records["classes"] = [$$"""{"sourcedId":"c1","title":"{{new string('x', 30_000)}}"}"""];

        var users = await world.ReadAsync();
        var classes = await world.ReadAsync(RosterCollection.Classes);

        Assert.Equal(Json.Ids(100), users.Ids);
        Assert.Equal(("OR1007", false), (classes.Code, classes.Fault!.Kind.Temporary));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_never_followed(int status)
    {
        await using var world = await SisWorld.StartAsync();
        await using var other = await ScriptedSis.StartAsync();
        world.Sis.On("users", status, "", ("Location", new Uri(other.Address, ScriptedSis.Base + "/users").AbsoluteUri));

        var read = await world.ReadAsync();

        Assert.Equal("OR1003", read.Code);
        Assert.Empty(other.Requests);
        Assert.Single(world.Sis.Requests);
    }

    [Theory]
    [InlineData(400, "OR1400")]
    [InlineData(401, "OR1401")]
    [InlineData(405, "OR1400")]
    [InlineData(410, "OR1404")]
    [InlineData(422, "OR1400")]
    public async Task A_refusal_is_not_repeated(int status, string code)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", status, """{"imsx_codeMajor":"failure","imsx_severity":"error","imsx_description":"Ann Example is not known"}""");

        var read = await world.ReadAsync();

        Assert.Equal((code, status, $"users, 127.0.0.1: {status}"), (read.Code, read.Fault!.HttpStatus, read.Fault.Detail));
        Assert.False(read.Fault.Kind.Temporary);
        Assert.Single(world.Sis.Requests);
    }

    [Fact]
    public async Task A_server_nobody_listens_at_is_temporary()
    {
        await using var world = await SisWorld.StartAsync();
        await using var gone = await ScriptedSis.StartAsync();
        var address = gone.Address;
        await gone.DisposeAsync();

        var read = await SisWorld.ReadAsync(world.Open(world.Connection with { BaseAddress = address.AbsoluteUri }), RosterCollection.Users);

        Assert.Equal(("OR1004", true), (read.Code, read.Fault!.Kind.Temporary));
    }

    [Fact]
    public async Task Logs_hold_hosts_codes_and_counts_and_nothing_else()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.InTurn("users", ScriptedSis.Answer(500, "Ann Example"), null);
        var connection = world.Connection with { Auth = world.OAuth2, ExtraHeaders = new Dictionary<string, string> { ["x-vendor-authorization"] = "vendor:hush" } };

        await SisWorld.ReadAsync(world.Open(connection), RosterCollection.Users, world.Clock.GetUtcNow());

        Assert.Contains(world.Log.Lines, line => line.Contains("OR1500", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Log.Lines, line => new[] { "secret-1", "client-1", "hush", "Bearer", "Ann", "filter", "/users", "Family" }.Any(word => line.Contains(word, StringComparison.Ordinal)));
        Assert.Equal("vendor:hush", world.Sis.Pages("users").First().Headers["x-vendor-authorization"]);
    }
}
