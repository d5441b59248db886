using System.Text.Json.Nodes;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

/// <summary>Listing with filters, changing and deleting columns.</summary>
public sealed class LineItemChangeTests
{
    private const string Item = "/mod/lti/services.php/2/lineitems/3/lineitem";

    [Fact]
    public async Task Columns_are_listed_by_every_filter_and_the_platforms_query_stays()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.Replay("ags-lineitems-by-tag");

        var listed = await world.Ags.ListLineItemsAsync(
            world.Registration, ServiceWorld.Deployment, world.Platform.At("/mod/lti/services.php/2/lineitems?type_id=1"), new LineItemFilter("9", "quiz-77", "grade", 50), default);

        Assert.Equal("?type_id=1&resource_link_id=9&resource_id=quiz-77&tag=grade&limit=50", new Uri("http://x" + Assert.Single(world.Platform.ServiceRequests).PathAndQuery).Query);
        Assert.Equal(["/mod/lti/services.php/2/lineitems/3/lineitem", "/mod/lti/services.php/2/lineitems/7/lineitem"], listed.Value!.Select(item => item.Id!.AbsolutePath));
    }

    [Theory]
    [InlineData(null, "other", null)]
    [InlineData(null, null, "other")]
    public async Task What_a_platform_lists_in_spite_of_the_filter_is_left_out(string? link, string? resource, string? tag)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.Replay("ags-lineitems-by-tag");

        var listed = await world.Ags.ListLineItemsAsync(
            world.Registration, ServiceWorld.Deployment, world.Platform.At("/mod/lti/services.php/2/lineitems"), new LineItemFilter(link, resource, tag), default);

        Assert.Empty(listed.Value!);
    }

    [Fact]
    public async Task A_change_reads_first_and_gives_everything_back_that_it_does_not_change()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On(Item, """
            {"id":"{0}/mod/lti/services.php/2/lineitems/3/lineitem?type_id=1","label":"Cells","scoreMaximum":20,"resourceId":"quiz-77","tag":"grade","resourceLinkId":"9",
             "startDateTime":"2026-09-01T08:00:00+02:00","endDateTime":"2026-09-08T08:00:00Z","gradesReleased":true,
             "submissionReview":{"reviewableStatus":["Submitted","Unheard"],"label":"Open","url":"https://tool.example.test/r","custom":{"a":"1"}},
             "https://vendor.example.test/x":{"y":[1,2]}}
            """);

        var changed = await ChangeAsync(world, item => item with { Label = "Cells, again", ScoreMaximum = 10 });

        Assert.Null(changed.Fault);
        Assert.Equal(["GET", "PUT"], world.Platform.ServiceRequests.Select(request => request.Method));
        var put = world.Platform.ServiceRequests.Last();
        Assert.Equal(("application/vnd.ims.lis.v2.lineitem+json", "application/vnd.ims.lis.v2.lineitem+json"), (put.Headers["Content-Type"], put.Headers["Accept"]));
        Assert.EndsWith("lineitem?type_id=1", put.PathAndQuery, StringComparison.Ordinal);
        var expected = JsonNode.Parse("""
            {"label":"Cells, again","scoreMaximum":10,"resourceId":"quiz-77","tag":"grade","resourceLinkId":"9",
             "startDateTime":"2026-09-01T06:00:00.000Z","endDateTime":"2026-09-08T08:00:00.000Z","gradesReleased":true,
             "submissionReview":{"reviewableStatus":["Submitted"],"label":"Open","url":"https://tool.example.test/r","custom":{"a":"1"}},
             "https://vendor.example.test/x":{"y":[1,2]}}
            """)!.AsObject();
        var sent = JsonNode.Parse(put.Body)!.AsObject();
        sent.Remove("id");
        Assert.True(JsonNode.DeepEquals(expected, sent), put.Body);
    }

    [Fact]
    public async Task Moodle_keeps_tag_and_resource_id_because_they_come_along()
    {
        await using var world = (await ServiceWorld.StartAsync()).As("moodle");
        var kept = JsonNode.Parse("""{"id":"x","label":"Cells – quick check","scoreMaximum":20,"resourceId":"quiz-77","tag":"grade"}""")!.AsObject();
        kept["id"] = world.Platform.At(Item + "?type_id=1").AbsoluteUri;
        world.Platform.On(Item, async http =>
        {
            if (http.Request.Method == "PUT")
            {
                // As recorded in ags-lineitem-put-drops-tag: what the body leaves out is gone.
                kept = JsonNode.Parse(world.Platform.Requests.Last().Body)!.AsObject();
            }

            await http.Response.WriteAsync(kept.ToJsonString());
        });

        var changed = (await ChangeAsync(world, item => item with { ScoreMaximum = 25 })).Value!;

        Assert.Equal((25m, "quiz-77", "grade"), (changed.ScoreMaximum, changed.ResourceId, changed.Tag));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing_and_one_that_can_not_be_is_our_own_mistake()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On(Item, """{"id":"{0}/x","label":"Cells","scoreMaximum":20}""");

        Assert.Null((await ChangeAsync(world, item => item)).Fault);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ChangeAsync(world, item => item with { ScoreMaximum = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => ChangeAsync(world, item => item with { Label = " " }));

        Assert.DoesNotContain(world.Platform.ServiceRequests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData(204, null)]
    [InlineData(200, null)]
    [InlineData(404, null)]
    [InlineData(403, "LTI3403")]
    [InlineData(503, "LTI3500")]
    public async Task A_column_that_is_gone_already_is_as_good_as_deleted(int status, string? code)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On(Item, status);

        var deleted = await world.Ags.DeleteLineItemAsync(world.Registration, ServiceWorld.Deployment, world.Platform.At(Item + "?type_id=1"), default);

        Assert.Equal(code, deleted.Fault?.Kind.Code);
        Assert.Equal(("DELETE", Item + "?type_id=1"), (world.Platform.ServiceRequests.Last().Method, world.Platform.ServiceRequests.Last().PathAndQuery));
    }

    private static Task<Integration.Lti.LtiResult<LineItem>> ChangeAsync(ServiceWorld world, Func<LineItem, LineItem> change)
        => world.Ags.UpdateLineItemAsync(world.Registration, ServiceWorld.Deployment, world.Platform.At(Item + "?type_id=1"), change, default);
}

/// <summary>A short way to answer with JSON that names the platform's own address as <c>{0}</c>.</summary>
internal static class PlatformJson
{
    public static void On(this PracticePlatform platform, string path, string json)
        => platform.On(path, 200, json.Replace("{0}", platform.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
}
