using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>What goes wrong in real classrooms, inside the real frame: blocked cookies, a lost network, two windows, a reload, no mouse.</summary>
[Collection("The practice LMS in a browser")]
public sealed class TroubleTests(SchoolWithTool with, Chromium chromium) : IClassFixture<SchoolWithTool>
{
    // A browser may keep all storage from a frame; then there is nothing in it.
    private const string WhereATokenCouldBe = """
        () => {
          const stored = name => { try { return JSON.stringify({ ...window[name] }); } catch { return ''; } };
          return document.documentElement.outerHTML.match(/token/gi) + location.href + stored('localStorage') + stored('sessionStorage') + document.cookie;
        }
        """;

    [Fact]
    public async Task Cookies_are_partitioned_and_without_them_storage_and_without_both_a_new_window_opens_it()
    {
        var link = await with.AddAsync("t1", "c1", "science-lab");
        using var settings = await with.School.BecomeAsync("t1");
        var student = await Visitor.OpenAsync(chromium, with.School, "s01");
        var cookies = new List<Task<string?>>();
        student.Page.Response += (_, answer) =>
        {
            if (answer.Url.Contains("/lti/login", StringComparison.Ordinal))
            {
                cookies.Add(answer.HeaderValueAsync("set-cookie"));
            }
        };

        await student.OpenAsync(link);
        var cookie = Assert.Single(await Task.WhenAll(cookies));
        Assert.All(["Partitioned", "Secure", "HttpOnly", "SameSite=None"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));

        await settings.SetAsync(dropCookies: true);
        await student.OpenAsync(link);
        Assert.Equal("door", await student.StepAsync());

        await settings.SetAsync(dropCookies: true, storage: false);
        await student.GoAsync($"/activities/{link}");
        await student.In("a.button.primary[target=_blank]").WaitForAsync();
        await new Look(student, isDarkOnPhone: false).AtAsync("other-new-window");

        // A window of its own is first-party, where such a browser keeps cookies.
        await settings.SetAsync(storage: false);
        var window = await student.Page.Context.RunAndWaitForPageAsync(() => student.In("a.button.primary[target=_blank]").ClickAsync());
        await window.Locator("[data-step=door]").WaitForAsync();
        await Chromium.AssertAccessibleAsync(window);
        await settings.SetAsync();
    }

    [Fact]
    public async Task Nothing_typed_is_lost_offline_in_two_windows_on_Back_or_by_a_reload()
    {
        var link = await with.AddAsync("t1", "c1", "science-lab");
        var student = await Visitor.OpenAsync(chromium, with.School, "s03");
        await student.OpenAsync(link);
        await student.NextAsync();
        await student.NextAsync();
        var status = student.In("[data-save-status]");

        await student.Page.Context.SetOfflineAsync(true);
        await student.RateAsync(3, "Written on the bus without a network.");
        await Assertions.Expect(status).ToHaveAttributeAsync("data-state", "failed");
        await student.NextAsync();
        await student.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(status).ToHaveAttributeAsync("data-state", "saved");

        await student.Page.EvaluateAsync("() => history.back()");
        await Assertions.Expect(student.In("[name='proof.plan']")).ToBeVisibleAsync();
        await Assertions.Expect(student.In("[name='proof.plan']")).ToHaveValueAsync("Written on the bus without a network.");

        var other = await Visitor.OpenAsync(chromium, with.School, "s03");
        await other.OpenAsync(link);
        await other.In("[data-step-back]").ClickAsync();
        await other.In("[name='proof.plan']").FillAsync("Written at home.");
        await other.In("[name='proof.plan']").BlurAsync();
        await Assertions.Expect(other.In("[data-save-status]")).ToHaveAttributeAsync("data-state", "saved");
        await student.In("[name='proof.plan']").FillAsync("Written at school.");
        await student.In("[name='proof.plan']").BlurAsync();
        await Assertions.Expect(student.In(".theirs")).ToContainTextAsync("Written at home.");
        await Assertions.Expect(student.In("[name='proof.plan']")).ToHaveValueAsync("Written at school.");
        await new Look(student, isDarkOnPhone: true).AtAsync("other-conflict");

        Assert.DoesNotContain("token", await student.Frame.EvaluateAsync<string>(WhereATokenCouldBe), StringComparison.OrdinalIgnoreCase);
        await student.Frame.EvaluateAsync("() => location.reload()");
        await Assertions.Expect(student.In("h1")).ToHaveTextAsync("Open the activity again from your class");
        await new Look(student, isDarkOnPhone: false).AtAsync("other-reloaded");
        await student.OpenAsync(link);
        await Assertions.Expect(student.In("[name='proof.plan']")).ToHaveValueAsync("Written at school.");
    }

    [Fact]
    public async Task A_keyboard_is_enough_from_the_door_to_the_gradebook()
    {
        var link = await with.AddAsync("t1", "c1", "stuck-and-tried", ("band", "Grades68"), ("criteria-from", "Grades68"));
        var student = await Visitor.OpenAsync(chromium, with.School, "s05");
        var keys = student.Page.Keyboard;
        await student.OpenAsync(link);

        await student.Page.Locator("#tool").FocusAsync();
        for (var step = await student.StepAsync(); step != "check"; step = await NextAsync(step))
        {
            var part = $"[data-step='{step}'] ";
            if (step.StartsWith("rate-", StringComparison.Ordinal))
            {
                await student.TabToAsync(part + "input[type=radio]");
                await keys.PressAsync("Space");
                await keys.PressAsync("ArrowDown");
                await keys.PressAsync("ArrowDown");
                await student.TabToAsync(part + "textarea");
                await keys.TypeAsync("The second drawing shows it.");
            }
            else if (step == "stuck")
            {
                await student.TabToAsync("#stuck-none");
                await keys.PressAsync("Space");
            }
            else if (step == "next")
            {
                await student.TabToAsync("textarea[name=next]");
                await keys.TypeAsync("draw it first");
            }
        }

        await student.TabToAsync("[data-step-last]");
        await keys.PressAsync("Enter");
        await student.In("form[action='/app/reflect/takeback']").WaitForAsync();
        await with.School.ScoreAsync("c1", "s05");

        async Task<string> NextAsync(string step)
        {
            await student.TabToAsync("[data-step-next]");
            await keys.PressAsync("Enter");
            await Assertions.Expect(student.In("[data-step]:not([hidden])")).Not.ToHaveAttributeAsync("data-step", step);
            return await student.StepAsync();
        }
    }
}
