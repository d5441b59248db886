using Integration.OneRoster;
using Integration.OneRoster.Http;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Rostering;
using Integration.OneRoster.Security;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>What an admin types is checked before anything is sent, and credentials go nowhere else.</summary>
public sealed class ConnectionTests
{
    private static readonly OneRosterConnection Good = new() { BaseAddress = "https://sis.example/ims", Version = "1.1", Auth = new BearerCredentials { Token = "hush" } };

    public static TheoryData<string, OneRosterConnection> Unusable => new()
    {
        { "BaseAddress: not an address", Good with { BaseAddress = "sis.example/ims" } },
        { "BaseAddress: not an address", Good with { BaseAddress = "" } },
        { "BaseAddress: not https", Good with { BaseAddress = "http://sis.example/ims" } },
        { "BaseAddress: not https", Good with { BaseAddress = "ftp://sis.example/ims" } },
        { "BaseAddress: not https", Good with { BaseAddress = "http://127.0.0.1/ims" } },
        { "BaseAddress: a name or password in the address", Good with { BaseAddress = "https://me:hush@sis.example/ims" } },
        { "BaseAddress: a # in the address", Good with { BaseAddress = "https://sis.example/ims#x" } },
        { "Version: 1.1 or 1.2", Good with { Version = "2.0" } },
        { "PageSize: 1 to 50000", Good with { PageSize = 0 } },
        { "Token is missing or has spaces in it", Good with { Auth = new BearerCredentials { Token = "a\r\nX-Evil: 1" } } },
        { "ConsumerKey is missing", Good with { Auth = new OAuth1Credentials { ConsumerKey = "", ConsumerSecret = "hush" } } },
        { "ConsumerSecret is missing", Good with { Auth = new OAuth1Credentials { ConsumerKey = "k", ConsumerSecret = "" } } },
        { "ClientId is missing", Good with { Auth = new OAuth2Credentials { TokenAddress = "https://sis.example/token", ClientId = "", ClientSecret = "hush" } } },
        { "ClientSecret is missing", Good with { Auth = new OAuth2Credentials { TokenAddress = "https://sis.example/token", ClientId = "k", ClientSecret = "" } } },
        { "TokenAddress: not https", Good with { Auth = new OAuth2Credentials { TokenAddress = "http://sis.example/token", ClientId = "k", ClientSecret = "hush" } } },
        { "ExtraHeaders: not a header", Good with { ExtraHeaders = new Dictionary<string, string> { ["x-a"] = "b\r\nc: d" } } },
        { "ExtraHeaders: not a header", Good with { ExtraHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer x" } } },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_setting_that_cannot_be_used_is_told_at_once(string detail, OneRosterConnection connection)
    {
        await using var world = await SisWorld.StartAsync(options: new OneRosterOptions());

        var opened = world.Rosters.Open(connection);

        Assert.Equal(("OR1001", detail), (opened.Fault?.Kind.Code, opened.Fault?.Detail));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task An_address_inside_our_own_network_is_refused_when_it_connects(string host)
    {
        await using var world = await SisWorld.StartAsync(options: new OneRosterOptions());
        var connection = Good with { BaseAddress = $"https://{host}:{world.Sis.Address.Port}/ims" };

        var read = await SisWorld.ReadAsync(world.Open(connection), RosterCollection.Users);

        Assert.Equal(("OR1002", false), (read.Code, read.Fault!.Kind.Temporary));
        Assert.Empty(world.Sis.Requests);
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused_for_good()
    {
        await using var world = await SisWorld.StartAsync();
        await using var server = await SelfSigned.StartAsync();

        var read = await SisWorld.ReadAsync(world.Open(Good with { BaseAddress = server.Address }), RosterCollection.Users);

        Assert.Equal(("OR1005", false), (read.Code, read.Fault!.Kind.Temporary));
    }

    [Fact]
    public async Task A_query_in_the_base_address_stays_with_every_page()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(1);

        await SisWorld.ReadAsync(world.Open(world.Connection with { BaseAddress = $" {world.Connection.BaseAddress}/?tenant=a%2Fb " }), RosterCollection.Users);

        Assert.StartsWith($"{ScriptedSis.Base}/users?tenant=a%2Fb&limit=100&offset=0", world.Sis.Requests.First().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escapes_in_a_path_are_kept_as_they_are()
    {
        await using var world = await SisWorld.StartAsync();

        await SisWorld.ReadAsync(world.Open(world.Connection with { BaseAddress = new Uri(world.Sis.Address, "/MoYPlyQWmG0%3D/a%2Fb/v1p1").AbsoluteUri }), RosterCollection.Users);

        Assert.StartsWith("/MoYPlyQWmG0%3D/a%2Fb/v1p1/users?", world.Sis.Requests.First().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bearer_of_a_proxy_goes_with_every_call()
    {
        await using var world = await SisWorld.StartAsync();

        await world.Open().OpenAsync(null, default);

        Assert.All(world.Sis.Requests, request => Assert.Equal("Bearer district-token", request.Authorization));
    }

    [Fact]
    public async Task Cookies_of_a_load_balancer_come_back_only_where_they_are_wanted()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.Clamp = _ => 2;
        world.Sis.OnPage = http => http.Response.Headers.SetCookie = "ARRAffinity=node-7; Path=/; HttpOnly";

        await SisWorld.ReadAsync(world.Open(world.Connection with { Quirks = new SisQuirks { KeepsCookies = true } }), RosterCollection.Users);
        var kept = world.Sis.Requests.Select(request => request.Headers.GetValueOrDefault("Cookie")).ToList();
        await world.ReadAsync(RosterCollection.Users);

        Assert.Equal([null, "ARRAffinity=node-7", "ARRAffinity=node-7"], kept);
        Assert.All(world.Sis.Requests.Skip(kept.Count), request => Assert.False(request.Headers.ContainsKey("Cookie")));
    }

    [Fact]
    public void Nothing_that_is_printed_holds_a_secret()
    {
        OneRosterAuth[] all =
        [
            new BearerCredentials { Token = "hush" },
            new OAuth1Credentials { ConsumerKey = "k", ConsumerSecret = "hush" },
            new OAuth2Credentials { TokenAddress = "https://sis.example/token?k=hush", ClientId = "k", ClientSecret = "hush", ExtraHeaders = new Dictionary<string, string> { ["a"] = "hush" } },
        ];

        Assert.All(all, auth => Assert.DoesNotContain("hush", $"{auth} {Good with { Auth = auth, ExtraHeaders = new Dictionary<string, string> { ["a"] = "hush" } }}", StringComparison.Ordinal));
        Assert.Equal("OneRoster 1.1 at sis.example", Good.ToString());
    }

    [Fact]
    public void Every_fault_of_the_wire_has_a_code_and_a_sentence_of_its_own()
    {
        var all = SisFaults.All.Concat(RestFaults.All).ToList();

        Assert.Equal(all.Count, all.Select(kind => kind.Code).Distinct().Count());
        Assert.All(all, kind => Assert.Matches("^OR[12][0-9]{3}$", kind.Code));
        Assert.All(all, kind => Assert.EndsWith(".", kind.Sentence, StringComparison.Ordinal));
    }
}
