using System.Text.Json;
using Integration.Lti.Services;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Tests.Lti.Services;

public sealed class LineItemTests
{
    [Fact]
    public async Task The_request_for_columns_keeps_the_platforms_query_and_names_one_media_type()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/items", 200, "[]");

        var found = await world.FindAsync("/items?type_id=1", link: "a/b&c");

        var request = Assert.Single(world.Platform.ServiceRequests);
        Assert.Null(found.Fault);
        Assert.Null(found.Value);
        Assert.Equal("/items?type_id=1&resource_link_id=a%2Fb%26c", request.PathAndQuery);
        Assert.Equal("application/vnd.ims.lis.v2.lineitemcontainer+json", request.Headers["Accept"]);
        Assert.Equal(ServiceScopes.LineItem, QueryHelpers.ParseQuery(Assert.Single(world.Platform.TokenRequests).Body)["scope"]);
    }

    [Fact]
    public async Task Moodles_pages_with_typographic_quotes_are_followed_to_the_end()
    {
        await using var world = (await ServiceWorld.StartAsync()).As("moodle");
        world.Platform.InTurn(
            "/mod/lti/services.php/2/lineitems",
            Recorded.Answer(world.Platform, "ags-lineitems-limit2"),
            http => http.Response.WriteAsync("[]"));

        var found = await world.FindAsync("/mod/lti/services.php/2/lineitems?type_id=1");

        Assert.Equal("Exit ticket 1", found.Value?.Label);
        Assert.Equal("/mod/lti/services.php/2/lineitems?type_id=1&limit=2&from=2", world.Platform.ServiceRequests.Last().PathAndQuery);
    }

    [Theory]
    [InlineData("""[{"id":"{0}/a","label":"A","scoreMaximum":1,"resourceLinkId":"1"},{"id":"{0}/b","label":"B","scoreMaximum":1,"resourceLinkId":"1","resourceId":"ours"}]""", "B")]
    [InlineData("""[{"id":"{0}/a","label":"A","scoreMaximum":1,"resourceLinkId":1},{"id":"{0}/b","label":"B","scoreMaximum":"1"}]""", "A")]
    [InlineData("""[{"id":"{0}/a","label":"A","scoreMaximum":1,"resourceLinkId":"2"}]""", null)]
    [InlineData("""[{"id":"{0}/a","label":"A","scoreMaximum":"10.5"}]""", "A")]
    [InlineData("""[{"id":"{0}/a","label":"A","scoreMaximum":1},{"id":"{0}/b","label":"B","scoreMaximum":1}]""", null)]
    [InlineData("""[{"id":"{0}/a","label":"A","scoreMaximum":1},{"id":"{0}/b","label":"B","scoreMaximum":1,"resourceId":"ours"}]""", "B")]
    [InlineData("""[{"label":"A","scoreMaximum":1,"resourceLinkId":"1"},{"id":"{0}/b","label":"B","scoreMaximum":0,"resourceLinkId":"1"},7]""", null)]
    public async Task The_column_of_the_link_is_chosen_and_never_a_strangers(string items, string? expected)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/items", 200, items.Replace("{0}", world.Platform.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

        var found = await world.FindAsync(link: "1", resourceId: "ours");

        Assert.Null(found.Fault);
        Assert.Equal(expected, found.Value?.Label);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_scope"}""")]
    [InlineData(200, """{"access_token":"t","scope":"https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"}""")]
    public async Task Where_columns_may_only_be_read_the_narrower_scope_is_asked_for(int status, string firstAnswer)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/items", 200, "[]");
        world.Platform.InTurn(
            "/token",
            http =>
            {
                http.Response.StatusCode = status;
                return http.Response.WriteAsync(firstAnswer);
            },
            http => http.Response.WriteAsync("""{"access_token":"t","expires_in":60}"""));

        var found = await world.FindAsync();

        Assert.Null(found.Fault);
        Assert.Equal(ServiceScopes.LineItemReadOnly, QueryHelpers.ParseQuery(world.Platform.TokenRequests.Last().Body)["scope"]);
    }

    [Fact]
    public async Task A_created_column_goes_out_with_the_exact_media_type_and_comes_back_with_its_address()
    {
        await using var world = await ServiceWorld.StartAsync();
        var path = world.Platform.Replay("ags-lineitem-create");

        var created = await world.Ags.CreateLineItemAsync(
            world.Registration,
            ServiceWorld.Deployment,
            world.Platform.At(path),
            new LineItem { Label = "Cells – quick check", ScoreMaximum = 20, Tag = "grade", ResourceId = "quiz-77", ResourceLinkId = "1" },
            default);

        var request = Assert.Single(world.Platform.ServiceRequests);
        Assert.Equal("/mod/lti/services.php/2/lineitems/3/lineitem?type_id=1", created.Value?.Id?.PathAndQuery);
        Assert.Equal(("POST", path), (request.Method, request.PathAndQuery));
        Assert.Equal("application/vnd.ims.lis.v2.lineitem+json", request.Headers["Content-Type"]);
        Assert.Equal("application/vnd.ims.lis.v2.lineitem+json", request.Headers["Accept"]);
        Assert.True(JsonElement.DeepEquals(
            JsonDocument.Parse("""{"label":"Cells – quick check","scoreMaximum":20,"resourceId":"quiz-77","tag":"grade","resourceLinkId":"1"}""").RootElement,
            JsonDocument.Parse(request.Body).RootElement));
    }

    [Theory]
    [InlineData(200, "<html>Sign in</html>", "LTI3021")]
    [InlineData(201, """{"label":"no id","scoreMaximum":1}""", "LTI3021")]
    [InlineData(409, "", "LTI3400")]
    public async Task A_column_that_was_not_surely_created_is_a_fault(int status, string body, string code)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.On("/items", status, body);

        var created = await world.Ags.CreateLineItemAsync(
            world.Registration, ServiceWorld.Deployment, world.Platform.At("/items"), new LineItem { Label = "A", ScoreMaximum = 1 }, default);

        Assert.Equal((code, ServiceFaultClass.Park), (created.Fault?.Kind.Code, created.Fault?.Class()));
        Assert.Single(world.Platform.ServiceRequests);
    }

    [Fact]
    public async Task One_column_is_read()
    {
        await using var world = await ServiceWorld.StartAsync();
        var path = world.Platform.Replay("ags-lineitem-get");

        var item = await world.Ags.GetLineItemAsync(world.Registration, ServiceWorld.Deployment, world.Platform.At(path), default);

        Assert.Equal((20m, "quiz-77", "grade"), (item.Value!.ScoreMaximum, item.Value.ResourceId, item.Value.Tag));
        Assert.Equal("application/vnd.ims.lis.v2.lineitem+json", Assert.Single(world.Platform.ServiceRequests).Headers["Accept"]);
    }

    [Fact]
    public async Task Results_are_read_as_the_gradebook_shows_them()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Platform.Replay("ags-results");
        var lineItem = world.Platform.At("/mod/lti/services.php/2/lineitems/3/lineitem?type_id=1");

        var all = await world.Ags.ReadResultsAsync(world.Registration, ServiceWorld.Deployment, lineItem, null, default);
        var one = await world.Ags.ReadResultsAsync(world.Registration, ServiceWorld.Deployment, lineItem, "7", default);

        Assert.Equal(12, all.Value?.Count);
        Assert.Null(all.Value![0].Score);
        Assert.Equal((10m, 20m), (Assert.Single(one.Value!).Score, one.Value![0].Maximum));
        Assert.Equal("/mod/lti/services.php/2/lineitems/3/lineitem/results?type_id=1&user_id=7", world.Platform.ServiceRequests.Last().PathAndQuery);
        Assert.Equal("application/vnd.ims.lis.v2.resultcontainer+json", world.Platform.ServiceRequests.Last().Headers["Accept"]);
    }
}
