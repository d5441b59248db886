using System.Net;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Tables;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys;

/// <summary>Those who may look and nothing else: observers, and administrators who act under another's name.</summary>
public sealed class OnlyLookingTests
{
    private const string Student = "s01";

    [Fact]
    public async Task Whoever_acts_as_a_student_sees_the_activity_and_none_of_her_words_and_leaves_nothing()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        using (var page = await PracticeSchool.OpenAsync(student, link))
        {
            await page.WriteAsync();
        }

        var before = await RowsAsync(school);
        using var acting = await ActAsync(school, Student);
        using var seen = await PracticeSchool.OpenAsync(acting, link);

        Assert.Contains("SES1006", seen.Page.QuerySelector("#acted-for")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Preview", seen.Page.QuerySelector(".chip.warm")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("The block is 0.7", seen.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("SES1006", (await seen.SaveAsync(0, ("next", "not hers"))).GetProperty("code").GetString());
        await seen.SendAsync();
        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        await seen.GoAsync("/app/reflect/work");
        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Equal(before, await RowsAsync(school));

        // The student's own session is as it was.
        using var own = await PracticeSchool.OpenAsync(student, link);
        Assert.Null(own.Page.QuerySelector("#acted-for"));
        Assert.Contains("The block is 0.7", own.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_acts_as_a_teacher_reads_no_student_and_adds_nothing()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync(Student);
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        await PracticeSchool.SendAsync(student, link);

        using var acting = await ActAsync(school, "t1");
        using var seen = await PracticeSchool.OpenAsync(acting, link);

        Assert.NotNull(seen.Page.QuerySelector("#acted-for"));
        Assert.DoesNotContain("Amara", seen.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (var address in new[] { "/app/reflect/class", "/app/picker", "/app/picker/edit" })
        {
            await seen.GoAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        }
    }

    [Fact]
    public async Task Whoever_acts_as_the_test_student_of_a_course_tries_the_activity_as_in_any_student_view()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        var link = await school.AddAsync(teacher, "c1", "science-lab");

        using var acting = await ActAsync(school, "x-c1");
        using var seen = await PracticeSchool.OpenAsync(acting, link);
        Assert.Null(seen.Page.QuerySelector("#acted-for"));
        await seen.WriteAndSendAsync();

        using var again = await PracticeSchool.OpenAsync(acting, link);
        Assert.Contains("The block is 0.7", again.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var @class = await PracticeSchool.OpenAsync(teacher, link);
        Assert.DoesNotContain("The block is 0.7", @class.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_observer_stands_before_a_door_in_her_language_and_is_not_even_noted()
    {
        await using var school = await PracticeSchool.StartAsync();
        using var teacher = await school.BecomeAsync("t1");
        using var observer = await school.BecomeAsync("o1");
        var link = await school.AddAsync(teacher, "c1", "science-lab");
        var before = await RowsAsync(school);

        using var first = await PracticeSchool.OpenAsync(observer, link);
        await first.PostAsync("/app/preferences", ("language", "es"));
        Assert.Equal("Un espacio propio de cada estudiante", first.Heading);
        await first.GoAsync("/app/home");
        await first.PostAsync("/app/reflect/help", ("id", Guid.NewGuid().ToString("N")), ("kind", "words"));

        Assert.Equal(HttpStatusCode.Forbidden, first.Status);
        Assert.Equal(before, await RowsAsync(school));
    }

    private static async Task<LmsClient> ActAsync(PracticeSchool school, string person)
    {
        var admin = await school.BecomeAsync("admin1");
        var answer = await admin.Browser.PostAsync(admin.At("/become"), [new("person", person), new("act", "yes")], school.Lms);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return admin;
    }

    // Everything that lies in the course, with its revision.
    private static async Task<IReadOnlyList<string>> RowsAsync(PracticeSchool school)
    {
        var context = new Integration.Sandbox.People.School(TimeProvider.System).Courses.Single(course => course.Id == "c1").ContextId;
        var partition = ClassRef.Of(DistrictId.Parse(NewDistrict.DefaultId), school.Lms.GetLeftPart(UriPartial.Authority), context, "1").Partition;
        var rows = await school.Services.GetRequiredService<IDocumentStore>().ReadAsync(partition, KeyRange.All, 500, null, TestContext.Current.CancellationToken);
        return [.. rows.Documents.Select(row => $"{row.Row} {row.Revision}")];
    }
}
