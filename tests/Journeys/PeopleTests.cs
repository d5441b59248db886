using System.Net;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys;

/// <summary>What each kind of person meets, and what nobody gets to see.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task A_test_student_may_try_everything_and_reaches_no_gradebook()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var tester = await school.BecomeAsync("x-c1");
        var link = await school.AddAsync(teacher, "c1", "science-lab");

        using var page = await PracticeSchool.OpenAsync(tester, link);
        await page.WriteAndSendAsync();
        await school.TickAsync();

        Assert.Contains("Nothing goes to a gradebook", page.Text, StringComparison.Ordinal);
        Assert.Empty(school.Scores("c1"));
    }

    [Theory]
    [InlineData("o1", "A student’s own space")]
    [InlineData("admin1", "The connection works")]
    public async Task Observers_and_administrators_see_a_page_of_their_own_and_no_work(string person, string heading)
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var visitor = await school.BecomeAsync(person);
        using var student = await school.BecomeAsync("s01");
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        using var sent = await PracticeSchool.OpenAsync(student, link);
        await sent.WriteAndSendAsync();

        using var page = await PracticeSchool.OpenAsync(visitor, link);

        Assert.Equal(heading, page.Heading);
        Assert.DoesNotContain("Amara", page.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await page.GoAsync("/app/reflect/class");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        await page.SaveAsync(0, ("next", "mine"));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
    }

    [Fact]
    public async Task A_teaching_assistant_answers_students_and_adds_nothing()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var assistant = await school.BecomeAsync("ta1");
        using var student = await school.BecomeAsync("s01");

        await AnswerAndAddNothingAsync(assistant, student, await school.AddAsync(teacher, "c1", "science-lab"));
    }

    /// <summary>What a teaching assistant does with a student's work, whichever LMS it is.</summary>
    internal static async Task AnswerAndAddNothingAsync(LmsClient assistant, LmsClient student, string link)
    {
        using var sent = await PracticeSchool.OpenAsync(student, link);
        await sent.WriteAndSendAsync();

        using var desk = await PracticeSchool.OpenAsync(assistant, link);
        await desk.OpenStudentAsync("Amara Osei-Bonsu");
        await desk.AnswerAsync("return", "Say which block.", level: "2");
        await sent.GoAsync("/app/home");
        await desk.GoAsync("/app/picker");

        Assert.Contains("Say which block.", sent.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, desk.Status);
    }

    [Fact]
    public async Task Courses_are_closed_to_each_other()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var seventh = await school.BecomeAsync("t1");
        using var fourth = await school.BecomeAsync("t2");
        using var student = await school.BecomeAsync("s01");
        using var other = await school.BecomeAsync("s16");
        var link = await school.AddAsync(seventh, "c1", "science-lab");
        var foreign = await school.AddAsync(fourth, "c3", "exit-check-i-can", ("band", "Grades35"), ("criteria-from", "Grades35"));
        using var theirs = await PracticeSchool.OpenAsync(other, foreign);
        await theirs.WriteAndSendAsync(level: "2", proof: "I folded the strip in four.");
        using var theirDesk = await PracticeSchool.OpenAsync(fourth, foreign);
        var learner = theirDesk.Row("Ibrahim Warsame").QuerySelector("input[name=learner]")!.GetAttribute("value")!;

        Assert.Equal(HttpStatusCode.NotFound, (await student.GetAsync($"/activities/{foreign}")).StatusCode);
        using var mine = await PracticeSchool.OpenAsync(student, link);
        foreach (var path in new[] { "/app/reflect/class/open", "/app/reflect/class/answer", "/app/reflect/class/help", "/app/reflect/class/retry" })
        {
            await mine.PostAsync(path, ("learner", learner), ("decision", "accept"), ("seen", "1.0"), ("request", new string('a', 32)));
            Assert.Equal(HttpStatusCode.Forbidden, mine.Status);
        }

        using var desk = await PracticeSchool.OpenAsync(seventh, link);
        await desk.PostAsync("/app/reflect/class/open", ("learner", learner));
        Assert.Equal(HttpStatusCode.NotFound, desk.Status);
        await desk.GoAsync("/app/reflect/class");
        Assert.DoesNotContain("Ibrahim", desk.Text, StringComparison.Ordinal);
        await mine.GoAsync("/app/reflect/work");
        Assert.DoesNotContain("strip", mine.Text, StringComparison.Ordinal);
        Assert.Contains("sent", theirDesk.Row("Ibrahim Warsame").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_browser_keeps_nothing_a_new_window_opens_it()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync("s01");
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        await teacher.SetAsync(dropCookies: true, storage: false);

        var answer = await student.LaunchAsync(await student.OpenActivityAsync(link));
        var page = await Tests.Sandbox.Browser.ReadAsync(answer);

        Assert.Null(page.QuerySelector("script#session"));
        Assert.Equal("One more click", page.QuerySelector("h1")!.TextContent);
        var again = page.QuerySelector("a.button.primary")!;
        Assert.Equal("_blank", again.GetAttribute("target"));

        // A window of its own is first-party, where such a browser keeps cookies.
        await teacher.SetAsync(storage: false);
        var login = new WebForm(new Uri(again.GetAttribute("href")!), HttpMethod.Get, Query(again.GetAttribute("href")!));
        using var opened = await ToolVisit.OfAsync(await student.LaunchAsync(await student.FollowAsync(login)));
        Assert.NotNull(opened.Page.QuerySelector("form[data-steps]"));
    }

    private static Dictionary<string, string> Query(string address)
        => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(address).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}
