using CsCheck;
using Integration.OneRoster.Http;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>A collection is read to its end, each record once, however the SIS cuts its pages.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task A_clamped_page_without_any_header_is_no_end()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(25);
        world.Sis.Clamp = _ => 10;

        var read = await world.ReadAsync();

        Assert.Equal(Json.Ids(25), read.Ids);
        Assert.Null(read.Fault);
        Assert.Equal(["0", "10", "20", "25"], world.Sis.Pages("users").Select(page => page.Query("offset")));
        Assert.All(world.Sis.Pages("users"), page => Assert.Null(page.Query("sort") ?? page.Query("fields")));
    }

    [Fact]
    public async Task As_many_records_as_the_SIS_says_there_are_is_the_end()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(20);
        world.Sis.SaysTotal = true;
        world.Sis.Clamp = _ => 10;

        var read = await world.ReadAsync();

        Assert.Equal(Json.Ids(20), read.Ids);
        Assert.Equal(2, world.Sis.Pages("users").Count());
    }

    [Fact]
    public async Task An_empty_collection_is_one_empty_page()
    {
        await using var world = await SisWorld.StartAsync();

        var read = await world.ReadAsync();

        Assert.Empty(read.Records);
        Assert.Null(read.Fault);
        Assert.Single(world.Sis.Pages("users"));
    }

    [Fact]
    public async Task Any_way_of_cutting_pages_reads_back_every_record_once()
    {
        await using var world = await SisWorld.StartAsync();
        var plans = Gen.Select(Gen.Int[0, 60], Gen.Int[1, 40], Gen.Bool, Gen.Int[1, 9].Array[1, 8]);

        await plans.SampleAsync(
            async (count, pageSize, saysTotal, sizes) =>
            {
                var turn = 0;
                world.Sis.Records["users"] = Json.Users(count);
                world.Sis.SaysTotal = saysTotal;
                world.Sis.Clamp = limit => Math.Min(limit, sizes[turn++ % sizes.Length]);

                var read = await SisWorld.ReadAsync(world.Open(world.Connection with { PageSize = pageSize }), RosterCollection.Users);

                Assert.Null(read.Fault);
                Assert.Equal(Json.Ids(count), read.Ids);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task Stopped_after_any_page_a_read_goes_on_in_another_reader_without_loss_or_doubles()
    {
        await using var world = await SisWorld.StartAsync();

        await Gen.Select(Gen.Int[1, 40], Gen.Int[1, 9], Gen.Bool).SampleAsync(
            async (count, clamp, saysTotal) =>
            {
                world.Sis.Records["users"] = Json.Users(count);
                world.Sis.SaysTotal = saysTotal;
                world.Sis.Clamp = limit => Math.Min(limit, clamp);
                var whole = await world.ReadAsync();

                for (var kept = 1; kept <= whole.Pages.Count; kept++)
                {
                    var rest = await world.ReadAsync(position: whole.Pages[kept - 1].Position);

                    Assert.Null(rest.Fault);
                    Assert.Equal(whole.Ids, whole.Pages.Take(kept).SelectMany(page => page.Records).Select(record => record.SourcedId.Value).Concat(rest.Ids));
                }
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public async Task Behind_the_last_page_there_is_nothing_to_ask()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        var whole = await world.ReadAsync();
        var before = world.Sis.Requests.Count;

        var rest = await world.ReadAsync(position: whole.Pages[^1].Position);

        Assert.Empty(rest.Pages);
        Assert.Equal(before, world.Sis.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_ignores_the_offset_stops_the_read()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", http => http.Response.WriteAsync($"{{\"users\":[{string.Join(',', Json.Users(10))}]}}"));

        var read = await world.ReadAsync();
        var resumed = await world.ReadAsync(position: read.Pages[0].Position);

        Assert.Equal(("OR2005", 1), (read.Code, read.Pages.Count));
        Assert.Equal(("OR2005", 0), (resumed.Code, resumed.Pages.Count));
        Assert.False(read.Fault!.Kind.Temporary);
    }

    [Fact]
    public async Task A_server_that_ignores_the_offset_and_shuffles_is_found_out_too()
    {
        await using var world = await SisWorld.StartAsync();
        var turn = 0;
        world.Sis.On("users", http => http.Response.WriteAsync($"{{\"users\":[{string.Join(',', turn++ % 2 == 0 ? Json.Users(10) : Json.Users(10).AsEnumerable().Reverse())}]}}"));

        var read = await world.ReadAsync();

        Assert.Equal("OR2005", read.Code);
    }

    [Fact]
    public async Task Fewer_records_than_announced_is_no_complete_read()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(10);
        world.Sis.OnPage = http => http.Response.Headers["X-Total-Count"] = "12";

        var read = await world.ReadAsync();
        var distrusted = await SisWorld.ReadAsync(world.Open(world.Connection with { Quirks = new() { NoTotal = true } }), RosterCollection.Users);
        var changes = await world.ReadAsync(since: world.Clock.GetUtcNow());

        Assert.Equal("OR2006", read.Code);
        Assert.True(read.Fault!.Kind.Temporary);
        Assert.Null(distrusted.Fault);
        Assert.Null(changes.Fault);
    }

    [Fact]
    public async Task A_total_that_moves_is_said_once()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(10);
        world.Sis.Clamp = _ => 2;
        world.Sis.OnPage = http => http.Response.Headers["X-Total-Count"] = http.Request.Query["offset"] == "0" ? "11" : "10";

        var read = await world.ReadAsync();

        Assert.Equal(["OR2109"], read.Warnings);
    }

    [Fact]
    public async Task A_next_link_that_counts_is_not_followed_because_it_may_skip()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(30);
        world.Sis.Clamp = _ => 10;
        world.Sis.OnPage = http => http.Response.Headers.Link = $"<{ScriptedSis.Base}/users?limit=100&offset={ScriptedSis.Number(http, "offset", 0) + 100}>; rel=\"next\"";

        var read = await world.ReadAsync();

        Assert.Equal(Json.Ids(30), read.Ids);
    }

    [Fact]
    public async Task A_cursor_at_the_same_origin_is_followed_and_survives_a_restart()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("users", http =>
        {
            var at = ScriptedSis.Number(http, "cursor", 0);
            if (at < 20)
            {
                http.Response.Headers.Link = $"<{ScriptedSis.Base}/users?cursor={at + 10}>; title=\"a, b\"; rel=next, <{ScriptedSis.Base}/users?cursor=0>; rel=\"first\"";
            }

            return http.Response.WriteAsync($"{{\"users\":[{string.Join(',', Json.Ids(at < 30 ? 10 : 0, at + 1).Select(Json.User))}]}}");
        });
        var read = await world.ReadAsync();
        var rest = await world.ReadAsync(position: read.Pages[0].Position);

        Assert.Null(read.Fault);
        Assert.Equal(Json.Ids(30), read.Ids);
        Assert.Equal(Json.Ids(20, 11), rest.Ids);
    }

    [Fact]
    public async Task A_next_link_to_another_origin_is_not_followed_and_the_token_stays_here()
    {
        await using var world = await SisWorld.StartAsync();
        await using var other = await ScriptedSis.StartAsync();
        world.Sis.Records["users"] = Json.Users(20);
        world.Sis.Clamp = _ => 10;
        world.Sis.OnPage = http => http.Response.Headers.Link = $"<{new Uri(other.Address, ScriptedSis.Base + "/users?cursor=2")}>; rel=\"next\"";

        var read = await world.ReadAsync();

        Assert.Equal(Json.Ids(20), read.Ids);
        Assert.Equal(["OR2108"], read.Warnings);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_page_knows_its_calls_and_bytes()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.InTurn("users", ScriptedSis.Answer(500, "oh"), null);
        world.Sis.Records["users"] = Json.Users(2);

        var read = await world.ReadAsync();

        Assert.Equal(2, read.Pages[0].Calls);
        Assert.InRange(read.Pages[0].Bytes, 300, 3000);
    }

    [Fact]
    public async Task A_position_of_something_else_is_our_own_mistake()
    {
        await using var world = await SisWorld.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => world.ReadAsync(position: "users.csv:17"));
        await Assert.ThrowsAsync<ArgumentException>(() => world.ReadAsync(position: "{}"));
    }

    [Fact]
    public async Task Memory_holds_one_page_of_a_large_collection()
    {
        await using var world = await SisWorld.StartAsync(new SisLimits { PageBytes = 64 * 1024 });
        world.Sis.Records["users"] = Json.Users(2000);

        var read = await world.ReadAsync();

        Assert.Equal(2000, read.Ids.Count());
        Assert.True(read.Pages.Sum(page => page.Bytes) > 5 * 64 * 1024);
        Assert.All(read.Pages, page => Assert.InRange(page.Records.Count, 0, 100));
    }
}
