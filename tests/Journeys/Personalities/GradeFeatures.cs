using System.Net;
using Integration.Lti.Services;

namespace Integration.Tests.Journeys.Personalities;

/// <summary>What reaches the gradebook, what does not, and in which shape.</summary>
internal static class GradeFeatures
{
    private const string Grades = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    private const string Student = "s02";
    private const string StudentName = "Jaylen Whitaker";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static async Task<string> LineItemsAsync(PlayedSchool on)
    {
        var first = await on.AddAsync("First column");
        await on.AddAsync("Second column");
        var bare = on.School.AddBareLink("c1", "No column");
        var graded = (await PlayedSchool.ClaimsAsync(on.Teacher, first.Link)).GetProperty(Grades);
        var ungraded = (await PlayedSchool.ClaimsAsync(on.Teacher, bare)).GetProperty(Grades);
        using var opened = await PracticeSchool.OpenAsync(on.Teacher, bare);

        var container = new Uri(graded.GetProperty("lineitems").GetString()!);
        var list = await on.School.Services.GetRequiredService<AgsClient>()
            .ListLineItemsAsync(await on.RegistrationAsync(), on.Lms.DeploymentId, container, new LineItemFilter(Limit: 1), Ct);

        var columns = (await on.Teacher.GradebookAsync("c1")).Columns;
        Assert.True(columns.Count > 1);
        Assert.Equal(columns.Select(column => column.Label), list.Value!.Select(item => item.Label));
        Assert.Contains(new Uri(graded.GetProperty("lineitem").GetString()!), list.Value!.Select(item => item.Id));
        return Feature.Say(
            container.Query.Length == 0 ? null : "query in every address",
            ungraded.TryGetProperty("lineitem", out var none) && none.GetString() == "" ? "empty `lineitem` where there is none" : null,
            on.Lms.NextPage("x").Contains('\u201c', StringComparison.Ordinal) ? "typographic quotes in `Link`" : null);
    }

    internal static async Task<string> ScoreAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Scored");
        await SendAsync(on, placed, Student);

        var score = await on.ArrivesAsync(placed, Student);

