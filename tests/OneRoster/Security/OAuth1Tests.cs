using Integration.OneRoster.Rest;
using Integration.OneRoster.Rostering;
using Integration.OneRoster.Security;
using Integration.Tests.OneRoster.Rest;

namespace Integration.Tests.OneRoster.Security;

/// <summary>Signed requests as they arrive at a server that checks them.</summary>
public sealed class OAuth1Tests
{
    private static readonly OAuth1Credentials Credentials = new() { ConsumerKey = "key 1", ConsumerSecret = "s&cr=t'!" };

    [Fact]
    public async Task A_filter_with_quotes_is_signed_as_it_goes_over_the_wire()
    {
        await using var world = await SisWorld.StartAsync();
        Check(world, "HMAC-SHA256");

        var read = await SisWorld.ReadAsync(world.Open(Signed(world)), RosterCollection.Users, world.Clock.GetUtcNow());

        Assert.Equal(Json.Ids(250), read.Ids);
        Assert.Equal(["0", "100", "200", "250"], world.Sis.Pages("users").Select(page => page.Query("offset")));
        Assert.Equal(world.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(), OAuth1Check.Parameters(world.Sis.Requests.First())["oauth_timestamp"]);
    }

    [Fact]
    public async Task A_server_of_the_older_signature_is_found_by_one_probe_and_remembered()
    {
        await using var world = await SisWorld.StartAsync();
        Check(world, "HMAC-SHA1");

        var first = await SisWorld.ReadAsync(world.Open(Signed(world)), RosterCollection.Users);
        var methods = world.Sis.Requests.Select(request => OAuth1Check.Parameters(request)["oauth_signature_method"]).ToList();
        var second = await SisWorld.ReadAsync(world.Open(Signed(world)), RosterCollection.Users);

        Assert.Equal(Json.Ids(250), first.Ids);
        Assert.Equal(["HMAC-SHA256", "HMAC-SHA1", "HMAC-SHA1", "HMAC-SHA1", "HMAC-SHA1"], methods);
        Assert.Equal(Json.Ids(250), second.Ids);
        Assert.Single(world.Sis.Requests, request => OAuth1Check.Parameters(request)["oauth_signature_method"] == "HMAC-SHA256");
    }

    [Fact]
    public async Task A_server_that_changes_its_mind_is_followed()
    {
        await using var world = await SisWorld.StartAsync();
        Check(world, "HMAC-SHA1");
        await SisWorld.ReadAsync(world.Open(Signed(world)), RosterCollection.Users);

        Check(world, "HMAC-SHA256");
        var read = await SisWorld.ReadAsync(world.Open(Signed(world)), RosterCollection.Users);

        Assert.Equal(Json.Ids(250), read.Ids);
    }

    [Fact]
    public async Task A_wrong_secret_is_tried_once_each_way()
    {
        await using var world = await SisWorld.StartAsync();
        Check(world, "HMAC-SHA1");

        var read = await SisWorld.ReadAsync(world.Open(Signed(world, Credentials with { ConsumerSecret = "wrong" })), RosterCollection.Users);

        Assert.Equal("OR1401", read.Code);
        Assert.Equal(["HMAC-SHA256", "HMAC-SHA1"], world.Sis.Requests.Select(request => OAuth1Check.Parameters(request)["oauth_signature_method"]));
    }

    [Fact]
    public async Task A_method_that_was_chosen_is_not_probed()
    {
        await using var world = await SisWorld.StartAsync();
        Check(world, "HMAC-SHA1");

        var read = await SisWorld.ReadAsync(world.Open(Signed(world, Credentials with { Method = SignatureMethod.HmacSha256 })), RosterCollection.Users);

        Assert.Equal("OR1401", read.Code);
        Assert.Single(world.Sis.Requests);
    }

    [Fact]
    public async Task Every_try_has_a_nonce_of_its_own()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.InTurn("users", ScriptedSis.Answer(500), ScriptedSis.Answer(429), ScriptedSis.Answer(401), null);

        var read = await SisWorld.ReadAsync(world.Open(Signed(world)), RosterCollection.Users);

        var nonces = world.Sis.Requests.Select(request => OAuth1Check.Parameters(request)["oauth_nonce"]).ToList();
        Assert.Equal(Json.Ids(3), read.Ids);
        Assert.Equal((5, 5), (nonces.Count, nonces.Distinct().Count()));
    }

    private static OneRosterConnection Signed(SisWorld world, OAuth1Credentials? credentials = null)
        => world.Connection with { Version = "1.1", Auth = credentials ?? Credentials };

    private static void Check(SisWorld world, string method)
    {
        world.Sis.Records["users"] = Json.Users(250);
        world.Sis.On("users", http => OAuth1Check.IsSigned(world.Sis.Requests.Last(), world.Sis.Address, Credentials.ConsumerSecret, method)
            ? world.Sis.PageAsync(http, "users")
            : ScriptedSis.Answer(401)(http));
    }
}
