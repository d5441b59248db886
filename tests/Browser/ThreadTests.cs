using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>
/// The five steps in a real browser, in real frames of another site: the teacher picks, the student reflects and sends, the gradebook shows it, the teacher
/// answers, both compare. Every screen on the way is looked at, in both languages.
/// </summary>
[Collection("The practice LMS in a browser")]
public sealed class ThreadTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    [Theory]
    [InlineData("en", "c1", "t1", "s02", "science-lab", "Grades68", 3)]
    [InlineData("es", "c3", "t2", "s15", "exit-check-i-can", "Grades35", 2)]
    public async Task The_thread_from_the_picker_to_comparing(string language, string course, string teacherId, string studentId, string template, string band, int agreed)
    {
        var isSpanish = language == "es";
        if (isSpanish)
        {
            // No teacher of the practice school has a Spanish LMS; this one chose Spanish earlier.
            using var before = await with.VisitAsync(teacherId, await with.AddAsync(teacherId, course, template));
            await before.PostAsync("/app/preferences", ("language", "es"));
        }

        var teacher = await Visitor.OpenAsync(chromium, with.School, teacherId);
        var student = await Visitor.OpenAsync(chromium, with.School, studentId);
        var (desk, seat) = (new Look(teacher, isDarkOnPhone: isSpanish), new Look(student, isDarkOnPhone: isSpanish));
        var title = isSpanish ? "¿Cómo voy con las fracciones?" : "Density lab: where am I?";

        await PickAsync(teacher, desk, course, template, band, title, language);
        await student.GoAsync($"/courses/{course}");
        var link = (await student.Page.GetByRole(AriaRole.Link, new() { Name = title }).GetAttributeAsync("href"))!.Split('/')[^1];
        await WriteAsync(student, seat, link, language);
        await ArrivesAsync(teacher, course);
        await AnswerFirstAsync(teacher, desk, link, language);
        await CompareAsync(teacher, student, seat, link, language, agreed);
    }

    private static async Task PickAsync(Visitor teacher, Look look, string course, string template, string band, string title, string language)
    {
        await teacher.GoAsync($"/courses/{course}/add");
        await teacher.In(".template").First.WaitForAsync();
        await Assertions.Expect(teacher.In("html")).ToHaveAttributeAsync("lang", language);
        await look.AtAsync($"{language}-1-picker");
        await teacher.In("#q").FillAsync("LD.2");
        await teacher.In("form.find button").ClickAsync();
        await teacher.In($"[href^='/app/picker/template/{template}']").ClickAsync();
        await teacher.In($"#field-title-{language}").FillAsync(title);
        await teacher.In($"input[name=band][value={band}]").CheckAsync();
        await look.AtAsync($"{language}-2-settings");
        await teacher.In(".settings > .bar button").First.ClickAsync();
        await teacher.In(".previewing").Or(teacher.In("main .banner.warm")).First.WaitForAsync();
        if (await teacher.In(".previewing").CountAsync() == 0)
        {
            await teacher.In(".settings > .bar button").First.ClickAsync();
            await teacher.In(".previewing").WaitForAsync();
        }

        await look.AtAsync($"{language}-3-preview");
        await teacher.In(".previewing .primary").ClickAsync();
        await teacher.Page.WaitForURLAsync($"**/courses/{course}");
        await Assertions.Expect(teacher.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(title);
    }

    private static async Task WriteAsync(Visitor student, Look look, string link, string language)
    {
        await student.OpenAsync(link);
        await Assertions.Expect(student.In("html")).ToHaveAttributeAsync("lang", language);
        await student.AssertHelpIsNearAsync();
        await look.AtAsync($"{language}-4-door");
        await student.NextAsync();
        await student.AssertHelpIsNearAsync();
        await look.AtAsync($"{language}-5-good");
        await student.NextAsync();
        await student.In("[data-step-next]").ClickAsync();
        await Assertions.Expect(student.In("[data-step-summary]")).ToBeFocusedAsync();
        var first = true;
        while ((await student.StepAsync()).StartsWith("rate-", StringComparison.Ordinal))
        {
            await student.RateAsync(3, language == "es" ? "Doblé la tira y las dos partes quedaron parejas." : "Row 2 of my table: the block is 0.7 and water is 1.0.");
            if (first)
            {
                await student.AssertHelpIsNearAsync();
                await look.AtAsync($"{language}-6-rate");
                first = false;
            }

            await student.NextAsync();
        }

        await student.In("#stuck-step").CheckAsync();
        // The part that opened makes the frame grow under the mouse; a key does not miss.
        await student.In("#tried-draw").PressAsync("Space");
        await Assertions.Expect(student.In("#tried-draw")).ToBeCheckedAsync();
        await look.AtAsync($"{language}-7-stuck");
        await student.NextAsync();
        await student.In("#next").FillAsync(language == "es" ? "medir otra vez" : "weigh it again");
        await look.AtAsync($"{language}-8-next");
        await student.NextAsync();
        await student.AssertHelpIsNearAsync();
        await Assertions.Expect(student.In("[data-save-status]")).ToHaveAttributeAsync("data-state", "saved");
        await look.AtAsync($"{language}-9-check");

        await student.In("[data-opens='help']").ClickAsync();
        await student.In("#help input[value=words]").CheckAsync();
        await look.AtAsync($"{language}-10-help");
        await student.In("#help button[type=submit]").ClickAsync();
        await student.In("#help-ask .banner.good").WaitForAsync();
        await student.In("[data-closes='help']").ClickAsync();

        // Pressed twice is sent once.
        await student.In("[data-step-last]").EvaluateAsync("button => { button.click(); button.click(); }");
        await student.In("form[action='/app/reflect/takeback']").WaitForAsync();
        await Assertions.Expect(student.In("main h1")).ToBeFocusedAsync();
        await student.AssertHelpIsNearAsync();
        await look.AtAsync($"{language}-11-sent");
    }

    private static async Task ArrivesAsync(Visitor teacher, string course)
    {
        await teacher.GoAsync($"/courses/{course}/gradebook");
        await Assertions.Expect(teacher.Page.GetByText("5 / 5").First).ToBeVisibleAsync();
    }

    private static async Task AnswerFirstAsync(Visitor teacher, Look look, string link, string language)
    {
        await teacher.OpenAsync(link);
        await teacher.In("main table").WaitForAsync();
        await look.AtAsync($"{language}-12-class");
        await teacher.OpenFirstWaitingAsync();
        await look.AtAsync($"{language}-13-student");
        await teacher.In("button[value=return]").ClickAsync();
        await Assertions.Expect(teacher.In("main .summary")).ToBeFocusedAsync();
        await teacher.AnswerAsync("return", language == "es" ? "Mira otra vez la segunda tira." : "Look at your units again.", level: 2);
    }

    private static async Task CompareAsync(Visitor teacher, Visitor student, Look look, string link, string language, int agreed)
    {
        await student.OpenAsync(link);
        Assert.Equal("answer", await student.StepAsync());
        await Assertions.Expect(student.In(".plot").First).ToBeHiddenAsync();
        await look.AtAsync($"{language}-14-returned");
        await student.In(".behind > summary").ClickAsync();
        await Assertions.Expect(student.In(".plot").First).ToBeVisibleAsync();
        await student.AssertHelpIsNearAsync();
        await student.GoToAsync("check");
        await student.SendAsync();

        await teacher.OpenAsync(link);
        await teacher.OpenFirstWaitingAsync();
        await look.AtAsync($"{language}-15-new-try");
        await teacher.AnswerAsync("accept", language == "es" ? "Usaste tu dibujo para explicarlo." : "You used your numbers to explain it.", agreed);

        await student.OpenAsync(link);
        await Assertions.Expect(student.In(".plot").First).ToBeHiddenAsync();
        await student.In(".behind > summary").ClickAsync();
        await student.In("input[value=think]").First.CheckAsync();
        await look.AtAsync($"{language}-16-compare");
        await student.AssertHelpIsNearAsync();
        Assert.Matches(new Regex("/app/"), student.Frame.Url);
    }
}
