using System.Net;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>The rostering service while it behaves.</summary>
public sealed class RosterServiceTests : IAsyncLifetime
{
    private SisServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SisServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("orgs", "orgs", 2)]
    [InlineData("schools", "orgs", 1)]
    [InlineData("academicSessions", "academicSessions", 5)]
    [InlineData("terms", "academicSessions", 2)]
    [InlineData("gradingPeriods", "academicSessions", 2)]
    [InlineData("courses", "courses", 3)]
    [InlineData("classes", "classes", 3)]
    [InlineData("users", "users", 26)]
    [InlineData("students", "users", 24)]
    [InlineData("teachers", "users", 2)]
    [InlineData("enrollments", "enrollments", 40)]
    public async Task Both_versions_hold_the_classrooms_district(string route, string key, int count)
    {
        foreach (var old in new[] { false, true })
        {
            var response = await _server.GetAsync(route, old: old);
            var records = (await SisServer.JsonAsync(response)).GetProperty(key);

            Assert.Equal(count, records.GetArrayLength());
            Assert.Equal($"{count}", response.Headers.GetValues("X-Total-Count").Single());
            Assert.Equal(count, records.EnumerateArray().Select(SisServer.Id).Distinct().Count());
        }
    }

    [Fact]
    public async Task The_ids_are_those_that_the_LMS_sends()
    {
        var users = (await _server.RecordsAsync("users", "users")).Select(SisServer.Id).ToHashSet();
        var classes = (await _server.RecordsAsync("classes", "classes")).Select(SisServer.Id).ToHashSet();
        var school = new Integration.Sandbox.People.School(_server.Clock);

        Assert.Superset(school.People.Where(p => p.Id[0] is 't' or 's' && p.Id.Length < 4 && p.SourcedId != "bh-tch-0090").Select(p => p.SourcedId!).ToHashSet(), users);
        Assert.Equal(school.Courses.Select(c => c.SourcedId).ToHashSet(), classes);
    }

    [Fact]
    public async Task A_user_has_the_shape_of_its_version()
    {
        var now = (await SisServer.JsonAsync(await _server.GetAsync("users/bh-stu-2104"))).GetProperty("user");
        var before = (await SisServer.JsonAsync(await _server.GetAsync("users/bh-stu-2104", old: true))).GetProperty("user");

        Assert.Equal("true", now.GetProperty("enabledUser").GetString());
        Assert.Equal("Santi", now.GetProperty("preferredFirstName").GetString());
        Assert.Equal("Ruiz Ortega", now.GetProperty("familyName").GetString());
        var role = now.GetProperty("roles")[0];
        Assert.Equal(("primary", "student", "bh-org-7"), (role.GetProperty("roleType").GetString(), role.GetProperty("role").GetString(), SisServer.Id(role.GetProperty("org"))));
        Assert.StartsWith($"{_server.Sis.Rostering12}/orgs/", role.GetProperty("org").GetProperty("href").GetString(), StringComparison.Ordinal);
        Assert.Equal("student", before.GetProperty("role").GetString());
        Assert.Equal("bh-org-7", SisServer.Id(before.GetProperty("orgs")[0]));
        Assert.False(before.TryGetProperty("roles", out _));
        Assert.False(now.TryGetProperty("middleName", out _));
    }

    [Fact]
    public async Task Pages_are_joined_by_links_until_the_last()
    {
        List<string> seen = [];
        var next = $"{_server.Sis.Rostering12}/users?limit=10";
        var rels = new List<string>();
        while (next is not null)
        {
            var response = await _server.GetAsync(next[$"{_server.Sis.Rostering12}/".Length..]);
            seen.AddRange((await SisServer.JsonAsync(response)).GetProperty("users").EnumerateArray().Select(SisServer.Id));
            var links = Links(response);
            rels.Add(string.Join(' ', links.Keys));
            next = links.GetValueOrDefault("next");
        }

        Assert.Equal(26, seen.Distinct().Count());
        Assert.Equal(26, seen.Count);
        Assert.Equal(["first next last", "first prev next last", "first prev last"], rels);
    }

    [Theory]
    [InlineData("filter=familyName='o%27dowd'", 1)]
    [InlineData("filter=familyName='O%27Dowd'%20AND%20status='active'", 1)]
    [InlineData("filter=familyName~'ville'%20OR%20givenName='Kai'", 1)]
    [InlineData("filter=status='active'", 26)]
    [InlineData("filter=status!='active'", 0)]
    [InlineData("filter=roles.role='teacher'", 2)]
    [InlineData("filter=primaryOrg.sourcedId='bh-org-7'%20AND%20grades='04'", 10)]
    [InlineData("filter=dateLastModified>'2026-03-01T00:00:00.000Z'", 0)]
    [InlineData("filter=dateLastModified>'2026-01-01T00:00:00.000Z'", 26)]
    public async Task Filters_follow_the_grammar(string query, int count)
    {
        var response = await _server.GetAsync($"users?{query}");

        Assert.Equal(count, (await SisServer.JsonAsync(response)).GetProperty("users").GetArrayLength());
        Assert.Equal($"{count}", response.Headers.GetValues("X-Total-Count").Single());
    }

    [Theory]
    [InlineData("users?filter=nothing='x'", "invalid_filter_field")]
    [InlineData("users?filter=status=active", "invalid_filter_field")]
    [InlineData("users?filter=(status='active')", "invalid_filter_field")]
    [InlineData("users?fields=sourcedId,shoeSize", "invalid_selection_field")]
    [InlineData("users?limit=abc", "invalid_selection_field")]
    [InlineData("users?limit=0", "invalid_selection_field")]
    [InlineData("users?offset=-1", "invalid_selection_field")]
    [InlineData("users?sort=shoeSize", "invalid_selection_field")]
    [InlineData("users?orderBy=up", "invalid_selection_field")]
    [InlineData("users?page=2", "invalid_selection_field")]
    [InlineData("users/bh-stu-2104?limit=2", "invalid_selection_field")]
    public async Task What_it_does_not_understand_it_refuses(string path, string minor)
    {
        var response = await _server.GetAsync(path);
        var body = await SisServer.JsonAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(minor, body.GetProperty("imsx_CodeMinor").GetProperty("imsx_codeMinorField")[0].GetProperty("imsx_codeMinorFieldValue").GetString());
    }

    [Fact]
    public async Task An_error_of_1_1_has_the_old_body_and_unknown_fields_are_forgiven_there()
    {
        var error = await _server.GetAsync("users/nobody", old: true);
        var lenient = await _server.RecordsAsync("users?fields=shoeSize", "users", old: true);

        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
        Assert.Equal("unknownobject", (await SisServer.JsonAsync(error)).GetProperty("statusInfoSet")[0].GetProperty("imsx_codeMinor").GetString());
        Assert.True(lenient[0].TryGetProperty("givenName", out _));
    }

    [Fact]
    public async Task Only_wanted_fields_come_and_in_the_wanted_order()
    {
        var users = await _server.RecordsAsync("users?fields=sourcedId,familyName&sort=familyName&orderBy=desc&limit=5", "users");

        Assert.All(users, u => Assert.Equal(["sourcedId", "familyName"], u.EnumerateObject().Select(p => p.Name)));
        var names = users.Select(u => u.GetProperty("familyName").GetString()!).ToList();
        Assert.Equal(names.OrderDescending(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("schools/bh-org-7/classes")]
    [InlineData("classes/bh-cls-701/students")]
    [InlineData("shoes")]
    [InlineData("")]
    public async Task What_is_not_offered_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Somebody_who_left_is_seen_only_by_who_asks_for_changes()
    {
        var full = await _server.RecordsAsync("enrollments", "enrollments");
        var delta = await _server.RecordsAsync("enrollments?filter=dateLastModified>'2026-01-01T00:00:00.000Z'", "enrollments");

        Assert.All(full, e => Assert.Equal("active", e.GetProperty("status").GetString()));
        var gone = Assert.Single(delta, e => e.GetProperty("status").GetString() == "tobedeleted");
        Assert.Equal("bh-stu-2123", SisServer.Id(gone.GetProperty("user")));
        Assert.Equal("2026-10-08", gone.GetProperty("endDate").GetString());
    }

    [Fact]
    public async Task The_server_tells_the_time_that_stands_in_its_records()
    {
        var response = await _server.GetAsync("orgs");

        Assert.Equal(_server.Clock.GetUtcNow(), response.Headers.Date);
    }

    [Fact]
    public async Task An_id_with_a_slash_is_found_by_its_encoded_address()
    {
        await using var generated = await SisServer.StartAsync(rows: 2000);
        var ids = (await generated.RecordsAsync("users?limit=200", "users")).Select(SisServer.Id).Where(id => id.IndexOfAny(['/', '+', '{', ' ']) >= 0).ToList();

        Assert.True(ids.Count >= 4);
        foreach (var id in ids)
        {
            var user = (await SisServer.JsonAsync(await generated.GetAsync($"users/{Uri.EscapeDataString(id)}"))).GetProperty("user");
            Assert.Equal(id, SisServer.Id(user));
        }
    }

    private static Dictionary<string, string> Links(HttpResponseMessage response) => response.Headers.GetValues("Link").Single().Split(", ")
        .Select(l => l.Split("; ")).ToDictionary(l => l[1]["rel=\"".Length..^1], l => l[0].Trim('<', '>'));
}
