using System.Net;
using Integration.Learning.Grades;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Widgets.Reflect.Responding;
using Integration.Lti.Launch;
using Integration.Lti.Services;

namespace Integration.Tests.Learning.Widgets.Reflect.Responding;

public sealed class ClassViewTests : IAsyncLifetime
{
    private const string Sentinel = "zebra-sentinel";

    private Classroom room = null!;

    public async ValueTask InitializeAsync() => room = await Classroom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Students_stand_in_the_order_of_the_LMS_and_others_with_work_follow()
    {
        await room.ListAsync("Zoë Ångström", "José Luis Ramírez Ortiz", "Linh Trần");
        var moved = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(moved);

        var page = (await room.GetAsync()).Page;

        Assert.Equal(
            ["Zoë Ångström", "José Luis Ramírez Ortiz", "Linh Trần", "Ben Castellano"],
            page.QuerySelectorAll("tbody th").Select(cell => (cell.QuerySelector("button") ?? cell).TextContent.Trim()));
        Assert.Equal("not on your LMS list", page.QuerySelector("tbody tr:last-child th span")!.TextContent);
        Assert.Equal(3, page.QuerySelectorAll("tbody .chip").Count(chip => chip.TextContent == "not begun"));
        Assert.Contains("List from your LMS, 6 min ago", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_student_nobody_named_has_a_short_stand_in()
    {
        await room.SendAsync(Classroom.LearnerOf("nameless"));

        var page = (await room.GetAsync()).Page;

        Assert.Equal("Student " + Classroom.LearnerOf("nameless").Value[..4], page.QuerySelector("tbody th button")!.TextContent);
    }

    [Fact]
    public async Task A_hostile_name_is_only_a_name()
    {
        await room.ListAsync("<script>alert(1)</script><b>Mallory</b>");

        var page = (await room.GetAsync()).Page;

        Assert.Empty(page.QuerySelectorAll("tbody script, tbody b"));
        Assert.Equal("<script>alert(1)</script><b>Mallory</b>", page.QuerySelector("tbody th")!.TextContent.Trim());
    }

    [Fact]
    public async Task Nothing_of_a_draft_reaches_the_teacher()
    {
        var amara = await room.JoinAsync("Amara Okeke");
        await room.ListAsync("Amara Okeke");
        await room.WriteAsync(amara, ("rate.c1", "4"), ("proof.c1", Sentinel), ("next", Sentinel));
        await room.AskAsync(amara);

        var view = await room.GetAsync();
        var opened = await room.PostAsync("open", ("learner", amara.Value));

        Assert.Contains(">writing<", view.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Could teach it", view.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        Assert.DoesNotContain(Sentinel, view.Text + opened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Could teach it", opened.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_test_students_work_is_shown_to_nobody_and_not_counted()
    {
        var test = await room.JoinAsync("Student View", isTestUser: true);
        await room.Works.SaveAsync(
            room.PlaceOf(test, isTestUser: true), room.Activity, "en", Integration.Learning.Work.WorkPart.Answers, new(0, new Dictionary<string, string> { ["rate.c1"] = "3" }), default);

        var view = await room.GetAsync();
        var opened = await room.PostAsync("open", ("learner", test.Value));

        Assert.DoesNotContain("Student View", view.Text, StringComparison.Ordinal);
        Assert.Contains("0 students", view.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, opened.Status);
        Assert.Contains(RespondFaults.NoSuchWork, opened.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_come_first_with_what_is_asked_and_not_understood()
    {
        var amara = await room.JoinAsync("Amara Okeke");
        var linh = await room.JoinAsync("Linh Trần");
        await room.ListAsync("Linh Trần", "Amara Okeke");
        await room.AskAsync(amara);
        room.Clock.Advance(TimeSpan.FromHours(2));
        await room.SendAsync(linh, ReflectFields.Unknown);

        var page = (await room.GetAsync()).Page;

        var needs = page.QuerySelectorAll(".need");
        Assert.Equal(["Amara Okeke", "Linh Trần"], needs.Select(need => need.QuerySelector("strong")!.TextContent));
        Assert.Contains("asked 2 h ago", needs[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("I am stuck on a step", needs[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("I can explain why an object floats or sinks.", needs[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Answer 1", page.QuerySelector("button.primary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cost_does_not_grow_with_the_class()
    {
        var few = await CostAsync(3);
        var many = await CostAsync(40);

        Assert.Equal(few, many);
    }

    [Fact]
    public async Task Without_a_list_whoever_opened_it_is_there()
    {
        await room.JoinAsync("Ben Castellano");
        await room.JoinAsync("Some Parent", CourseRole.Mentor);

        var page = (await room.GetAsync()).Page;

        Assert.Equal(["Ben Castellano"], page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task A_filter_leaves_those_who_wait()
    {
        await room.ListAsync("Amara Okeke", "Ben Castellano");
        await room.SendAsync(await room.JoinAsync("Ben Castellano"));

        var page = (await room.GetAsync($"{RespondEndpoints.Address}?show=sent")).Page;

        Assert.Equal(["Ben Castellano"], page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task A_parked_score_says_why_and_goes_again_with_the_same_time()
    {
        var ben = await room.JoinAsync("Ben Castellano");
        await room.SendAsync(ben);
        var id = room.PlaceOf(ben).Id;
        var ledger = (await room.FindAsync(GradeDocuments.Ledger, GradeKeys.Ledger(id)))!;
        await room.ParkAsync(id, ServiceFaults.NotFound.Code);

        var parked = await room.GetAsync();
        var again = await room.PostAsync("retry", ("learner", ben.Value));

        Assert.Contains("not in the gradebook yet", parked.Text, StringComparison.Ordinal);
        Assert.Contains(
            ServiceWords.ForTeacher(ServiceFaults.NotFound, System.Globalization.CultureInfo.GetCultureInfo("en")), parked.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("waiting for the LMS", again.Text, StringComparison.Ordinal);
        var waiting = (await room.FindAsync(GradeDocuments.Outbox, GradeKeys.Outbox(id)))!;
        Assert.Equal(ledger.Last!.Timestamp, Assert.Single(waiting.Scores).Timestamp);
    }

    [Theory]
    [InlineData("GRD1001")]
    [InlineData("GRD1002")]
    [InlineData("GRD1003")]
    [InlineData("GRD1004")]
    [InlineData("CLS1001")]
    [InlineData("LTI3403")]
    public void Every_reason_has_words_in_both_languages(string code)
    {
        var english = FaultLabels.For(code, new("en", TimeZoneInfo.Utc));
        var spanish = FaultLabels.For(code, new("es", TimeZoneInfo.Utc));

        Assert.NotEqual(english, spanish);
        Assert.DoesNotContain(code, english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_Spanish_for_a_Spanish_reader()
    {
        await room.SendAsync(await room.JoinAsync("José Luis Ramírez Ortiz"));

        var page = (await room.GetAsync(session: room.SessionOf(language: "es"))).Page;

        Assert.Equal("Quién te necesita hoy", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Laboratorio de densidad", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<int> CostAsync(int students)
    {
        var names = Enumerable.Range(1, students).Select(number => $"Student number {number}").ToArray();
        await room.ListAsync(names);
        foreach (var name in names)
        {
            await room.SendAsync(await room.JoinAsync(name));
        }

        await room.GetAsync();
        var before = room.Store.Reads;
        await room.GetAsync();
        return room.Store.Reads - before;
    }
}
