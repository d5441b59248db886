using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages;

/// <summary>An answer that is a screen, for a screen of another folder that shows it inside its own.</summary>
public interface IScreenResult : IResult
{
    /// <summary>What stands inside <c>&lt;main&gt;</c>.</summary>
    RenderFragment Content { get; }
}

/// <summary>Answers with a screen: alone to be swapped in, or (with <see cref="Launch"/>) inside the launch document.</summary>
/// <typeparam name="TScreen">The component.</typeparam>
/// <typeparam name="TModel">Its model.</typeparam>
public sealed class ScreenResult<TScreen, TModel>(Words words, string title, TModel model) : IScreenResult
    where TScreen : Screen<TModel>
{
    /// <summary>The document to stand in, for the answer to a launch; null for a swap.</summary>
    public LaunchFrame? Launch { get; init; }

    /// <summary>True for tables that need the room.</summary>
    public bool Wide { get; init; }

    /// <summary>The HTTP status; 422 for a form that needs another look.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Set for a screen that is the same for all who open it: it is drawn once and kept.</summary>
    public SameForAll? Same { get; init; }

    /// <inheritdoc/>
    public RenderFragment Content => builder =>
    {
        builder.OpenComponent<TScreen>(0);
        builder.AddComponentParameter(1, nameof(Screen<TModel>.Model), model);
        builder.AddComponentParameter(2, nameof(Screen<TModel>.Words), words);
        builder.CloseComponent();
    };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var content = Content;
        if (Same is not null)
        {
            var drawn = await Same.Screens.GetAsync(Same.Key, Same.Marks, () => Html.OfAsync<TScreen>(httpContext, new()
            {
                [nameof(Screen<TModel>.Model)] = model,
                [nameof(Screen<TModel>.Words)] = words,
            }));
            content = builder => builder.AddMarkupContent(0, drawn);
        }

        var main = new Dictionary<string, object?>
        {
            [nameof(Main.Title)] = title,
            [nameof(Main.Wide)] = Wide,
            [nameof(Main.ChildContent)] = content,
        };

        var policy = Launch is null ? PagePolicy.Fragment : PagePolicy.Page(Launch.FrameAncestors, Launch.FormTargets);
        var html = Launch is null
            ? await Html.OfAsync<Main>(httpContext, new(main) { [nameof(Main.Language)] = words.Language })
            : await Html.OfAsync<LaunchDocument>(httpContext, new(main)
            {
                [nameof(LaunchDocument.Words)] = words,
                [nameof(LaunchDocument.Frame)] = Launch,
            });

        await Html.SendAsync(httpContext, html, Status, policy);
    }
}

/// <summary>What a launch document needs besides its first screen.</summary>
/// <param name="Token">The session token; the boot module takes it out of the document at once.</param>
/// <param name="Address">The first screen's own address under <c>/app</c>, so that Back can come home to it.</param>
/// <param name="FrameAncestors">Origins that may frame the page.</param>
/// <param name="FormTargets">Origins a form may be posted to: the LMS's deep linking return. Our own is always allowed.</param>
/// <param name="MessageTarget">Origin of the LMS page around us when it is known, for resize messages; null speaks to whoever frames us.</param>
/// <param name="PostMessageToken">The LMS's token for resize messages, when it gave one.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c> when the person chose; null: light in a frame, the system's in a window of her own.</param>
public sealed record LaunchFrame(
    string Token,
    string Address,
    IReadOnlyList<string> FrameAncestors,
    IReadOnlyList<string> FormTargets,
    string? MessageTarget = null,
    string? PostMessageToken = null,
    string? Theme = null)
{
    /// <summary>True when somebody acts under another's name: the page says so above every screen.</summary>
    public bool IsActedFor { get; init; }
}
