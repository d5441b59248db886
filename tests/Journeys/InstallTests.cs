using System.Net;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Platforms;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys;

/// <summary>An LMS admin connects the tool by its address alone, whoever runs the tool says yes, and a class works with it.</summary>
public sealed class InstallTests
{
    private const string Admin = "admin1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_pasted_address_over_the_yes_to_a_grade()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var admin = await school.BecomeAsync(Admin);
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync("s02");

        var client = await RegisterAsync(school, admin, "gradebook", "names", "roster");
        await UseAsync(school, admin, client);
        var platform = (await Setup(school).ListAsync(Ct)).Single(known => known.ClientId == client);
        Assert.Equal((PlatformStatus.Pending, "integration-sandbox"), (platform.Status, platform.ProductFamily));
        Assert.Empty(platform.SelfRegistration!.Lacking());

        var early = await teacher.LaunchAsync(await teacher.OpenPickerAsync("c1"));
        Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        Assert.Contains("LTI2071", await early.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        Assert.Null((await Setup(school).ActivateAsync(platform.Id, Ct)).Refusal);
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        using var page = await PracticeSchool.OpenAsync(student, link);
        await page.WriteAndSendAsync();

        Assert.Equal(5, (await school.ScoreAsync("c1", "s02")).Given);
    }

    [Fact]
    public async Task What_was_written_before_a_new_registration_is_still_the_students_own()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var admin = await school.BecomeAsync(Admin);
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync("s02");
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        using (var before = await PracticeSchool.OpenAsync(student, link))
        {
            await before.SaveAsync(0, ("next", "weigh the second block"));
        }

        var client = await RegisterAsync(school, admin, "gradebook");
        await Setup(school).ActivateAsync((await Setup(school).ListAsync(Ct)).Single(known => known.ClientId == client).Id, Ct);
        await UseAsync(school, admin, client);

        using var after = await PracticeSchool.OpenAsync(student, link);
        Assert.Contains(("next", "weigh the second block"), after.Fields("form[data-steps]"));
    }

    [Fact]
    public async Task Nobody_but_an_admin_adds_a_tool_and_no_other_site_is_framed()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var admin = await school.BecomeAsync(Admin);
        using var teacher = await school.BecomeAsync("t1");

        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync("/tools")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(school, teacher, "/tools/add", ("address", new Uri(school.Tool, "/lti/register/x").ToString()))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(school, teacher, "/tools/use", ("client", "practice-client-0001"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(school, admin, "/tools/add", ("address", "https://evil.example/register"))).StatusCode);
    }

    // Pastes an invitation's address, ticks boxes and confirms; returns the client id the LMS gave.
    internal static async Task<string> RegisterAsync(PracticeSchool school, LmsClient admin, params string[] boxes)
    {
        var invitation = (await school.Services.GetRequiredService<InvitationSetup>().AddAsync(null, null, 7, Ct)).Value!;
        var frame = await PostAsync(school, admin, "/tools/add", ("address", invitation.Address.AbsoluteUri));
        var asked = await admin.Browser.SubmitAsync((await Tests.Sandbox.Browser.FormAsync(frame, "form[data-auto-submit]"))!, school.Lms);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var form = (await Tests.Sandbox.Browser.ReadAsync(asked)).QuerySelector("input[name=form]")!.GetAttribute("value")!;
        var done = await admin.Browser.PostAsync(
            invitation.Address, [new("form", form), new("address", ""), .. boxes.Select(box => KeyValuePair.Create(box, "on"))], school.Tool);
        var page = await Tests.Sandbox.Browser.ReadAsync(done);
        Assert.True(done.StatusCode == HttpStatusCode.OK, page.Body!.TextContent);
        return page.QuerySelectorAll("dl.facts dd")[1].TextContent;
    }

    internal static async Task UseAsync(PracticeSchool school, LmsClient admin, string client) =>
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(school, admin, "/tools/use", ("client", client))).StatusCode);

    private static Task<HttpResponseMessage> PostAsync(PracticeSchool school, LmsClient person, string path, params (string Name, string Value)[] fields) =>
        person.Browser.PostAsync(person.At(path), fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), school.Lms);

    private static PlatformSetup Setup(PracticeSchool school) => school.Services.GetRequiredService<PlatformSetup>();
}
