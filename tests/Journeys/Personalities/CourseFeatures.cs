using System.Net;
using Integration.Learning.Platforms;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys.Personalities;

/// <summary>Who is in a course, and how a school connects the tool.</summary>
internal static class CourseFeatures
{
    private const string FourthGrade = "c3";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static async Task<string> ClassListAsync(PlayedSchool on)
    {
        using var teacher = await on.BecomeAsync("t2");
        var placed = await on.AddAsync("Who is here", FourthGrade, teacher, "exit-check-i-can", ("band", "Grades35"), ("criteria-from", "Grades35"));
        await on.Teacher.SetAsync(rosterPage: 4);
        try
        {
            using var desk = await PracticeSchool.OpenAsync(teacher, placed.Link);
            var rows = desk.Page.QuerySelectorAll("tbody tr th").Select(row => row.TextContent.Trim()).ToList();
            var here = (await teacher.GradebookAsync(FourthGrade)).Rows.Select(row => row.Name).ToList();

            Assert.NotEmpty(here);
            Assert.Equal(here.Count, rows.Count);
            Assert.All(here, name => Assert.Contains(rows, row => row.Contains(name, StringComparison.Ordinal)));
        }
        finally
        {
            await on.Teacher.SetAsync();
        }

        return Feature.Say(
            on.Lms.LargestRosterPage == int.MaxValue ? null : $"at most {on.Lms.LargestRosterPage} a page",
            on.Lms.ForgetsWhoLeft ? "bare role words, nobody who left" : null);
    }

    internal static async Task<string> SectionsAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("In sections");
        if (!on.Lms.LinksSections)
        {
            Assert.DoesNotContain(await on.Teacher.ActivitiesAsync("c2"), activity => activity.Title == placed.Title);
            return Feature.Say();
        }

        var twin = placed with { Course = "c2", Link = (await on.Teacher.ActivitiesAsync("c2")).Single(activity => activity.Title == placed.Title).Id };
        using var student = await on.BecomeAsync("s03");
        using var page = await PracticeSchool.OpenAsync(student, twin.Link);
        await page.WriteAndSendAsync();
        await on.ArrivesAsync(twin, "s03");

        Assert.NotEqual(await on.ColumnAsync(placed), await on.ColumnAsync(twin));
        Assert.Null(await on.HeldAsync(placed, "s03"));
        return Feature.Say("linked sections, a column each");
    }

    internal static async Task<string> AssistantAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Answered by an assistant");
        using var assistant = await on.BecomeAsync("ta1");
        using var student = await on.BecomeAsync("s01");
        var roles = (await PlayedSchool.ClaimsAsync(assistant, placed.Link)).GetProperty(PracticeDistrict.Claim + "roles").EnumerateArray().Select(role => role.GetString()!);

        await PeopleTests.AnswerAndAddNothingAsync(assistant, student, placed.Link);

        return Feature.Say(roles.Any(role => role.Contains("/instructor#", StringComparison.Ordinal)) ? "role in lower case" : null);
    }

    internal static async Task<string> RegistrationAsync(PlayedSchool on)
    {
        using var admin = await on.BecomeAsync("admin1");
        if (!on.Lms.TakesRegistrations)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/lti/openid-configuration")).StatusCode);
            return "none in this LMS; connected by hand";
        }

        var setup = on.School.Services.GetRequiredService<PlatformSetup>();
        var client = await InstallTests.RegisterAsync(on.School, admin, "gradebook", "names", "roster");
        await InstallTests.UseAsync(on.School, admin, client);
        try
        {
            var platform = (await setup.ListAsync(Ct)).Single(known => known.ClientId == client);
            Assert.Empty(platform.SelfRegistration!.Lacking());
            Assert.Null((await setup.ActivateAsync(platform.Id, Ct)).Refusal);
            var placed = await on.AddAsync("Registered by itself");
            using var student = await on.BecomeAsync("s02");
            using var page = await PracticeSchool.OpenAsync(student, placed.Link);
            await page.WriteAndSendAsync();
            Assert.Equal(5, (await on.ArrivesAsync(placed, "s02")).Given);
            return Feature.Say(
                platform.TokenAudience == platform.TokenEndpoint.AbsoluteUri ? null : "told its own audience",
                on.Lms.TellsDeployment ? null : "deployment learned from the first launch");
        }
        finally
        {
            await admin.PlayAsync(on.Lms.Key);
        }
    }
}