        Assert.Equal((5d, "FullyGraded", 1), (score.Given, score.Grading, score.Attempts));
        var registration = await on.RegistrationAsync();
        return Feature.Say(
            registration.TokenAudience == registration.TokenEndpoint.AbsoluteUri ? null : $"tokens made out to `{registration.TokenAudience}`",
            on.Lms.TokenMediaType.StartsWith("text/html", StringComparison.Ordinal) ? "token answers as text/html" : null);
    }

    internal static async Task<string> SentAgainAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Sent again");
        using var student = await on.BecomeAsync(Student);
        using var page = await PracticeSchool.OpenAsync(student, placed.Link);
        await page.WriteAndSendAsync();
        var first = await on.ArrivesAsync(placed, Student);

        await page.PostAsync("/app/reflect/takeback");
        await page.SendAsync();
        await on.School.TickAsync();

        Assert.Equal(first, await on.HeldAsync(placed, Student));
        return Feature.Say();
    }

    internal static async Task<string> TeacherGradedAsync(PlayedSchool on)
    {
        var placed = await AddTeacherGradedAsync(on, "Graded by the teacher");
        await SendAsync(on, placed, Student);
        await on.School.TickAsync();

        // Schoology is never sent it; everywhere else it comes, perhaps by a sender that was on its way before the tick.
        var waiting = on.Lms.Key == "schoology" ? await on.HeldAsync(placed, Student) : await on.ArrivesAsync(placed, Student);

        using var desk = await PracticeSchool.OpenAsync(on.Teacher, placed.Link);
        await desk.OpenStudentAsync(StudentName);
        await desk.AnswerAsync("accept", "", level: "2");
        var graded = await on.ArrivesAsync(placed, Student, score => score.Given is not null);

        Assert.Equal((6d, "FullyGraded"), (graded.Given, graded.Grading));
        Assert.True(waiting is null or { Given: null, Grading: "PendingManual" });
        if (on.Lms.Key == "canvas")
        {
            Assert.Equal(1, graded.Attempts);
        }

        return Feature.Say(waiting is null ? "sent once it is graded" : null);
    }

    internal static async Task<string> OwnGradeAsync(PlayedSchool on)
    {
        var placed = await AddTeacherGradedAsync(on, "Changed in the LMS");
        await SendAsync(on, placed, Student);
        using var desk = await PracticeSchool.OpenAsync(on.Teacher, placed.Link);
        await desk.OpenStudentAsync(StudentName);
        await desk.AnswerAsync("accept", "", level: "2");
        await on.ArrivesAsync(placed, Student, score => score.Given == 6);

        var given = await on.Teacher.Browser.PostAsync(
            on.Teacher.At($"/courses/{placed.Course}/gradebook"),
            [new("student", Student), new("column", await on.ColumnAsync(placed)), new("points", "1")],
            on.School.Lms);
        Assert.Equal(HttpStatusCode.Found, given.StatusCode);
        await desk.GoAsync("/app/reflect/class");
        await desk.OpenStudentAsync(StudentName);
        await desk.AnswerAsync("accept", "", level: "3");
        await desk.GoAsync("/app/reflect/class");
        await PracticeSchool.EventuallyAsync(async () =>
        {
            await on.School.TickAsync();
            await desk.GoAsync("/app/reflect/class");
            return desk.Row(StudentName).TextContent.Contains("changed this grade in the LMS", StringComparison.OrdinalIgnoreCase) ? desk : null;
        });

        Assert.Equal(1, (await on.HeldAsync(placed, Student))!.Given);
        return Feature.Say();
    }

    internal static async Task<string> OutageAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Sent in the dark");
        await on.Teacher.SetAsync(gradebook: "Down");
        var (from, until) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
        try
        {
            await SendAsync(on, placed, Student);
            until = DateTimeOffset.UtcNow;
            await on.School.TickAsync();
            Assert.Null(await on.HeldAsync(placed, Student));
        }
        finally
        {
            await on.Teacher.SetAsync();
        }

        var score = await on.ArrivesAsync(placed, Student);
        await on.School.TickAsync();

        Assert.Equal((5d, 1), (score.Given, score.Attempts));
        Assert.InRange(score.At, from.AddMilliseconds(-1), until);
        Assert.Equal(score, await on.HeldAsync(placed, Student));
        return Feature.Say();
    }

    internal static async Task<string> ExcusedAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Excused");
        using var desk = await PracticeSchool.OpenAsync(on.Teacher, placed.Link);
        var learner = desk.Page.QuerySelectorAll("#excuse-learner option").Single(option => option.TextContent.Trim() == StudentName).GetAttribute("value")!;
        await desk.PostAsync("/app/reflect/class/excuse", ("learner", learner), ("reason", "away with the orchestra"));
        Assert.Equal(HttpStatusCode.OK, desk.Status);
        await SendAsync(on, placed, Student);
        await on.School.TickAsync();
        Assert.Null(await on.HeldAsync(placed, Student));
        await desk.PostAsync("/app/reflect/class/unexcuse", ("learner", learner));

        var score = await on.ArrivesAsync(placed, Student);
        Assert.Equal(5, score.Given);
        return Feature.Say();
    }

    internal static async Task<string> WhoLeftAsync(PlayedSchool on)
    {
        using var other = await on.BecomeAsync("t2");
        var placed = await on.AddAsync("Left behind", "c3", other, "exit-check-i-can", ("band", "Grades35"), ("criteria-from", "Grades35"));
        var column = new Uri((await PlayedSchool.ClaimsAsync(other, placed.Link)).GetProperty(Grades).GetProperty("lineitem").GetString()!);
        var gone = new Integration.Sandbox.People.School(TimeProvider.System).Find("s23")!.Subject;

        var sent = await on.School.Services.GetRequiredService<AgsClient>().PostScoreAsync(
            await on.RegistrationAsync(),
            on.Lms.DeploymentId,
            column,
            new Score(gone, DateTimeOffset.UtcNow, ActivityProgress.Completed, GradingProgress.FullyGraded, 1, 1),
            Ct);

        Assert.Equal(ServiceFaultClass.Park, sent.Fault!.Class());
        return Feature.Say(sent.Fault!.Kind.Code);
    }

    internal static async Task<string> ReviewAsync(PlayedSchool on)
    {
        var placed = await on.AddAsync("Opened from a cell");
        await SendAsync(on, placed, Student);
        await on.ArrivesAsync(placed, Student);

        var cell = await on.Teacher.GetAsync($"/courses/{placed.Course}/gradebook/{await on.ColumnAsync(placed)}/{Student}");
        if (on.Lms.Key == "canvas")
        {
            Assert.Equal(HttpStatusCode.NotFound, cell.StatusCode);
            return "not offered: this LMS sends no such message";
        }

        var form = (await Tests.Sandbox.Browser.FormAsync(cell, "form[data-auto-submit]"))!;
        using var desk = await ToolVisit.OfAsync(await on.Teacher.LaunchAsync(await on.Teacher.FollowAsync(form)));
        Assert.Equal(StudentName, desk.Heading);
        return Feature.Say();
    }

    private static Task<Placed> AddTeacherGradedAsync(PlayedSchool on, string title)
        => on.AddAsync(title, changes: [("grading", "TeacherScored"), ("points", "9")]);

    private static async Task SendAsync(PlayedSchool on, Placed placed, string person)
    {
        using var student = await on.BecomeAsync(person);
        using var page = await PracticeSchool.OpenAsync(student, placed.Link);
        await page.WriteAndSendAsync();
        Assert.Equal("Sent to your teacher", page.Heading);
    }
}
