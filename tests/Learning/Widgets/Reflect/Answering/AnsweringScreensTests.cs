using Integration.Learning;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Widgets.Reflect.Answering;
using Integration.Tests.Browser;
using Microsoft.Playwright;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

/// <summary>The student's screens in a browser: every part in order, without the network between parts, and readable by everyone.</summary>
public sealed class AnsweringScreensTests(Chromium chromium)
{
    public static TheoryData<string, GradeBand, string, int, bool> Looks() => new()
    {
        { "exit-check-i-can", GradeBand.K2, "en", 320, false },
        { "exit-check-i-can", GradeBand.Grades35, "es", 320, true },
        { "single-point-rubric", GradeBand.Grades68, "en", 1200, false },
        { "single-point-rubric", GradeBand.Grades68, "es", 320, true },
    };

    [Fact]
    public async Task In_forced_colours_what_is_chosen_and_where_one_is_can_be_told()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        var page = await chromium.OpenAsync(320);
        await using var context = page.Context;
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await page.GotoAsync(host.Launch(host.SessionOf(AnswerWorld.Ana)).ToString());
        await page.Locator("[data-step-next]").ClickAsync();
        await page.Locator("[data-step='good']").WaitForAsync();
        await page.Locator("[data-step-next]").ClickAsync();
        var rate = $"input[name='{ReflectFields.Of(ReflectFields.Rate, activity.Criteria[0].Id)}']";
        await page.Locator($"{rate}[value='2']").CheckAsync();

        await Chromium.PictureAsync(page, "reflect/forced-colours-rate");

        Assert.NotEqual(await StyleAsync(".steps li.done", "backgroundColor"), await StyleAsync(".steps li:not(.done)", "backgroundColor"));
        Assert.NotEqual("0px", await StyleAsync(".chip", "borderTopWidth"));
        Assert.NotEqual("none", await StyleAsync($"{rate}[value='2']", "appearance"));
        await Chromium.AssertFitsAsync(page);
        await Chromium.AssertAccessibleAsync(page);

