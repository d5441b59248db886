using System.Globalization;
using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>Dates from the picker to the LMS and back, a change after placing, and a closed activity opened for one student, in front of the real LMS.</summary>
[Collection("The practice LMS in a browser")]
public sealed class DatesTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    [Theory]
    [InlineData("en", "c1", "t1", "s02", "science-lab", "Due soon", "Open again for Jaylen Whitaker")]
    [InlineData("es", "c3", "t2", "s15", "science-lab", "Falta poco", "Abrir otra vez para Valentina Morales Peña")]
    public async Task Due_closed_and_opened_again(string language, string course, string teacherId, string studentId, string template, string soon, string open)
    {
        var link = await with.AddAsync(teacherId, course, template, ("due", Typed(TimeSpan.FromHours(30))));
        using (var before = await with.VisitAsync(teacherId, link))
        {
            await before.PostAsync("/app/preferences", ("language", language));
        }

        var teacher = await Visitor.OpenAsync(chromium, with.School, teacherId);
        var student = await Visitor.OpenAsync(chromium, with.School, studentId);
        var (desk, seat) = (new Look(teacher, isDarkOnPhone: language == "es"), new Look(student, isDarkOnPhone: language == "es"));

        await student.OpenAsync(link);
        await Assertions.Expect(student.In("[data-due] .chip")).ToHaveTextAsync(soon);
        await seat.AtAsync($"{language}-due-door");
        await student.NextAsync();
        await student.NextAsync();
        await student.RateAsync(3, "The block is 0.7 and water is 1.0, so it floats.");
        await Assertions.Expect(student.In("[data-save-status]")).ToHaveAttributeAsync("data-state", "saved");

        await teacher.OpenAsync(link);
        await teacher.In("a[href='/app/picker/edit']").PressAsync("Enter");
        await teacher.In("form.settings").WaitForAsync();
        await desk.AtAsync($"{language}-edit");
        await teacher.In("#field-due").FillAsync(Typed(TimeSpan.FromHours(-3)));
        await teacher.In("#field-closes").FillAsync(Typed(TimeSpan.FromHours(-4)));
        await teacher.In(".settings > .bar .primary").First.PressAsync("Enter");
        await Assertions.Expect(teacher.In(".summary li")).ToHaveAttributeAsync("data-code", "WID1322");
        await desk.AtAsync($"{language}-edit-wrong");
        await teacher.In("#field-closes").FillAsync(Typed(TimeSpan.FromHours(-1)));
        await teacher.In(".settings > .bar .primary").First.PressAsync("Enter");
        await teacher.In("main .primary[href='/app/home']").WaitForAsync();
        await desk.AtAsync($"{language}-edited");
        await teacher.In("main .primary[href='/app/home']").PressAsync("Enter");
        await teacher.In("main table").WaitForAsync();
        await desk.AtAsync($"{language}-closed-class");

        await student.OpenAsync(link);
        await Assertions.Expect(student.In("form[data-steps]")).ToHaveCountAsync(0);
        await seat.AtAsync($"{language}-closed");
        await student.AssertHelpIsNearAsync();

        await teacher.Tool.GetByRole(AriaRole.Button, new() { Name = open }).PressAsync("Enter");
        await teacher.In("form[action$='/class/close']").WaitForAsync();
        await student.OpenAsync(link);
        await Assertions.Expect(student.In("form[data-steps]")).ToHaveCountAsync(1);
        await seat.AtAsync($"{language}-reopened");
    }

    // A date-and-time field has no zone; the practice district keeps UTC.
    private static string Typed(TimeSpan fromNow) => (DateTimeOffset.UtcNow + fromNow).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
