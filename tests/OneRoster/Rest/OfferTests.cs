using Integration.OneRoster.Rest;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>Before anything is read, a source says what it offers of each collection and what its records mean together.</summary>
public sealed class OfferTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 1, 9, 30, 0, 125, TimeSpan.FromHours(1));

    [Fact]
    public async Task Everything_is_complete_when_everything_is_asked_for()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.OnPage = http => http.Response.Headers.Date = "Mon, 23 Nov 2026 05:00:00 GMT";

        var offer = (await world.Open().OpenAsync(null, default)).Value!;

        Assert.Equal("1.2", offer.Version);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero), offer.ServerTime);
        Assert.Equal(Enum.GetValues<RosterCollection>().ToDictionary(collection => collection, _ => ReadMode.Complete), offer.Modes);
        Assert.Empty(offer.Warnings);
        Assert.Equal(ScriptedSis.Collections, world.Sis.Requests.Select(request => request.Path.Split('/')[^1]));
        Assert.All(world.Sis.Requests, request => Assert.Equal("1", request.Query("limit")));
    }

    [Fact]
    public async Task Changes_are_asked_for_by_one_filter_that_is_encoded_once()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        var reader = world.Open();

        var offer = (await reader.OpenAsync(Since, default)).Value!;
        var read = await SisWorld.ReadAsync(reader, RosterCollection.Users, Since);

        Assert.All(offer.Modes.Values, mode => Assert.Equal(ReadMode.Changes, mode));
        Assert.Null(read.Fault);
        Assert.All(world.Sis.Requests, request => Assert.EndsWith("&filter=dateLastModified%3E%272026-11-01T08%3A30%3A00.125Z%27", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collection_that_takes_no_filter_is_read_whole_and_says_so_before()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.On("users", http => http.Request.Query.ContainsKey("filter") ? ScriptedSis.Answer(400)(http) : world.Sis.PageAsync(http, "users"));
        var reader = world.Open();

        var offer = (await reader.OpenAsync(Since, default)).Value!;
        var read = await SisWorld.ReadAsync(reader, RosterCollection.Users, Since);

        Assert.Equal((ReadMode.Complete, ReadMode.Changes), (offer.Modes[RosterCollection.Users], offer.Modes[RosterCollection.Classes]));
        Assert.Equal([("OR2101", RosterCollection.Users)], offer.Warnings.Select(warning => (warning.Code, warning.Collection!.Value)));
        Assert.Equal(Json.Ids(3), read.Ids);
        Assert.Single(world.Sis.Pages("users"), page => page.Query("filter") is not null);
    }

    [Fact]
    public async Task A_filter_that_is_refused_at_the_read_is_dropped_for_all_of_it()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.Clamp = _ => 1;
        world.Sis.On("users", http => http.Request.Query.ContainsKey("filter") ? ScriptedSis.Answer(400)(http) : world.Sis.PageAsync(http, "users"));

        var read = await world.ReadAsync(since: Since);
        var asked = world.Sis.Pages("users").Count(page => page.Query("filter") is not null);
        var resumed = await world.ReadAsync(since: Since, position: read.Pages[0].Position);

        Assert.Equal(Json.Ids(3), read.Ids);
        Assert.Equal(["OR2101"], read.Warnings);
        Assert.Equal(Json.Ids(2, 2), resumed.Ids);
        Assert.Equal((1, 1), (asked, world.Sis.Pages("users").Count(page => page.Query("filter") is not null)));
    }

    [Fact]
    public async Task A_refusal_in_the_middle_is_no_matter_of_filters()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records["users"] = Json.Users(3);
        world.Sis.Clamp = _ => 1;
        world.Sis.InTurn("users", null, ScriptedSis.Answer(400));

        var read = await world.ReadAsync(since: Since);

        Assert.Equal(("OR1400", 1), (read.Code, read.Pages.Count));
    }

    [Fact]
    public async Task A_SIS_known_not_to_filter_is_never_asked_to()
    {
        await using var world = await SisWorld.StartAsync();
        var reader = world.Open(world.Connection with { Quirks = new SisQuirks { NoFilter = true } });

        var offer = (await reader.OpenAsync(Since, default)).Value!;
        await SisWorld.ReadAsync(reader, RosterCollection.Users, Since);

        Assert.All(offer.Modes.Values, mode => Assert.Equal(ReadMode.Complete, mode));
        Assert.DoesNotContain(world.Sis.Requests, request => request.Query("filter") is not null);
    }

    [Fact]
    public async Task What_is_not_granted_or_not_offered_is_absent_and_never_empty()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("courses", 403);
        world.Sis.On("enrollments", 404);
        var reader = world.Open();

        var offer = (await reader.OpenAsync(null, default)).Value!;
        var courses = await SisWorld.ReadAsync(reader, RosterCollection.Courses);
        var enrollments = await SisWorld.ReadAsync(reader, RosterCollection.Enrollments);

        Assert.Equal((ReadMode.Absent, ReadMode.Absent), (offer.Modes[RosterCollection.Courses], offer.Modes[RosterCollection.Enrollments]));
        Assert.Equal(ReadMode.Complete, offer.Modes[RosterCollection.Users]);
        Assert.Equal(["OR2102", "OR2103"], offer.Warnings.Select(warning => warning.Code));
        Assert.Equal(("OR1403", 0, 403), (courses.Code, courses.Pages.Count, courses.Fault!.HttpStatus));
        Assert.Equal(("OR1404", 0), (enrollments.Code, enrollments.Pages.Count));
    }

    [Theory]
    [InlineData(403, "OR1403")]
    [InlineData(404, "OR1404")]
    public async Task Nothing_at_all_is_a_fault(int status, string code)
    {
        await using var world = await SisWorld.StartAsync();
        Array.ForEach(ScriptedSis.Collections, collection => world.Sis.On(collection, status));

        var offer = await world.Open().OpenAsync(null, default);

        Assert.Equal(code, offer.Fault?.Kind.Code);
    }

    [Fact]
    public async Task What_is_no_OneRoster_is_refused_before_anything_is_read()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.On("orgs", 200, "\n  <!DOCTYPE html><html><body>Please sign in</body></html>");

        var offer = await world.Open().OpenAsync(null, default);

        Assert.Equal("OR2001", offer.Fault?.Kind.Code);
        Assert.Single(world.Sis.Requests);
    }

    [Fact]
    public async Task Without_a_date_our_own_clock_is_the_servers_time()
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.OnPage = http => http.Response.Headers.Date = "soon";

        var offer = (await world.Open().OpenAsync(null, default)).Value!;

        Assert.Equal(world.Clock.GetUtcNow(), offer.ServerTime);
    }

    [Fact]
    public async Task A_roster_that_is_rebuilt_while_it_is_read_must_be_read_again()
    {
        await using var world = await SisWorld.StartAsync();
        var revision = "41";
        world.Sis.Records["users"] = Json.Users(20);
        world.Sis.Clamp = limit => Math.Min(limit, 10);
        world.Sis.OnPage = http => http.Response.Headers["x-perm-rev"] = revision;
        var connection = world.Connection with { Quirks = new SisQuirks { RevisionHeader = "x-perm-rev" } };
        var reader = world.Open(connection);

        var offer = (await reader.OpenAsync(null, default)).Value!;
        var before = await SisWorld.ReadAsync(reader, RosterCollection.Users);
        revision = "42";
        var other = await SisWorld.ReadAsync(reader, RosterCollection.Classes);
        var resumedElsewhere = await SisWorld.ReadAsync(world.Open(connection), RosterCollection.Users, null, before.Pages[0].Position);
        var again = (await world.Open(connection).OpenAsync(null, default)).Value!;

        Assert.Equal(("41", "42"), (offer.Revision, again.Revision));
        Assert.Null(before.Fault);
        Assert.Equal(("OR2007", "OR2007"), (other.Code, resumedElsewhere.Code));
    }
}
