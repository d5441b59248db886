using System.Net;
using Integration.Sandbox;
using Integration.Sandbox.Database;
using Integration.Sandbox.Settings;

namespace Integration.Tests.Sandbox;

public sealed class WallTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    [Theory]
    [InlineData("s15")]
    [InlineData("t2")]
    [InlineData("s23")]
    public async Task Somebody_outside_the_course_sees_nothing_of_it(string person)
    {
        using var teacher = await district.BecomeAsync("t1");
        var (link, _) = await district.AddActivityAsync(teacher, "Walled off from " + person);
        using var outsider = await district.BecomeAsync(person);

        foreach (var path in new[] { "/courses/c1", "/courses/c1/add", "/courses/c1/gradebook", "/courses/c1/gradebook.json", $"/activities/{link}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await outsider.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Somebody_who_left_a_course_is_out_of_it()
    {
        using var left = await district.BecomeAsync("s23");

        Assert.Equal(HttpStatusCode.NotFound, (await left.GetAsync("/courses/c3")).StatusCode);
    }

    [Theory]
    [InlineData("s01")]
    [InlineData("ta1")]
    [InlineData("o1")]
    [InlineData("x-c1")]
    public async Task Only_teachers_and_admins_get_the_picker(string person)
    {
        using var somebody = await district.BecomeAsync(person);

        Assert.Equal(HttpStatusCode.NotFound, (await somebody.GetAsync("/courses/c1/add")).StatusCode);
    }

    [Theory]
    [InlineData("s01", "s01")]
    [InlineData("o1", "s01")]
    [InlineData("x-c1", "")]
    public async Task Others_see_only_the_grades_that_are_theirs(string person, string rows)
    {
        using var somebody = await district.BecomeAsync(person);

        Assert.Equal(rows, string.Join(',', (await somebody.GradebookAsync("c1")).Rows.Select(r => r.Person)));
    }

    [Fact]
    public async Task Without_a_session_every_page_leads_to_the_start_page()
    {
        using var nobody = new LmsClient(district.Lms);

        foreach (var path in new[] { "/courses", "/courses/c1", "/courses/c1/add", "/courses/c1/gradebook", "/activities/x" })
        {
            Assert.Equal("/", (await nobody.GetAsync(path)).Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task A_post_from_another_site_changes_nobody()
    {
        using var teacher = await district.BecomeAsync("t1");

        foreach (var (path, field) in new[] { ("/become", "person"), ("/settings", "rosterPage") })
        {
            var foreign = await teacher.Browser.PostAsync(teacher.At(path), [new(field, "s01")], new Uri("http://localhost:5070"));
            var silent = await teacher.Browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, teacher.At(path)) { Content = new FormUrlEncodedContent([new(field, "s01")]) });
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, silent.StatusCode);
        }

        Assert.Contains("Ms. Okafor", (await Browser.ReadAsync(await teacher.GetAsync("/courses"))).QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_name_for_this_computer_is_not_the_lms()
    {
        using var http = new HttpClient();

        var response = await http.GetAsync(new Uri($"http://localhost:{district.Lms.Port}/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task Everything_survives_a_restart()
    {
        using var teacher = await district.BecomeAsync("t1");
        var (link, column) = await district.AddActivityAsync(teacher, "Lasting");
        using var student = await district.BecomeAsync("s01");
        var user = PracticeDistrict.Claims(await student.OpenActivityAsync(link)).GetProperty("sub").GetString()!;
        var token = await district.TokenAsync();
        var keys = await (await teacher.GetAsync("/lti/jwks")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await teacher.SetAsync(rosterPage: 7);

        await district.RestartAsync();

        var posted = await district.PostScoreAsync(column, PracticeDistrict.Score(user), token);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Equal(5, (await student.GradebookAsync("c1")).Cell("s01", "Lasting")!.Score);
        Assert.Equal(keys, await (await teacher.GetAsync("/lti/jwks")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("7", (await Browser.ReadAsync(await teacher.GetAsync("/settings"))).QuerySelector("input[name=rosterPage]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence()
    {
        var folder = Path.Combine(Path.GetTempPath(), "practice-" + Guid.NewGuid().ToString("N"));
        var options = new SandboxOptions { DataDirectory = folder, Port = district.Lms.Port, Tool = district.Tool.Address };

        var refused = await Assert.ThrowsAsync<PortInUseException>(() => SandboxHost.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal(district.Lms.Port, refused.Port);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Where_any_port_will_do_one_that_was_taken_meanwhile_is_no_end()
    {
        var folder = Path.Combine(Path.GetTempPath(), "practice-" + Guid.NewGuid().ToString("N"));
        var found = new Queue<int>([district.Lms.Port, district.Lms.Port, SandboxHost.FreePort()]);

        await using (var host = await SandboxHost.StartAsync(
            new SandboxOptions { DataDirectory = folder, Port = 0, ToolPort = 0, FindPort = found.Dequeue }, TestContext.Current.CancellationToken))
        {
            using var client = new HttpClient { BaseAddress = host.Tool };
            Assert.True((await client.GetAsync("/install", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        }

        Assert.Empty(found);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(true, "/lti/login", false)]
    [InlineData(true, "/lti/login/abc", false)]
    [InlineData(true, "/lti/launch", true)]
    [InlineData(false, "/lti/login", true)]
    public async Task The_cookie_switch_drops_what_the_tools_login_sets_and_nothing_else(bool dropping, string path, bool kept)
    {
        var folder = Directory.CreateTempSubdirectory();
        var switches = new Switches(new LmsDatabase(Path.Combine(folder.FullName, "lms.db"))) { DropsToolCookies = dropping };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        await using var tool = builder.Build();
        tool.Use((context, next) => CookieDropper.RunAsync(switches, context, () => next(context)));
        tool.MapFallback((HttpContext context) => context.Response.Cookies.Append("binding", "secret"));
        await tool.StartAsync(TestContext.Current.CancellationToken);

        using var http = new HttpClient();
        var response = await http.GetAsync(new Uri(new Uri(tool.Urls.First()), path), TestContext.Current.CancellationToken);

        Assert.Equal(kept, response.Headers.Contains("Set-Cookie"));
        folder.Delete(recursive: true);
    }
}
