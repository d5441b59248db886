using System.Net;

namespace Integration.Tests.Journeys;

/// <summary>The product's thread from the picker to the student's reply, over HTTP, with nothing played.</summary>
public sealed class ThreadTests
{
    private const string Course = "c1";
    private const string Student = "s02";
    private const string StudentName = "Jaylen Whitaker";

    [Fact]
    public async Task A_reflection_goes_from_the_picker_to_the_gradebook_to_the_teacher_and_back()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);

        var link = await school.AddAsync(teacher, Course, "science-lab", ("title.en", "Density lab"));
        var column = Assert.Single((await teacher.GradebookAsync(Course)).Columns);
        Assert.Equal([(link, "Density lab")], await student.ActivitiesAsync(Course));
        Assert.Equal(("Density lab", 5d, "leap:LL.3~LD.2"), (column.Label, column.Maximum, column.Tag));
        Assert.Equal(["LL.3", "LD.2"], column.Elements);

        using var page = await PracticeSchool.OpenAsync(student, link);
        using var desk = await PracticeSchool.OpenAsync(teacher, link);
        await page.WriteAsync(level: "4");
        await desk.GoAsync("/app/reflect/class");
        Assert.DoesNotContain("Could teach it", desk.Row(StudentName).TextContent, StringComparison.Ordinal);
        Assert.Contains("writing", desk.Row(StudentName).TextContent, StringComparison.Ordinal);

        await page.SendAsync();
        Assert.Equal("Sent to your teacher", page.Heading);
        var score = await school.ScoreAsync(Course, Student);
        Assert.Equal(5, (await teacher.GradebookAsync(Course)).Cell(Student, "Density lab")!.Score);

        await page.PostAsync("/app/reflect/takeback");
        Assert.NotNull(page.Page.QuerySelector("form[data-steps]"));
        await page.SendAsync();
        await school.TickAsync();
        Assert.Equal(score, Assert.Single(school.Scores(Course)));

        await desk.GoAsync("/app/reflect/class");
        Assert.Contains("Could teach it", desk.Row(StudentName).TextContent, StringComparison.Ordinal);
        Assert.Contains("5 / 5 ✓", desk.Row(StudentName).TextContent, StringComparison.Ordinal);
        await desk.OpenStudentAsync(StudentName);
        Assert.Contains("The block is 0.7", desk.Text, StringComparison.Ordinal);
        await page.PostAsync("/app/reflect/takeback");
        Assert.Contains("can’t be taken back", page.Text, StringComparison.Ordinal);
        await desk.AnswerAsync("return", "Look at the units again.", level: "2");

        await page.GoAsync("/app/home");
        Assert.True(page.Text.IndexOf("Look at the units again.", StringComparison.Ordinal) < page.Text.IndexOf("You saw more here.", StringComparison.Ordinal));
        await page.SaveAsync(0, ("proof.data", "I wrote grams this time."), ("rate.data", "3"));
        await page.SendAsync();
        Assert.Equal("New try sent to Ngozi Okafor", page.Heading);

        await desk.GoAsync("/app/reflect/class");
        await desk.OpenStudentAsync(StudentName);
        Assert.Contains("I wrote grams this time.", desk.Text, StringComparison.Ordinal);
        await desk.AnswerAsync("accept", "That is what scientists do.", level: "3");
        await page.GoAsync("/app/home");
        Assert.Equal("Your view and Ngozi Okafor’s view", page.Heading);
        Assert.Contains("You both said: Got it.", page.Text, StringComparison.Ordinal);
        await page.SaveAsync(0, ("reply.plan", "think"), ("replytext.plan", "I planned it twice."));
        Assert.Equal(HttpStatusCode.OK, page.Status);

        await desk.GoAsync("/app/reflect/class");
        await desk.OpenStudentAsync(StudentName);
        Assert.Contains("I planned it twice.", desk.Text, StringComparison.Ordinal);
        await school.TickAsync();
        Assert.Equal(score, Assert.Single(school.Scores(Course)));
    }

    [Fact]
    public async Task A_grade_by_the_teachers_levels_waits_for_the_teacher_and_never_follows_the_students_own()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        var link = await school.AddAsync(teacher, Course, "science-lab", ("grading", "TeacherScored"), ("points", "9"));

        using var page = await PracticeSchool.OpenAsync(student, link);
        await page.WriteAndSendAsync(level: "4");
        var waiting = await school.ScoreAsync(Course, Student);
        Assert.Equal((null, "PendingManual"), (waiting.Given, waiting.Grading));

        using var desk = await PracticeSchool.OpenAsync(teacher, link);
        await desk.OpenStudentAsync(StudentName);
        await desk.AnswerAsync("accept", "", level: "2");
        var graded = await school.ScoreAsync(Course, Student, score => score.Given is not null);
        Assert.Equal((6d, "FullyGraded"), (graded.Given, graded.Grading));
        Assert.True(graded.At > waiting.At);
    }

    [Fact]
    public async Task Everything_is_there_after_both_stopped_and_started()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        using var writer = await school.BecomeAsync("s03");
        var link = await school.AddAsync(teacher, Course, "science-lab");
        await PracticeSchool.SendAsync(student, link);

        using var open = await PracticeSchool.OpenAsync(writer, link);
        await open.SaveAsync(0, ("next", "weigh the second block"));
        var score = await school.ScoreAsync(Course, Student);

        await school.RestartAsync();

        Assert.Equal(score, Assert.Single(school.Scores(Course)));
        await open.SaveAsync(1, ("seen", "1"));
        Assert.Equal(HttpStatusCode.OK, open.Status);
        using var again = await PracticeSchool.OpenAsync(writer, link);
        Assert.Contains(("next", "weigh the second block"), again.Fields("form[data-steps]"));
        using var sent = await PracticeSchool.OpenAsync(student, link);
        Assert.Equal("Sent to your teacher", sent.Heading);
        using var desk = await PracticeSchool.OpenAsync(teacher, link);
        await desk.OpenStudentAsync(StudentName);
        Assert.Contains("The block is 0.7", desk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_gradebook_is_down_the_student_is_done_and_the_teacher_knows_and_then_it_arrives_once_with_its_own_time()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        var link = await school.AddAsync(teacher, Course, "science-lab");
        await teacher.SetAsync(gradebook: "Down");

        using var page = await PracticeSchool.OpenAsync(student, link);
        var from = DateTimeOffset.UtcNow;
        await page.WriteAndSendAsync();
        var until = DateTimeOffset.UtcNow;
        Assert.Equal("Sent to your teacher", page.Heading);
        await school.TickAsync();
        using var desk = await PracticeSchool.OpenAsync(teacher, link);
        Assert.Contains("waiting for the LMS", desk.Row(StudentName).TextContent, StringComparison.Ordinal);
        Assert.Empty(school.Scores(Course));

        await teacher.SetAsync();
        var score = await school.ScoreAsync(Course, Student, meanwhile: school.TickAsync);

        Assert.Equal(5, score.Given);
        Assert.InRange(score.At, from.AddMilliseconds(-1), until);
        await desk.GoAsync("/app/reflect/class");
        Assert.Contains("5 / 5 ✓", desk.Row(StudentName).TextContent, StringComparison.Ordinal);
        await school.TickAsync();
        Assert.Equal(score, Assert.Single(school.Scores(Course)));
    }
}
