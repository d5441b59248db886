using System.Globalization;
using System.Text;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>Pages of about a thousand records, each a place to go on from in another process.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Any_page_is_a_place_to_go_on_from_and_nothing_is_told_or_read_twice()
    {
        var package = Large(3_450);
        var whole = await PagesAsync(package, null);

        Assert.Equal([1_000, 1_000, 999, 450], whole.Select(page => page.Records.Count));
        for (var kept = 1; kept < whole.Count; kept++)
        {
            var rest = await PagesAsync(package, whole[kept - 1].Position);

            Assert.Equal(Texts(whole.Skip(kept)), Texts(rest));
        }

        Assert.Empty(await PagesAsync(package, whole[^1].Position));
    }

    [Fact]
    public async Task The_last_page_is_the_last_also_when_it_is_full()
    {
        var pages = await PagesAsync(Large(2_000), null);

        Assert.Equal(2, pages.Count);
        Assert.Contains(pages[^1].Warnings, warning => warning.Code == "OR3172");
        Assert.DoesNotContain(pages[0].Warnings, warning => warning.Code == "OR3172");
    }

    [Fact]
    public async Task A_file_with_nothing_but_its_header_is_one_empty_page()
    {
        var package = SomePackage.Bulk11().Edit("enrollments.csv", text => text[..(text.IndexOf('\n') + 1)]);
        await using var reader = package.Open();
        var pages = await reader.ReadAsync(RosterCollection.Enrollments, null, null, default).ToListAsync();

        Assert.Empty(Assert.Single(pages).Value!.Records);
        Assert.Empty(await reader.ReadAsync(RosterCollection.Enrollments, null, pages[0].Value!.Position, default).ToListAsync());
    }

    [Fact]
    public async Task What_is_absent_gives_no_page_at_all()
    {
        await using var reader = SomePackage.Bulk11().Edit("manifest.csv", text => text.Replace("courses,bulk", "courses,absent", StringComparison.Ordinal)).Without("courses.csv").Open();
        var offer = await reader.OpenAsync(null, default);

        Assert.Equal(ReadMode.Absent, offer.Value!.Modes[RosterCollection.Courses]);
        Assert.Empty(await reader.ReadAsync(RosterCollection.Courses, null, null, default).ToListAsync());
    }

    [Fact]
    public async Task A_read_that_is_called_off_stops()
    {
        await using var reader = Large(10).Open();
        using var called = new CancellationTokenSource();
        await called.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(RosterCollection.Users, null, null, called.Token).ToListAsync(CancellationToken.None));
    }

    // People without roles, a row left out, dates in another form: enough for both kinds of warning on several pages.
    private static SomePackage Large(int count)
    {
        var users = new StringBuilder("sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,primaryOrgSourcedId\n");
        var roles = new StringBuilder("sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n");
        for (var one = 0; one < count; one++)
        {
            users.Append(CultureInfo.InvariantCulture, $"u{one},,,true,n{one},Given,{(one == 2_500 ? "Fam\"ily" : "Family")}{(one == 2_500 ? "" : ",o1")}\n");
            roles.Append(one % 7 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"r{one},,,u{count - one},primary,student,8/{(one % 28) + 1}/2026,,o1,\n"));
        }

        return SomePackage.Bulk12().With("users.csv", users.ToString()).With("roles.csv", roles.ToString());
    }

    private static async Task<List<RosterPage>> PagesAsync(SomePackage package, string? position)
    {
        await using var reader = package.Open();
        return await reader.ReadAsync(RosterCollection.Users, null, position, default).Select(page => page.Value!).ToListAsync();
    }

    private static IEnumerable<string> Texts(IEnumerable<RosterPage> pages) => pages.Select(page => string.Join('\n', page.Position,
        string.Join('\n', page.Records.Cast<User>().Select(user => $"{user.SourcedId} {string.Join(';', user.Roles)}")), string.Join('\n', page.Warnings)));
}
