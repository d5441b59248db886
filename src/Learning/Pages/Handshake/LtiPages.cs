using System.Globalization;
using Integration.Lti;
using Integration.Lti.Launch;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages.Handshake;

/// <summary>The pages of the launch handshake in the product's look and languages.</summary>
internal sealed class LtiPages(LtiToolOptions options) : ILtiPages
{
    private readonly bool _allowLoopback = options.IsDevelopment;

    public IResult Refused(HttpContext http, LtiFault fault, RefusalFacts facts)
    {
        var words = RequestLanguage.WordsFor(http.Request);
        var culture = CultureInfo.GetCultureInfo(words.Language);
        var model = new RefusalModel(
            RefusalWords.ForStudent(fault.Kind, culture), RefusalWords.ForAdmin(fault.Kind, culture), fault.Kind.Code, fault.Kind.Spec, fault.Detail, facts);
        return new BareResult<RefusedPage, RefusalModel>(words, words["refused.title"], model, fault.Kind.Status)
        {
            Step = new { @do = "copy" },
            AllowLoopback = _allowLoopback,
        };
    }

    public IResult StoreBinding(HttpContext http, StoreBindingStep step)
    {
        var words = RequestLanguage.WordsFor(http.Request);
        return new BareResult<StoreBindingPage, StoreBindingStep>(words, words["opening.title"], step)
        {
            Step = new { @do = "put", origin = step.Origin, target = step.Target, key = step.Key, value = step.Value, next = step.Next.AbsoluteUri },
            AllowLoopback = _allowLoopback,
        };
    }

    public IResult AskStorage(HttpContext http, AskStorageStep step)
    {
        var words = RequestLanguage.WordsFor(http.Request);
        return new BareResult<AskStoragePage, AskStorageStep>(words, words["opening.title"], step)
        {
            Step = new { @do = "get", origin = step.Origin, target = step.Target, key = step.Key },
            AllowLoopback = _allowLoopback,
        };
    }

    public IResult OpenInNewWindow(HttpContext http, Uri? loginAgain, RefusalFacts facts)
    {
        var words = RequestLanguage.WordsFor(http.Request);
        return new BareResult<NewWindowPage, NewWindowModel>(words, words[loginAgain is null ? "window.how-title" : "window.title"], new(loginAgain, facts)) { AllowLoopback = _allowLoopback };
    }
}
