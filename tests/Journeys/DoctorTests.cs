using System.Net;
using System.Text.RegularExpressions;
using Integration.Learning.Launches.Log;
using Integration.Learning.Platforms;
using Integration.Lti.Registrations;
using Integration.Tests.Browser;

namespace Integration.Tests.Journeys;

/// <summary>An administrator opens the tool from her LMS and asks whether the connection holds.</summary>
public sealed partial class DoctorTests(SchoolWithTool with) : IClassFixture<SchoolWithTool>
{
    private PracticeSchool School => with.School;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_connection_is_found_sound_and_the_report_names_nobody()
    {
        using var page = await with.VisitAsync("admin1", School.AddBareLink("c1", "Check"));

        await page.PostAsync("/app/admin/check");

        Assert.Equal((HttpStatusCode.OK, "Check of the connection"), (page.Status, page.Heading));
        var states = States(page);
        Assert.All(["CHK1001", "CHK1101", "CHK1111", "CHK1205", "CHK1301", "CHK1501", "CHK1511", "CHK1601", "CHK1701", "CHK1801"], code => Assert.Equal("OK", states[code]));
        Assert.DoesNotContain("Does not work", states.Values);
        Assert.Equal(4, page.Page.QuerySelectorAll("[data-code=CHK1501]").Length);
        var report = page.Page.QuerySelector("#report")!.TextContent;
        Assert.Contains("CHK1601: The LMS lists ", report, StringComparison.Ordinal);
        Assert.Contains(School.Tool.GetLeftPart(UriPartial.Authority), report, StringComparison.Ordinal);
        Assert.All(["Amara", "Okafor", "@", "Bearer", "eyJ", "Science"], word => Assert.DoesNotContain(word, page.Page.DocumentElement.OuterHtml, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("canvas")]
    [InlineData("schoology")]
    [InlineData("moodle")]
    [InlineData("brightspace")]
    [InlineData("blackboard")]
    public async Task A_sound_connection_to_any_LMS_is_found_sound(string lms)
    {
        await using var school = await PracticeSchool.StartAsync(lms: lms);
        using var admin = await school.BecomeAsync("admin1");
        using var page = await PracticeSchool.OpenAsync(admin, school.AddBareLink("c1", "Check"));

        await page.PostAsync("/app/admin/check");

        Assert.DoesNotContain("Does not work", States(page).Values);
        Assert.Equal(4, page.Page.QuerySelectorAll("[data-code=CHK1501]").Length);
        Assert.Equal("OK", States(page)["CHK1601"]);
    }

    [Fact]
    public async Task What_is_broken_is_said_and_hides_nothing_else()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var admin = await school.BecomeAsync("admin1");
        using var page = await PracticeSchool.OpenAsync(admin, school.AddBareLink("c1", "Check"));
        var platforms = school.Services.GetRequiredService<PlatformStore>();
        await platforms.ChangeAsync(
            RegistrationOf(page), platform => platform with { JwksUri = new Uri(school.Lms, "/nowhere"), TokenEndpoint = new Uri("http://127.0.0.1:1/token"), TokenAudience = "wrong" }, Ct);

        await page.PostAsync("/app/admin/check");

        var states = States(page);
        Assert.All(["CHK1002", "CHK1502", "CHK1505", "CHK1602"], code => Assert.Equal("Does not work", states[code]));
        Assert.All(["CHK1205", "CHK1301", "CHK1511", "CHK1801"], code => Assert.Equal("OK", states[code]));
        Assert.Contains("LTI3404", page.Page.QuerySelector("[data-code=CHK1002]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("LTI3504", page.Page.QuerySelector("[data-code=CHK1502]")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("6 things do not work.", page.Page.QuerySelector("main [role=status]")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reference_on_a_refused_page_leads_to_its_line_and_shows_in_the_check()
    {
        using var student = await School.BecomeAsync("s01");
        var form = await student.OpenActivityAsync(School.AddBareLink("c1", "Twice"));
        using var first = await student.LaunchAsync(form);
        using var again = await student.LaunchAsync(form);
        var reference = Reference().Match(await again.Content.ReadAsStringAsync(Ct)).Value;
        Assert.NotEmpty(reference);
        using var page = await with.VisitAsync("admin1", School.AddBareLink("c3", "Check"));
        var registration = new RegistrationId(RegistrationOf(page));

        await page.PostAsync("/app/admin/check");

        var refused = page.Page.QuerySelectorAll("[data-code=CHK1402]").Single(finding => finding.TextContent.Contains("LTI2043", StringComparison.Ordinal));
        Assert.Contains(reference, refused.TextContent, StringComparison.Ordinal);
        var found = await School.Services.GetRequiredService<LaunchLogStore>().ReadAsync(
            registration, new LaunchLogQuery(DateTimeOffset.UnixEpoch, 10) { Reference = reference }, Ct);
        var line = Assert.Single(found.Lines);
        Assert.Equal(("LTI2043", "LtiResourceLinkRequest", "integration-sandbox"), (line.Code, line.MessageType, line.Product));
    }

    [Theory]
    [InlineData("t1")]
    [InlineData("s01")]
    [InlineData("o1")]
    public async Task Nobody_but_an_administrator_may_ask(string person)
    {
        using var page = await with.VisitAsync(person, School.AddBareLink("c1", "Check"));

        await page.PostAsync("/app/admin/check");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
    }

    // The administrator's first page names it.
    private static string RegistrationOf(ToolVisit page) => page.Page.QuerySelectorAll("main dd")[1].TextContent;

    // The last finding of a code; several of one code stand alike here.
    private static Dictionary<string, string> States(ToolVisit page)
    {
        var states = new Dictionary<string, string>();
        foreach (var finding in page.Page.QuerySelectorAll("[data-code]"))
        {
            states[finding.GetAttribute("data-code")!] = finding.QuerySelector(".chip")!.TextContent;
        }

        return states;
    }

    [GeneratedRegex(@"(?<=<dt>Reference</dt>\s*<dd>)[2-9A-Z]{8}")]
    private static partial Regex Reference();
}
