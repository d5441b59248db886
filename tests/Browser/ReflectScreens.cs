using Microsoft.Playwright;

namespace Integration.Tests.Browser;

/// <summary>What people press in Reflect's screens, in any language.</summary>
internal static class ReflectScreens
{
    /// <summary>The name of the part that is shown.</summary>
    internal static async Task<string> StepAsync(this Visitor visitor) => (await visitor.In("[data-step]:not([hidden])").GetAttributeAsync("data-step"))!;

    /// <summary>Presses Next and waits for the next part.</summary>
    internal static async Task NextAsync(this Visitor visitor)
    {
        var step = await visitor.StepAsync();
        await visitor.In("[data-step-next]").ClickAsync();
        await Assertions.Expect(visitor.In("[data-step]:not([hidden])")).Not.ToHaveAttributeAsync("data-step", step);
    }

    /// <summary>Goes on until a part.</summary>
    internal static async Task GoToAsync(this Visitor visitor, string step)
    {
        while (await visitor.StepAsync() != step)
        {
            await visitor.NextAsync();
        }
    }

    /// <summary>Rates the part that is shown and says what shows it.</summary>
    internal static async Task RateAsync(this Visitor visitor, int level, string proof)
    {
        var part = visitor.In("[data-step]:not([hidden])");
        await part.Locator($"[name^='rate.'][value='{level}']").CheckAsync();
        await part.Locator("textarea[name^='proof.']").FillAsync(proof);
    }

    /// <summary>From the first rating to the last part.</summary>
    internal static async Task FillAsync(this Visitor visitor, int level, string proof, string next)
    {
        await visitor.NextAsync();
        await visitor.NextAsync();
        while ((await visitor.StepAsync()).StartsWith("rate-", StringComparison.Ordinal))
        {
            await visitor.RateAsync(level, proof);
            await visitor.NextAsync();
        }

        await visitor.In("#stuck-none").CheckAsync();
        await visitor.NextAsync();
        await visitor.In("#next").FillAsync(next);
        await visitor.NextAsync();
        Assert.Equal("check", await visitor.StepAsync());
    }

    /// <summary>Sends from the last part and waits for the answer.</summary>
    internal static async Task SendAsync(this Visitor visitor)
    {
        await visitor.In("[data-step-last]").ClickAsync();
        await visitor.In("form[action='/app/reflect/takeback']").WaitForAsync();
    }

    /// <summary>R6: help is one press away and asked for with the next, on every screen of a student.</summary>
    internal static async Task AssertHelpIsNearAsync(this Visitor visitor)
    {
        await visitor.In("[data-opens='help']").PressAsync("Enter");
        await Assertions.Expect(visitor.In("#help [name=kind]").First).ToBeVisibleAsync();
        await visitor.In("[data-closes='help']").PressAsync("Enter");
        await Assertions.Expect(visitor.In("[data-opens='help']")).ToBeFocusedAsync();
    }

    /// <summary>As the teacher, in the class: opens the student who waits.</summary>
    internal static async Task OpenFirstWaitingAsync(this Visitor visitor)
    {
        await visitor.In("form[action='/app/reflect/class/open'] button.primary").ClickAsync();
        await visitor.In("#comment").WaitForAsync();
    }

    /// <summary>As the teacher, beside a student's work: answers it.</summary>
    internal static async Task AnswerAsync(this Visitor visitor, string decision, string comment, int level)
    {
        await visitor.In("#comment").FillAsync(comment);
        foreach (var part in await visitor.In("[data-level]").AllAsync())
        {
            await part.Locator($"input[value='{level}']").CheckAsync();
        }

        await visitor.In($"button[value='{decision}']").ClickAsync();
        await visitor.In("main table").WaitForAsync();
    }
}
