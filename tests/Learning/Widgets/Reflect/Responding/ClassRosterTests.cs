using Integration.Learning.Classes;
using Integration.Learning.Roster.Join;
using Integration.Lti.Launch;
using Integration.Tables;
using Integration.Tests.Learning.Roster.Join;

namespace Integration.Tests.Learning.Widgets.Reflect.Responding;

/// <summary>The class view of a district that has a roster.</summary>
public sealed class ClassRosterTests : IAsyncLifetime
{
    private Classroom room = null!;

    public async ValueTask InitializeAsync()
    {
        room = await Classroom.OpenAsync();
        await room.TellRosterAsync(JoinWorld.Roster);
        await room.PutAsync(
            ClassDocuments.Member,
            ClassKeys.Member(Classroom.Teacher),
            new ClassMember { Subject = "teacher", Name = "Ms. Okafor", Role = CourseRole.Instructor, Sis = new SisFacts("tea-1", null, null, "sec-2,sec-3", null) });
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Without_a_list_from_the_LMS_students_of_the_roster_stand_there_as_not_begun_with_section_and_teachers()
    {
        await room.PutAsync(
            ClassDocuments.Member,
            ClassKeys.Member(Classroom.LearnerOf("Inés Alder")),
            new ClassMember { Subject = "ines", Name = "Inés Alder", Role = CourseRole.Learner, Sis = new SisFacts("stu-1", null, null, null, null) });
        await room.SendAsync(Classroom.LearnerOf("Inés Alder"));
        await room.JoinRosterAsync();

        var page = (await room.GetAsync()).Page;

        var rows = page.QuerySelectorAll("tbody tr");
        Assert.Equal(["Inés Alder", "Tomás Vega Ruiz", "Zoë O'Hara"], rows.Select(row => (row.QuerySelector("button") ?? row.QuerySelector("th")!.FirstChild!).TextContent.Trim()));
        Assert.Equal(
            ["Science 7, period 2", "Science 7, period 2", "Science 7, period 3"], rows.Select(row => row.QuerySelector("th .soft")!.TextContent));
        Assert.Equal(2, rows.Count(row => row.TextContent.Contains("not begun", StringComparison.Ordinal)));
        Assert.Contains("come from your school’s roster", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Taught by Andrés Whitfield, Ngozi Okafor", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_student_who_moves_section_keeps_work_ratings_and_grade_and_stands_in_the_new_section()
    {
        var ines = Classroom.LearnerOf("Inés Alder");
        await room.PutAsync(
            ClassDocuments.Member,
            ClassKeys.Member(ines),
            new ClassMember { Subject = "ines", Name = "Inés Alder", Role = CourseRole.Learner, Sis = new SisFacts("stu-1", null, null, "sec-2", null) });
        await room.SendAsync(ines, level: "2");
        await room.JoinRosterAsync();
        var before = await HersAsync();

        await room.TellRosterAsync(
        [
            .. JoinWorld.Roster.Where(record => record.SourcedId.Value != "sec-2-stu-1"),
            JoinWorld.In("sec-2", "stu-1", "student") with { EndDate = new DateOnly(2026, 9, 14) },
            JoinWorld.In("sec-3", "stu-1", "student") with { BeginDate = new DateOnly(2026, 9, 14) },
        ]);
        await room.JoinRosterAsync();
        var row = (await room.GetAsync()).Page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Inés Alder", StringComparison.Ordinal));

        Assert.Equal("Science 7, period 3", row.QuerySelector("th .soft")!.TextContent);
        Assert.Equal(["grade", "summary", "work"], before.Select(one => one.Split('!')[0]));
        Assert.Equal(before, await HersAsync());
        Assert.Contains("My table shows 0.8 g per ml.", (await room.PostAsync("open", ("learner", ines.Value))).Text, StringComparison.Ordinal);

        async Task<List<string>> HersAsync() => await room.Store.ReadAllAsync(room.Class.Partition, KeyRange.All, TestContext.Current.CancellationToken)
            .Where(one => one.Row.Value.Split('!') is ["work" or "summary" or "grade" or "outbox" or "read", ..]).Select(one => $"{one.Row} {System.Text.Encoding.UTF8.GetString(one.Json.Span)}")
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Whom_only_the_roster_knows_can_t_be_excused_or_let_in_late_and_no_id_of_the_SIS_stands_in_the_page()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.JoinRosterAsync();
        var placement = await room.FindAsync(ClassDocuments.Placement, ClassKeys.Placement(Classroom.Link));
        await room.PutAsync(ClassDocuments.Placement, ClassKeys.Placement(Classroom.Link), placement! with { Closes = room.Clock.GetUtcNow().AddHours(-1) });

        var view = await room.GetAsync();

        Assert.Equal(["Ben Castellano", "Inés Alder", "Tomás Vega Ruiz", "Zoë O'Hara"], view.Page.QuerySelectorAll("tbody th").Select(name => name.FirstChild!.TextContent.Trim()));
        Assert.Equal(["", ben.Value], view.Page.QuerySelectorAll("#excuse-learner option").Select(option => option.GetAttribute("value")));
        Assert.Equal(ben.Value, view.Page.QuerySelectorAll("form[action$=reopen] [name=learner]").Single().GetAttribute("value"));
        Assert.DoesNotContain("stu-", view.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_list_from_the_LMS_that_list_is_the_class()
    {
        await room.ListAsync("Ben Castellano");
        await room.JoinRosterAsync();

        var page = (await room.GetAsync()).Page;

        Assert.Equal("Ben Castellano", page.QuerySelector("tbody th")!.TextContent.Trim());
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Contains("List from your LMS", page.Body!.TextContent, StringComparison.Ordinal);
    }
}
