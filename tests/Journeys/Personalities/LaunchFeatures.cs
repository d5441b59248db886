using System.Text.Json;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys.Personalities;

/// <summary>Getting in, and putting an activity into a course.</summary>
internal static class LaunchFeatures
{
    private const string Student = "s02";
    private const int UsualSeconds = 300;

    internal static async Task<string> LaunchAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Opens");
        using var student = await on.BecomeAsync(Student);

        var login = await student.LoginFormAsync($"/activities/{placed.Link}");
        var launch = await student.FollowAsync(login);
        var again = await student.FollowAsync(login);
        using var page = await ToolVisit.OfAsync(await student.LaunchAsync(launch));

        Assert.NotNull(page.Page.QuerySelector("form[data-steps]"));
        var claims = PracticeDistrict.Claims(launch);
        Assert.Equal(login.Fields["iss"], claims.GetProperty("iss").GetString());
        var seconds = claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64();
        return Feature.Say(
            login.Method == HttpMethod.Get ? "begun by GET" : null,
            login.Fields["iss"] == on.School.Lms.GetLeftPart(UriPartial.Authority) ? null : "shared issuer",
            login.Fields.ContainsKey("client_id") ? null : "no `client_id` at login",
            login.Fields.ContainsKey("deployment_id") ? "`deployment_id` at login" : null,
            again.Fields.ContainsKey("id_token") ? null : "hint works once",
            seconds == UsualSeconds ? null : $"tokens of {seconds} s",
            claims.TryGetProperty("locale", out _) ? null : "no `locale` claim");
    }

    internal static async Task<string> WithoutCookiesAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Opens without cookies");
        using var student = await on.BecomeAsync(Student);
        await on.Teacher.SetAsync(dropCookies: true);
        try
        {
            var login = await student.LoginFormAsync($"/activities/{placed.Link}");
            var answer = await Tests.Sandbox.Browser.ReadAsync(await student.LaunchAsync(await student.FollowAsync(login)));
            Assert.Null(answer.QuerySelector("script#session"));
            if (answer.QuerySelector("script#step") is { } step && JsonDocument.Parse(step.TextContent).RootElement is var asks && asks.GetProperty("do").GetString() == "get")
            {
                var target = asks.GetProperty("target").GetString();
                return Feature.Say(
                    target == "_parent" ? "asks the LMS’s page" : $"asks the frame `{target}`",
                    login.Fields.ContainsKey("lti_storage_target") ? null : "known without being told");
            }

            Assert.Equal("Open it in a window of its own", answer.QuerySelector("h1")!.TextContent);
            return "no storage; the page says how to open it in a window of its own";
        }
        finally
        {
            await on.Teacher.SetAsync();
        }
    }

    internal static async Task<string> DeepLinkingAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Picked");

        var gradebook = await on.Teacher.GradebookAsync("c1");
        var column = gradebook.Columns.Single(one => one.Link == placed.Link);
        Assert.Equal(("Picked", 5d, "leap:LL.3~LD.2"), (column.Label, column.Maximum, column.Tag));
        var elsewhere = (await on.Teacher.ActivitiesAsync("c2")).Count(activity => activity.Title == "Picked");
        Assert.Equal(on.Lms.LinksSections ? 1 : 0, elsewhere);
        return Feature.Say(
            placed.Answer.TryGetProperty("sub", out _) ? "answer signed with `sub`" : null,
            elsewhere == 1 ? "stands in the linked section too" : null);
    }
}
