using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Lti;
using Integration.Lti.DeepLinking;
using Integration.Lti.Quirks;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Picker;

/// <summary>What goes back to the LMS that asked for content: activities, nothing, or why not. The page posts it by itself.</summary>
internal sealed class DeepLinkEndpoints(ActivityStore activities, DeepLinkingResponses responses, LtiToolOptions tool)
{
    /// <summary>A form with the name that the LMS suggests, which it gives where a teacher has typed one there already. Meant for one activity, so only the first gets it.</summary>
    public static ActivityForm Named(Session session, ActivityForm form)
        => session.DeepLink is { Asked.Title: { } title, Chosen.Count: 0 }
            ? form with { Title = new TextForm(title, session.Language == "es" ? title : "") }
            : form;

    /// <summary>Places the chosen activities.</summary>
    public async Task<IResult> PlaceAsync(HttpContext http, PendingDeepLink pending, CancellationToken ct)
    {
        var session = http.Session();
        var review = KnownProducts.ReviewsSubmissions(http.Registration()) ? WordsOf(http)["review.label"] : null;
        var items = new List<ContentItem>();
        foreach (var id in pending.Chosen)
        {
            var activity = await activities.FindAsync(session.ClassRef.District, id, version: 1, ct)
                ?? throw new InvalidOperationException("A chosen activity has no definition.");
            var summary = TemplateCatalog.Shipped.Find(activity.TemplateId)?.Summary ?? activity.Title;
            var item = DeepLinkItem.Of(activity, summary, session.Language, tool.PublicUrl, pending.Asked.AcceptLineItem, review);
            items.Add(pending.Asked.Text is { } text && pending.Chosen.Count == 1 ? item with { Text = text } : item);
        }

        return await AnswerAsync(http, pending, new DeepLinkingAnswer { Items = pending.Asked.Admit(items) }, "return.title", ct);
    }

    /// <summary>Goes back with nothing, because the person wants to.</summary>
    public Task<IResult> CancelAsync(HttpContext http, CancellationToken ct)
        => AnswerAsync(http, http.Session().DeepLink!, new DeepLinkingAnswer { Log = "Cancelled by the person." }, "return.cancel-title", ct);

    /// <summary>Goes back with nothing, because nothing can be added: words for the person and a code for the log.</summary>
    public Task<IResult> FailAsync(HttpContext http, string words, string code, CancellationToken ct)
        => AnswerAsync(http, http.Session().DeepLink!, new DeepLinkingAnswer { ErrorMessage = WordsOf(http)[words], ErrorLog = code }, "return.cancel-title", ct);

    private async Task<IResult> AnswerAsync(HttpContext http, PendingDeepLink pending, DeepLinkingAnswer answer, string title, CancellationToken ct)
    {
        var (asked, words) = (pending.Asked, WordsOf(http));
        var jwt = await responses.SignAsync(http.Registration(), http.Session().Deployment, answer with { Data = asked.Data }, ct);
        return new ScreenResult<ReturnPage, ReturnModel>(words, words[title], new ReturnModel(asked.ReturnUrl, jwt, answer.Items.Count == 0));
    }

    private static Words WordsOf(HttpContext http) => http.Session().Words().Of<PickerWords>();
}
