using System.Globalization;
using System.IO.Compression;
using System.Net;
using Integration.Sandbox.Sis.Districts;
using Sylvan.Data.Csv;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>The same district as a zip of CSV files, read with another library than the one that wrote it.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private SisServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SisServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("1.1", 13, "users.csv orgs.csv academicSessions.csv courses.csv classes.csv enrollments.csv manifest.csv")]
    [InlineData("1.2", 21, "users.csv roles.csv orgs.csv academicSessions.csv courses.csv classes.csv enrollments.csv manifest.csv")]
    public async Task A_bulk_package_names_every_file_and_leaves_status_and_date_blank(string version, int files, string expected)
    {
        using var zip = await DownloadAsync($"version={version}");

        var manifest = Read(zip, "manifest").ToDictionary(r => r["propertyName"], r => r["value"]);
        var users = Read(zip, "users");
        Assert.Equal(expected.Split(' ').Order(), zip.Entries.Select(e => e.FullName).Order());
        Assert.Equal(version, manifest["oneroster.version"]);
        Assert.Equal(files, manifest.Keys.Count(k => k.StartsWith("file.", StringComparison.Ordinal)));
        Assert.Equal("bulk", manifest["file.users"]);
        Assert.Equal("absent", manifest["file.demographics"]);
        Assert.Equal(26, users.Count);
        Assert.Equal(40, Read(zip, "enrollments").Count);
        Assert.All(users, u => Assert.Equal(("", ""), (u["status"], u["dateLastModified"])));
    }

    [Fact]
    public async Task Names_and_lists_come_through_quoting()
    {
        using var zip = await DownloadAsync("version=1.2");

        var user = Read(zip, "users").Single(u => u["sourcedId"] == "bh-stu-2112");
        var role = Read(zip, "roles").Single(r => r["userSourcedId"] == "bh-stu-2112");
        var klass = Read(zip, "classes").Single(c => c["sourcedId"] == "bh-cls-701");
        Assert.Equal(("Liam", "O'Dowd", "true", "{LDAP:s12}", "07"), (user["givenName"], user["familyName"], user["enabledUser"], user["userIds"], user["grades"]));
        Assert.Equal(("primary", "student", "bh-org-7"), (role["roleType"], role["role"], role["orgSourcedId"]));
        Assert.Equal(("Grade 7 Science, Period 2", "bh-ses-2027-1,bh-ses-2027-2"), (klass["title"], klass["termSourcedIds"]));
        Assert.Equal("فاطمة السيد", Read(zip, "users").Single(u => u["sourcedId"] == "bh-stu-2107")["metadata.nativeScriptName"]);
    }

    [Fact]
    public async Task A_delta_holds_what_changed_since_and_nothing_else()
    {
        var since = _server.Clock.GetUtcNow();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        _server.Sis.NextDay();

        using var zip = await DownloadAsync($"version=1.1&since={Uri.EscapeDataString(since.ToString("O", CultureInfo.InvariantCulture))}");

        Assert.Equal("delta", Read(zip, "manifest").Single(r => r["propertyName"] == "file.enrollments")["value"]);
        Assert.Equal(["active", "tobedeleted"], Read(zip, "enrollments").Select(e => e["status"]).Order());
        Assert.All(Read(zip, "users"), u => Assert.Equal("2026-10-23T16:00:00.000Z", u["dateLastModified"]));
        Assert.Empty(Read(zip, "orgs"));
    }

    [Fact]
    public async Task A_generated_district_is_the_same_on_both_ways()
    {
        await _server.RestartAsync(rows: 4000);

        using var zip = await DownloadAsync("version=1.2");

        foreach (var (name, collection) in new[] { ("orgs", SisCollection.Orgs), ("classes", SisCollection.Classes), ("users", SisCollection.Users), ("enrollments", SisCollection.Enrollments) })
        {
            Assert.Equal(_server.Sis.District.Live(collection).Select(r => r.SourcedId), Read(zip, name).Select(r => r["sourcedId"]));
        }

        var twoSchools = Read(zip, "roles").GroupBy(r => r["userSourcedId"]).Where(g => g.Count() == 2).ToList();
        Assert.Equal(6, twoSchools.Count);
        Assert.All(twoSchools, g => Assert.Equal(["primary", "secondary"], g.Select(r => r["roleType"])));
    }

    [Theory]
    [InlineData("version=2.0")]
    [InlineData("version=1.2&since=yesterday")]
    public async Task There_is_no_other_package(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Http.GetAsync(new Uri(_server.Lms, $"/sis/package.zip?{query}"), TestContext.Current.CancellationToken)).StatusCode);

    private async Task<ZipArchive> DownloadAsync(string query)
    {
        var response = await _server.Http.GetAsync(new Uri(_server.Lms, $"/sis/package.zip?{query}"), TestContext.Current.CancellationToken);
        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        return new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    private static List<Dictionary<string, string>> Read(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry($"{name}.csv")!.Open());
        using var csv = CsvDataReader.Create(reader);
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
        {
            Assert.Equal(csv.FieldCount, csv.RowFieldCount);
            rows.Add(Enumerable.Range(0, csv.FieldCount).ToDictionary(csv.GetName, csv.GetString));
        }

        return rows;
    }
}
