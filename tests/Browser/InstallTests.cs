using System.Text.RegularExpressions;
using Integration.Learning.Install.Guides;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Platforms;
using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>An LMS admin connects the tool in a real browser, in a real frame of another site; and every page that helps her by hand is looked at.</summary>
[Collection("The practice LMS in a browser")]
public sealed class InstallTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    private const int PictureWidth = 1000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", "Connect", "Finish")]
    [InlineData("es-MX", "Conectar", "Terminar")]
    public async Task From_the_pasted_address_to_the_picker(string locale, string connect, string finish)
    {
        var admin = await Visitor.OpenAsync(chromium, with.School, "admin1", locale: locale);
        var (look, language) = (new Look(admin, isDarkOnPhone: locale != "en-US"), locale[..2]);

        await AskAsync(admin);
        await Assertions.Expect(admin.In("html")).ToHaveAttributeAsync("lang", language);
        await look.AtAsync($"install-{language}-1-ask");
        await admin.In("#address").FillAsync("https://lms.example.org/with/a/path");
        await SubmitAsync(admin, connect);
        await Assertions.Expect(admin.In(".summary")).ToBeFocusedAsync();
        await look.AtAsync($"install-{language}-2-again");
        await admin.In("#address").FillAsync("");
        await admin.In("input[name=names]").CheckAsync();
        await SubmitAsync(admin, connect);
        await admin.In("#close").WaitForAsync();
        await look.AtAsync($"install-{language}-3-done");

        var id = (await admin.In("p > code").First.InnerTextAsync()).Split(' ')[^1];
        Assert.Null((await with.School.Services.GetRequiredService<PlatformSetup>().ActivateAsync(id, Ct)).Refusal);
        await admin.In("#close").Filter(new() { HasText = finish }).PressAsync("Enter");
        await admin.Page.WaitForURLAsync("**/tools");
        await admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Use this one: Reflect") }).Last.ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Reflect");
        await Chromium.AssertAccessibleAsync(admin.Page);

        var teacher = await Visitor.OpenAsync(chromium, with.School, "t1");
        await teacher.GoAsync("/courses/c1/add");
        await teacher.In(".template").First.WaitForAsync();
    }

    [Fact]
    public async Task An_invitation_that_was_used_says_so_inside_the_frame()
    {
        var admin = await Visitor.OpenAsync(chromium, with.School, "admin1");
        var address = await AskAsync(admin);
        await SubmitAsync(admin, "Connect");
        await admin.In("#close").WaitForAsync();

        await AskAsync(admin, address);

        await Assertions.Expect(admin.In("main")).ToContainTextAsync("SET7003");
        await new Look(admin, isDarkOnPhone: false).AtAsync("install-refused");
    }

    [Fact]
    public async Task Every_guide_is_readable_on_a_phone_and_at_a_desk_in_both_languages_and_colours()
    {
        var paths = new Guides(with.School.Tool).All().Select(guide => $"/install/{guide.Lms}").Append("/install").Append("/install/privacy");
        foreach (var (width, isDark, locale) in new[] { (320, true, "en-US"), (1200, false, "en-US"), (320, false, "es-US"), (1200, true, "es-US") })
        {
            var page = await chromium.OpenAsync(width, locale, isDark);
            await using var context = page.Context;
            foreach (var path in paths)
            {
                await page.GotoAsync(new Uri(with.School.Tool, path).ToString());
                await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", locale[..2]);
                await Chromium.AssertFitsAsync(page);
                await Chromium.AssertAccessibleAsync(page);
                await Chromium.PictureAsync(page, $"install{path.Replace('/', '-')}-{locale[..2]}-{width}{(isDark ? "-dark" : "")}");
            }
        }
    }

    [Fact]
    public async Task A_value_is_copied_and_what_comes_back_is_checked()
    {
        var page = await chromium.OpenAsync();
        await using var context = page.Context;
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(new Uri(with.School.Tool, "/install/canvas").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy Redirect URIs" }).ClickAsync();
        await Assertions.Expect(page.Locator("#copied")).ToHaveTextAsync("Redirect URIs copied");
        Assert.Equal(new Uri(with.School.Tool, "/lti/launch").ToString(), await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        await page.GetByLabel("Names:").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Update the JSON URL" }).ClickAsync();
        await Assertions.Expect(page.GetByText("/install/canvas.json?with=gradebook,names")).ToBeVisibleAsync();

        await page.Locator("#field-client-id").FillAsync("not a number");
        await page.Locator("#field-deployment").FillAsync("25:8865aa05b4b79b64a91a86042e43af5ea8ae79eb");
        await page.Locator("#field-address").FillAsync("https://maple.instructure.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check and write" }).ClickAsync();
        await Assertions.Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Chromium.AssertAccessibleAsync(page);
        await page.Locator("#field-client-id").FillAsync("10000000000042");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check and write" }).ClickAsync();
        await Assertions.Expect(page.Locator("#command")).ToContainTextAsync("--client-id 10000000000042");
        await Chromium.AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task The_guides_pictures_are_there()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") == "1")
        {
            var admin = await Visitor.OpenAsync(chromium, with.School, "admin1", PictureWidth);
            await AskAsync(admin);
            await DocsPicture.TakeAsync(admin, "install-ask", PictureWidth);
            await SubmitAsync(admin, "Connect");
            await admin.In("#close").WaitForAsync();
            await DocsPicture.TakeAsync(admin, "install-done", PictureWidth);
        }

        Assert.All(["install-ask", "install-done"], name => Assert.True(File.Exists(DocsPicture.PathOf(name)), name));
    }

    // Pastes an invitation's address into the LMS and waits for the tool's page in its frame.
    private async Task<string> AskAsync(Visitor admin, string? address = null)
    {
        address ??= (await with.School.Services.GetRequiredService<InvitationSetup>().AddAsync(null, null, 7, Ct)).Value!.Address.AbsoluteUri;
        await admin.GoAsync("/tools");
        await admin.Page.Locator("input[name=address]").FillAsync(address);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add tool" }).ClickAsync();
        await admin.In("main h1").WaitForAsync();
        return address;
    }

    private static Task SubmitAsync(Visitor admin, string connect) =>
        admin.Tool.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + connect) }).PressAsync("Enter");
}
