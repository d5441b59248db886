using Microsoft.Playwright;

namespace Integration.Tests.Browser;

public sealed class PageModulesTests(Chromium chromium)
{
    private readonly SampleScreens _screens = new();

    [Fact]
    public async Task Typing_is_saved_when_it_pauses()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");

        await page.Locator("#proof").PressSequentiallyAsync("The block floats.");

        await Assertions.Expect(page.Locator("[data-save-status]")).ToHaveTextAsync("Saved 10:41");
        Assert.Equal("The block floats.", _screens.Saved("proof"));
        Assert.Null(_screens.Saved("next"));
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_network_goes_and_comes_back()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");

        await page.Context.SetOfflineAsync(true);
        await page.Locator("#proof").FillAsync("Written on the bus.");
        await Assertions.Expect(page.Locator("[data-save-status]")).ToHaveTextAsync("Not saved yet. We keep trying.");
        await Assertions.Expect(page.Locator("#offline")).ToBeVisibleAsync();
        await page.GetByText("Look at two").ClickAsync();
        await Assertions.Expect(page.Locator("#problem")).ToContainTextAsync("Nothing you typed is lost");
        await Assertions.Expect(page.Locator("#proof")).ToHaveValueAsync("Written on the bus.");
        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("[data-save-status]")).ToHaveTextAsync("Saved 10:41");
        await Assertions.Expect(page.Locator("#offline")).ToBeHiddenAsync();
        Assert.Equal("Written on the bus.", _screens.Saved("proof"));
    }

    [Fact]
    public async Task A_failing_server_is_asked_again_until_it_saves()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");
        _screens.DraftStatus = 500;

        await page.Locator("#proof").FillAsync("Still here.");
        await Assertions.Expect(page.Locator("[data-save-status]")).ToHaveTextAsync("Not saved yet. We keep trying.");
        _screens.DraftStatus = 200;

        await Assertions.Expect(page.Locator("[data-save-status]")).ToHaveTextAsync("Saved 10:41");
        Assert.Equal("Still here.", _screens.Saved("proof"));
    }

    [Fact]
    public async Task A_session_that_is_over_leaves_the_words_where_they_are()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");
        _screens.DraftStatus = 401;

        await page.Locator("#proof").FillAsync("I was away for lunch.");

        await Assertions.Expect(page.Locator("#ended")).ToContainTextAsync("Your words are still here");
        await Assertions.Expect(page.Locator("#proof")).ToHaveValueAsync("I was away for lunch.");
    }

    [Fact]
    public async Task Closing_the_page_right_after_the_last_key_saves()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");

        // No timer runs any more and the field keeps the focus, so that neither a pause nor a blur can have saved it.
        await page.EvaluateAsync("""
            () => {
              window.setTimeout = () => 0;
              const field = document.getElementById('proof');
              field.value = 'Last word';
              field.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GotoAsync(server.Address + "/lms");

        await WaitUntilAsync(() => _screens.Saved("proof") == "Last word");
    }

    [Fact]
    public async Task Two_windows_merge_untouched_fields_and_show_both_texts_of_a_field_changed_in_both()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var first = await OpenAsync(server, "/launch");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(server.Address + "/launch");

        await first.Locator("#proof").FillAsync("From the first window");
        await first.Locator("#next").FillAsync("measure again");
        await first.Locator("#next").BlurAsync();
        await WaitUntilAsync(() => _screens.Saved("next") == "measure again");
        await second.Locator("#proof").FillAsync("From the second window");
        await second.Locator("#proof").BlurAsync();

        var box = second.Locator(".theirs");
        await Assertions.Expect(box).ToContainTextAsync("From the first window");
        await Assertions.Expect(second.Locator("#next")).ToHaveValueAsync("measure again");
        await Assertions.Expect(second.Locator("#proof")).ToHaveValueAsync("From the second window");
        await Chromium.PictureAsync(second, "conflict");
        await Chromium.AssertAccessibleAsync(second);

        await box.GetByText("Use this one").ClickAsync();
        await Assertions.Expect(second.Locator("#proof")).ToHaveValueAsync("From the first window");
        await Assertions.Expect(second.Locator(".theirs")).ToContainTextAsync("From the second window");
        await WaitUntilAsync(() => _screens.Saved("proof") == "From the first window");
    }

    [Fact]
    public async Task A_form_pressed_twice_is_sent_once_with_what_was_typed_last()
    {
        _screens.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");
        await page.Locator("#proof").FillAsync("Done.");

        var send = page.GetByRole(AriaRole.Button, new() { Name = "Send to Ms. Okafor" });
        await send.EvaluateAsync("button => { button.click(); button.click(); }");
        await WaitUntilAsync(() => !_screens.Sent.IsEmpty);
        await Assertions.Expect(send).ToHaveAttributeAsync("aria-disabled", "true");
        await send.EvaluateAsync("button => button.click()");
        _screens.Hold.SetResult();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sent to Ms. Okafor" })).ToBeVisibleAsync();
        Assert.Equal(["proof=Done.&next="], _screens.Sent);
        Assert.Equal("Done.", _screens.Saved("proof"));
    }

    [Fact]
    public async Task Screens_change_with_title_focus_and_address_and_Back_returns()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");
        Assert.EndsWith("/app/screen/one", page.Url);

        await page.GetByText("Look at two").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Screen two");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("Screen two");
        Assert.EndsWith("/app/screen/two", page.Url);

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Screen one");
        Assert.EndsWith("/app/screen/one", page.Url);
    }

    [Fact]
    public async Task The_token_is_renewed_and_is_nowhere_to_be_found()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch");

        await page.GetByText("Look at two").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Screen two");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Screen one");

        Assert.Equal(["token-0", "token-1"], _screens.Tokens);
        var everywhere = await page.EvaluateAsync<string>("""
            () => document.documentElement.outerHTML + location.href + JSON.stringify(history.state) + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie
            """);
        Assert.DoesNotContain("token-", everywhere);
    }

    [Fact]
    public async Task The_page_around_us_learns_the_height_of_the_content()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/lms");

        await page.WaitForFunctionAsync("() => heard.some(message => message.subject === 'lti.frameResize' && message.height >= 300 && message.height <= 6000)");
        await page.FrameLocator("iframe").GetByText("Look at two").ClickAsync();

        await page.WaitForFunctionAsync("() => heard.some(message => message.subject === 'lti.scrollToTop')");
    }

    [Fact]
    public async Task Steps_check_their_fields_and_Back_goes_one_part_back()
    {
        await using var server = await PageServer.StartAsync(_screens.Map);
        var page = await OpenAsync(server, "/launch/steps");

        await Assertions.Expect(page.Locator("[data-step-progress]")).ToHaveTextAsync("Part 1 of 2");
        await page.GetByText("Next", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".summary")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".summary a")).ToHaveTextAsync("Choose one.");
        await Chromium.PictureAsync(page, "steps-error");
        await Chromium.AssertAccessibleAsync(page);
        await page.Locator(".summary a").ClickAsync();
        await Assertions.Expect(page.Locator("#rating-1")).ToBeFocusedAsync();

        await page.GetByText("Got it").ClickAsync();
        await page.GetByText("Next", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What is next?" })).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("[data-step-progress]")).ToHaveTextAsync("Part 1 of 2");
        Assert.Empty(_screens.Tokens);

        await page.GetByText("Next", new() { Exact = true }).ClickAsync();
        await page.Locator("#next").FillAsync("try salt water");
        await page.GetByText("Send to Ms. Okafor").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sent to Ms. Okafor" })).ToBeVisibleAsync();
        Assert.Equal(["rating=3&next=try salt water"], _screens.Sent);
    }

    private static async Task WaitUntilAsync(Func<bool> isTrue, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(isTrue))] string? what = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (!isTrue())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain for {what}.");
            await Task.Delay(20);
        }
    }

    // The browser closes its contexts when the run ends; a test leaves its own open for the picture of a failure.
    private async Task<IPage> OpenAsync(PageServer server, string path)
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(server.Address + path);
        return page;
    }
}
