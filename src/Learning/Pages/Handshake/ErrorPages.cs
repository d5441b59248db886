using Integration.Lti;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages.Handshake;

/// <summary>The pages for what goes wrong outside a launch. A fetch gets them too and shows their <c>main</c>.</summary>
public sealed class ErrorPages(LtiToolOptions options)
{
    private readonly bool _allowLoopback = options.IsDevelopment;

    /// <summary>401 for an address of ours that was opened without a session: a reload, a bookmark, a copied address.</summary>
    public IResult Reloaded(HttpContext http)
    {
        var words = RequestLanguage.WordsFor(http.Request);
        return new BareResult<ReloadedPage, bool>(words, words["reloaded.title"], true, StatusCodes.Status401Unauthorized) { AllowLoopback = _allowLoopback };
    }

    /// <summary>Our own 404, 500 or 503, with the reference that stands in the log.</summary>
    public IResult Error(HttpContext http, int status, string? reference)
    {
        var shown = status is 404 or 503 ? status : 500;
        var words = RequestLanguage.WordsFor(http.Request);
        return new BareResult<ErrorPage, ErrorModel>(words, words[$"error.{shown}.title"], new(shown, reference), status) { AllowLoopback = _allowLoopback };
    }
}
