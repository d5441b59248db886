using System.Net;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys;

/// <summary>A course of the practice LMS is copied for the next class.</summary>
public sealed class CopyTests
{
    private const string Student = "s01";
    private const string StudentName = "Amara Osei-Bonsu";

    [Fact]
    public async Task A_copied_course_begins_with_the_same_activity_and_nobodys_work()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        var link = await school.AddAsync(teacher, "c1", "science-lab", ("points", "7"));
        await PracticeSchool.SendAsync(student, link);

        await school.ScoreAsync("c1", Student);
        var copy = await CopyAsync(teacher, "c1");
        var again = await CopyAsync(teacher, copy);
        Assert.Single(await teacher.ActivitiesAsync(copy));
        var copied = (await teacher.ActivitiesAsync(again)).Single().Id;

        // The student is first; the course between was never opened, so the one before it is the nearest.
        using var fresh = await PracticeSchool.OpenAsync(student, copied);
        Assert.NotNull(fresh.Page.QuerySelector("form[data-steps]"));
        Assert.DoesNotContain("The block is 0.7", fresh.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var desk = await PracticeSchool.OpenAsync(teacher, copied);
        Assert.Contains("Copied from “Grade 7 Science", desk.Text, StringComparison.Ordinal);
        Assert.NotNull(desk.Page.QuerySelector("a[href='/app/picker/edit']"));
        Assert.Contains("not begun", desk.Row(StudentName).TextContent, StringComparison.Ordinal);

        await fresh.WriteAndSendAsync();
        Assert.Equal(7, (await school.ScoreAsync(again, Student)).Given);
        Assert.Empty(school.Scores(copy));
        using var original = await PracticeSchool.OpenAsync(teacher, link);
        Assert.Null(original.Page.QuerySelector("[data-copied]"));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("canvas")]
    public async Task Where_launches_say_nothing_of_the_past_the_LMSs_notice_suffices(string lms)
    {
        await using var school = await PracticeSchool.StartAsync(lms: lms);
        using var teacher = await school.BecomeAsync("t1");
        await teacher.SetAsync(hideHistory: true);
        var link = await school.AddAsync(teacher, "c1", "science-lab", ("points", "7"));
        var untold = (await teacher.ActivitiesAsync(await CopyAsync(teacher, "c1"))).Single().Id;

        // Opening it tells the tool that there are notices; the tool asks for them in its own time.
        using var original = await PracticeSchool.OpenAsync(teacher, link);
        using var copied = await PracticeSchool.EventuallyAsync(async () =>
        {
            await school.TickAsync();
            var copy = await CopyAsync(teacher, await CopyAsync(teacher, "c1"));
            var visit = await PracticeSchool.OpenAsync(teacher, (await teacher.ActivitiesAsync(copy)).Single().Id);
            return visit.Text.Contains("Copied from “Grade 7 Science", StringComparison.Ordinal) ? visit : null;
        });

        using var unknown = await PracticeSchool.OpenAsync(teacher, untold);
        Assert.DoesNotContain("Copied from", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("not begun", copied.Row(StudentName).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_add_activities_copies_a_course()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var student = await school.BecomeAsync(Student);

        var answer = await student.Browser.PostAsync(student.At("/courses/c1/copy"), [], school.Lms);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<string> CopyAsync(LmsClient teacher, string course)
    {
        var answer = await teacher.Browser.PostAsync(teacher.At($"/courses/{course}/copy"), [], teacher.At("/"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!.ToString().Split('/')[^1];
    }
}
