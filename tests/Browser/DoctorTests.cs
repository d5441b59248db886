using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>The check of the connection as an administrator sees it inside the LMS.</summary>
[Collection("The practice LMS in a browser")]
public sealed class DoctorTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    [Fact]
    public async Task The_check_fits_is_accessible_and_its_report_is_copied_or_marked_in_both_languages()
    {
        var link = with.School.AddBareLink("c1", "Check");
        var admin = await Visitor.OpenAsync(chromium, with.School, "admin1");
        foreach (var (language, press, said) in new[] { ("en", "Copy the report", "copied"), ("es", "Copiar el informe", "copia") })
        {
            using (var before = await with.VisitAsync("admin1", link))
            {
                await before.PostAsync("/app/preferences", ("language", language));
            }

            await admin.OpenAsync(link);
            await admin.In("form[action='/app/admin/check'] button").ClickAsync();
            await admin.In("[data-code=CHK1601]").WaitForAsync();
            await Assertions.Expect(admin.In("main h1")).ToBeFocusedAsync();
            await new Look(admin, isDarkOnPhone: language == "en").AtAsync($"doctor-{language}");

            await admin.Tool.GetByRole(AriaRole.Button, new() { Name = press }).ClickAsync();
            await Assertions.Expect(admin.In("#copied")).ToContainTextAsync(said);
            await Assertions.Expect(admin.In("#report")).ToContainTextAsync("CHK1001");
        }
    }
}
