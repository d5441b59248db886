using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>The pictures that the documentation shows: taken anew where <c>UPDATE_PICTURES=1</c>, otherwise only known to be there.</summary>
[Collection("The practice LMS in a browser")]
public sealed class PicturesTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    private const int Width = 1000;

    [Fact]
    public async Task Every_picture_is_there()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") == "1")
        {
            await TakeAsync();
        }

        Assert.All(["student-rate", "teacher-class", "compare"], name => Assert.True(File.Exists(DocsPicture.PathOf(name)), name));
    }

    private async Task TakeAsync()
    {
        var link = await with.AddAsync("t1", "c1", "science-lab", ("title.en", "Density lab: where am I?"));
        await FillClassAsync(link);

        var student = await Visitor.OpenAsync(chromium, with.School, "s12", Width);
        await student.OpenAsync(link);
        await student.GoToAsync("rate-plan");
        await student.RateAsync(3, "Step 3 of my plan says to weigh each block twice.");
        await Assertions.Expect(student.In("[data-save-status]")).ToHaveAttributeAsync("data-state", "saved");
        await DocsPicture.TakeAsync(student, "student-rate", Width);

        var teacher = await Visitor.OpenAsync(chromium, with.School, "t1", Width);
        await teacher.OpenAsync(link);
        await DocsPicture.TakeAsync(teacher, "teacher-class", Width);

        var answered = await Visitor.OpenAsync(chromium, with.School, "s14", Width);
        await answered.OpenAsync(link);
        await answered.In(".behind > summary").ClickAsync();
        await DocsPicture.TakeAsync(answered, "compare", Width);
    }

    // A class in the middle of it: some done, some waiting, some writing, one who asks for help and one whom the words stop.
    private async Task FillClassAsync(string link)
    {
        await SendAsync("s14", "3", ("rate.data", "4"), ("rate.explain", "2"));
        await SendAsync("s01", "2");
        await SendAsync("s03", "2", ("rate.explain", "unknown"));
        using var desk = await with.VisitAsync("t1", link);
        await AnswerAsync("Xiong Pa Houa", "accept", "Your table is clear, and you used your numbers to explain why the block floats. That is what scientists do.", "3");
        await AnswerAsync("Amara Osei-Bonsu", "return", "You know more than you say. Look at your second measurement again.", "3");
        await SendAsync("s02", "4");
        await SendAsync("s05", "3");
        await SendAsync("s07", "2", ("rate.plan", "3"));
        foreach (var writer in new[] { "s08", "s12" })
        {
            using var page = await with.VisitAsync(writer, link);
            await page.SaveAsync(0, ("seen", "1"));
        }

        using var asks = await with.VisitAsync("s06", link);
        await asks.PostAsync("/app/reflect/help", ("id", Guid.NewGuid().ToString("N")), ("kind", "step"), ("whom", "teacher"), ("text", "How do I weigh the wet block?"));

        async Task SendAsync(string person, string level, params (string, string)[] changes)
        {
            using var page = await with.VisitAsync(person, link);
            await page.WriteAsync(level);
            if (changes.Length > 0)
            {
                await page.SaveAsync(99, changes);
            }

            await page.SendAsync();
            await with.School.ScoreAsync("c1", person);
        }

        async Task AnswerAsync(string name, string decision, string comment, string level)
        {
            await desk.GoAsync("/app/reflect/class");
            await desk.OpenStudentAsync(name);
            await desk.AnswerAsync(decision, comment, level);
        }
    }
}
