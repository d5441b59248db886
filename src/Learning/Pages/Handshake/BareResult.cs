using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages.Handshake;

/// <summary>Answers with a page that stands alone: no session, no data of a person, readable without scripts.</summary>
/// <typeparam name="TScreen">The component.</typeparam>
/// <typeparam name="TModel">Its model.</typeparam>
internal sealed class BareResult<TScreen, TModel>(Words words, string title, TModel model, int status = StatusCodes.Status200OK) : IResult
    where TScreen : Screen<TModel>
{
    /// <summary>What <c>handshake.js</c> has to do; null for a page without a script.</summary>
    public object? Step { get; init; }

    /// <summary>The page's module; null for <c>handshake.js</c> where there is a step, and for none where there is not.</summary>
    public string? Module { get; init; }

    /// <summary>True for a page in a window of its own, which nobody may frame.</summary>
    public bool OwnWindow { get; init; }

    /// <summary>True for tables that need the room.</summary>
    public bool Wide { get; init; }

    /// <summary>True where the tool runs on loopback, so that a practice LMS over plain http may frame the page.</summary>
    public bool AllowLoopback { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        RenderFragment screen = builder =>
        {
            builder.OpenComponent<TScreen>(0);
            builder.AddComponentParameter(1, nameof(Screen<TModel>.Model), model);
            builder.AddComponentParameter(2, nameof(Screen<TModel>.Words), words);
            builder.CloseComponent();
        };
        var html = await Html.OfAsync<BareDocument>(httpContext, new()
        {
            [nameof(BareDocument.Title)] = title,
            [nameof(BareDocument.Language)] = words.Language,
            [nameof(BareDocument.Step)] = Step,
            [nameof(BareDocument.Module)] = Module ?? (Step is null ? null : "handshake.js"),
            [nameof(BareDocument.Wide)] = Wide,
            [nameof(BareDocument.ChildContent)] = screen,
        });

        // Any LMS may frame these pages: who it is may be just what is not known yet, and there is nothing on them to steal.
        string[] ancestors = AllowLoopback ? ["https:", "http://localhost:*", "http://127.0.0.1:*"] : ["https:"];
        await Html.SendAsync(httpContext, html, status, PagePolicy.Page(OwnWindow ? [] : ancestors, []));
    }
}