        Task<string> StyleAsync(string selector, string property)
            => page.Locator(selector).First.EvaluateAsync<string>("(element, property) => getComputedStyle(element)[property]", property);
    }

    // A press is a press and a release in one place; the first save often begins between the two, when the text field is left.
    [Theory]
    [InlineData(320, "es")]
    [InlineData(320, "en")]
    [InlineData(700, "es")]
    [InlineData(1200, "en")]
    public async Task The_first_word_about_saving_moves_no_button(int width, string language)
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync(template: "exit-check-i-can", band: GradeBand.Grades35);
        var page = await chromium.OpenAsync(width, language);
        await using var context = page.Context;
        await page.GotoAsync(host.Launch(host.SessionOf(AnswerWorld.Ana, language: language)).ToString());
        await page.Locator("[data-step-next]").ClickAsync();
        await page.Locator("[data-step='good']").WaitForAsync();
        Assert.Equal("", await page.Locator("[data-save-status]").InnerTextAsync());
        var before = await TopAsync();

        await page.EvaluateAsync("() => { document.querySelector('[data-save-status]').textContent = document.documentElement.lang === 'es' ? 'Guardado 10:41 p. m.' : 'Saved 10:41 PM'; }");

        Assert.Equal(before, await TopAsync());

        Task<double> TopAsync() => page.Locator("[data-step-next]").EvaluateAsync<double>("button => Math.round(button.getBoundingClientRect().top + window.scrollY)");
    }

    [Theory]
    [InlineData(320, "es", true)]
    [InlineData(1200, "en", false)]
    public async Task An_activity_that_is_changed_while_it_is_open_says_so_and_keeps_what_was_rated(int width, string language, bool isDark)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        var page = await chromium.OpenAsync(width, language, isDark);
        await using var context = page.Context;
        await page.GotoAsync(host.Launch(host.SessionOf(AnswerWorld.Ana, language: language)).ToString());
        await host.PlaceAsync(template: "argument-essay", version: 2);
        await page.Locator("[data-step-next]").ClickAsync();
        while (await page.Locator("[data-step^='rate-']:not([hidden])").CountAsync() == 0)
        {
            await page.Locator("[data-step-next]").ClickAsync();
        }

        await page.Locator("[data-step^='rate-']:not([hidden]) input[name^='rate.'][value='2']").CheckAsync();
        var banner = page.Locator($"[data-save-late='{AnswerFaults.ChangedMeanwhile}']");
        await banner.WaitForAsync();

        Assert.Equal(1, await page.Locator("[data-save-late]:not([hidden])").CountAsync());
        await Chromium.PictureAsync(page, $"reflect/changed-{language}-{width}");
        await Chromium.AssertFitsAsync(page);
        await Chromium.AssertAccessibleAsync(page);
        await banner.Locator("a").ClickAsync();
        await page.Locator("details.after .quote").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Contains((await host.WorkAsync(activity))!.Replaced, text => text.Field.StartsWith("rate.", StringComparison.Ordinal) && text.Value == "2");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task Every_screen_fits_and_is_accessible(string template, GradeBand band, string language, int width, bool isDark)
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync(template: template, band: band);
        var page = await chromium.OpenAsync(width, language, isDark);

        // Colours are looked at right after they change, not on their way from one to the other.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var session = host.SessionOf(AnswerWorld.Ana, language: language);
        var name = $"{band}-{language}-{width}-{(isDark ? "dark" : "light")}";
        await OpenAsync();

        await LookAsync("1-door");
        await NextAsync();
        await LookAsync("2-good");
        await NextAsync();
        await page.Locator("[data-step-next]").ClickAsync();
        await LookAsync("3-rate-nothing-chosen");
        foreach (var criterion in activity.Criteria)
        {
            var rate = ReflectFields.Of(ReflectFields.Rate, criterion.Id);
            await page.Locator($"input[name='{rate}'][value='3']").CheckAsync();
            var proof = page.Locator($"[name='{ReflectFields.Of(ReflectFields.Proof, criterion.Id)}']");
            if (band == GradeBand.K2)
            {
                await proof.First.CheckAsync();
            }
            else
            {
                await proof.FillAsync("In the table the block is 0.7 and water is 1.0, so it floats.");
            }

            await LookAsync($"4-rate-{criterion.Id}");
            await NextAsync();
        }

        await page.Locator("input[name='stuck'][value='step']").CheckAsync();
        await page.Locator("input[name='tried'][value='draw']").CheckAsync();
        await LookAsync("5-stuck");
        await NextAsync();
        await page.Locator("[name='next']").FillAsync("measure twice and write both numbers down");
        await LookAsync("6-next");
        await NextAsync();
        await LookAsync("7-check");
        await page.Locator("[data-opens='help']").ClickAsync();
        await page.Locator("input[name='kind'][value='words']").CheckAsync();
        await page.Locator("#help-text").FillAsync("What does density mean?");
        await LookAsync("7-help");
        await page.Locator("[data-in-place] button[type='submit']").ClickAsync();
        await page.Locator("#help-ask .banner.good").WaitForAsync();
        await page.Locator("[data-step-last]").ClickAsync();
        await page.Locator("form[action='/app/reflect/takeback']").WaitForAsync();
        await LookAsync("8-sent");

        await host.RespondAsync(activity, accept: false, level: 3);
        await OpenAsync();
        await page.Locator(".behind > summary").ClickAsync();
        await LookAsync("8-returned");
        foreach (var _ in Enumerable.Range(0, activity.Criteria.Count + 4))
        {
            await NextAsync();
        }

        await page.Locator("[data-step-last]").ClickAsync();
        await page.Locator("form[action='/app/reflect/takeback']").WaitForAsync();
        await LookAsync("8-sent-again");
        await host.RespondAsync(activity, accept: true, level: 2, comment: "You used your numbers to explain it. That is what scientists do.");
        await OpenAsync();
        await LookAsync("9-compare-closed");
        await page.Locator(".behind > summary").ClickAsync();
        await page.Locator("input[value='think']").First.CheckAsync();
        await LookAsync("9-compare");

        async Task OpenAsync()
        {
            await page.GotoAsync(host.Launch(session) + (isDark ? "&theme=dark" : ""));
            await page.Locator("main h1").WaitForAsync();
        }

        async Task NextAsync()
        {
            var before = await Step();
            await page.Locator("[data-step-next]").ClickAsync();
            await Assertions.Expect(page.Locator("[data-step]:not([hidden])")).Not.ToHaveAttributeAsync("data-step", before);
        }

        async Task<string> Step() => await page.Locator("[data-step]:not([hidden])").GetAttributeAsync("data-step") ?? "";

        async Task LookAsync(string screen)
        {
            await Chromium.PictureAsync(page, $"reflect/{name}-{screen}");
            await Chromium.AssertFitsAsync(page);
            await Chromium.AssertAccessibleAsync(page);
            if (band == GradeBand.Grades68)
            {
                await AllWaysAsync();
            }
        }

        // The rubric, in both languages: the three other pairs of width and colours, and back.
        async Task AllWaysAsync()
        {
            foreach (var (otherWidth, dark) in new[] { (320, false), (320, true), (1200, false), (1200, true) }.Where(pair => pair != (width, isDark)))
            {
                await ShowAsync(otherWidth, dark);
                await Chromium.AssertFitsAsync(page);
                await Chromium.AssertAccessibleAsync(page);
            }

            await ShowAsync(width, isDark);
        }

        async Task ShowAsync(int asWide, bool dark)
        {
            await page.SetViewportSizeAsync(asWide, 800);
            await page.EvaluateAsync("dark => { if (dark) document.documentElement.dataset.theme = 'dark'; else delete document.documentElement.dataset.theme; }", dark);
        }
    }
}
