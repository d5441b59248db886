using System.Net;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys;

/// <summary>From a cell of the LMS's gradebook to the work behind it.</summary>
public sealed class ReviewTests
{
    private const string Course = "c1";
    private const string Student = "s01";
    private const string StudentName = "Amara Osei-Bonsu";

    [Fact]
    public async Task A_teacher_comes_from_a_cell_straight_to_that_students_work_and_answers_it_there()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        var link = await school.AddAsync(teacher, Course, "science-lab");
        Assert.Null(await CellAsync(teacher, Student));
        await PracticeSchool.SendAsync(student, link);

        await school.ScoreAsync(Course, Student);
        using var desk = await FromCellAsync(teacher, (await CellAsync(teacher, Student))!);

        Assert.Equal(StudentName, desk.Heading);
        Assert.Contains("The block is 0.7", desk.Text, StringComparison.Ordinal);

        // Opened from the gradebook, it was read all the same: it can't be taken back any more.
        using var back = await PracticeSchool.OpenAsync(student, link);
        await back.PostAsync("/app/reflect/takeback");
        Assert.Equal("Sent to your teacher", back.Heading);
        await desk.AnswerAsync("return", "Say which block.", level: "2");
        await back.GoAsync("/app/home");
        Assert.Contains("Say which block.", back.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_student_comes_from_her_own_cell_to_her_own_work_and_finds_no_way_to_another()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        using var other = await school.BecomeAsync("s03");
        var link = await school.AddAsync(teacher, Course, "science-lab");
        foreach (var person in new[] { student, other })
        {
            await PracticeSchool.SendAsync(person, link);
        }

        await school.ScoreAsync(Course, Student);
        await school.ScoreAsync(Course, "s03");
        var own = (await CellAsync(student, Student))!;
        using var mine = await FromCellAsync(student, own);

        Assert.Equal("Sent to your teacher", mine.Heading);
        Assert.Equal(HttpStatusCode.NotFound, (await student.GetAsync(own.Replace("/s01", "/s03", StringComparison.Ordinal))).StatusCode);
        await mine.GoAsync("/app/reflect/class");
        Assert.Equal(HttpStatusCode.Forbidden, mine.Status);
    }

    [Fact]
    public async Task Where_the_teacher_asked_for_another_look_a_cell_still_leads_to_what_was_sent_before()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var assistant = await school.BecomeAsync("ta1");
        using var student = await school.BecomeAsync(Student);
        var link = await school.AddAsync(teacher, Course, "science-lab");
        await PracticeSchool.SendAsync(student, link);

        await school.ScoreAsync(Course, Student);
        using (var desk = await FromCellAsync(teacher, (await CellAsync(teacher, Student))!))
        {
            await desk.AnswerAsync("return", "Say which block.", level: "2");
        }

        using var again = await FromCellAsync(assistant, (await CellAsync(assistant, Student))!);

        Assert.Equal(StudentName, again.Heading);
        Assert.Contains("Say which block.", again.Text, StringComparison.Ordinal);
    }

    private static async Task<string?> CellAsync(LmsClient viewer, string student)
    {
        var page = await Tests.Sandbox.Browser.ReadAsync(await viewer.GetAsync($"/courses/{Course}/gradebook"));
        return page.QuerySelectorAll("td a").Select(link => link.GetAttribute("href")!).SingleOrDefault(way => way.EndsWith($"/{student}", StringComparison.Ordinal));
    }

    private static async Task<ToolVisit> FromCellAsync(LmsClient viewer, string cell)
        => await ToolVisit.OfAsync(await viewer.LaunchAsync(await viewer.FollowAsync(await viewer.LoginFormAsync(cell))));
}
