using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>A teacher excuses two students in front of the real LMS: one who has not begun and does it all the same, and one who waits for an answer.</summary>
[Collection("The practice LMS in a browser")]
public sealed class ExcusedTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    [Theory]
    [InlineData("en", "c1", "t1", "s02", "Jaylen Whitaker", "You are excused from this one.")]
    [InlineData("es", "c3", "t2", "s15", "Valentina Morales Peña", "No tienes que hacer esta actividad.")]
    public async Task Excused_from_the_class_view_and_undone_there(string language, string course, string teacherId, string studentId, string name, string said)
    {
        var link = await with.AddAsync(teacherId, course, language == "en" ? "science-lab" : "exit-check-i-can");
        using (var before = await with.VisitAsync(teacherId, link))
        {
            await before.PostAsync("/app/preferences", ("language", language));
        }

        var teacher = await Visitor.OpenAsync(chromium, with.School, teacherId);
        var student = await Visitor.OpenAsync(chromium, with.School, studentId);
        var (desk, seat) = (new Look(teacher, isDarkOnPhone: language == "es"), new Look(student, isDarkOnPhone: language == "es"));

        await teacher.OpenAsync(link);
        var card = teacher.In("details.card:has(#excuse-learner)");
        await card.Locator("summary").PressAsync("Enter");
        await card.Locator("button").PressAsync("Enter");
        await Assertions.Expect(teacher.In(".summary")).ToHaveAttributeAsync("data-code", "WID1209");
        await desk.AtAsync($"{language}-excuse-whom");
        await card.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = name });
        await card.Locator("textarea").FillAsync("walrus-sentinel: away with the orchestra");
        await card.Locator("button").PressAsync("Enter");
        await teacher.In("[data-excused-note]").WaitForAsync();
        await desk.AtAsync($"{language}-excused-class");

        await student.OpenAsync(link);
        await Assertions.Expect(student.In("[data-excused] strong")).ToHaveTextAsync(said);
        Assert.DoesNotContain("walrus", await student.In("html").InnerHTMLAsync(), StringComparison.Ordinal);
        await seat.AtAsync($"{language}-excused-door");
        using (var does = await with.VisitAsync(studentId, link))
        {
            await does.WriteAndSendAsync();
        }

        await student.OpenAsync(link);
        await seat.AtAsync($"{language}-excused-sent");
        await teacher.OpenAsync(link);
        await Assertions.Expect(teacher.In("tbody tr").Filter(new() { HasText = name }).Locator(".chip")).ToHaveCountAsync(2);
        await teacher.OpenFirstWaitingAsync();
        await desk.AtAsync($"{language}-excused-student");

        await teacher.In("form[action='/app/reflect/class/unexcuse'] button").First.PressAsync("Enter");
        await Assertions.Expect(teacher.In("[data-excused-note]")).ToHaveCountAsync(0);
    }
}
