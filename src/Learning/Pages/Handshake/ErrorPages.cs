using System.Globalization;
using Integration.Lti;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages.Handshake;

/// <summary>The pages for what goes wrong outside a launch. A fetch gets them too and shows their <c>main</c>.</summary>
public sealed class ErrorPages(LtiToolOptions options, TimeProvider clock)
{
    private readonly bool _allowLoopback = options.IsDevelopment;

    /// <summary>401 for an address of ours that was opened without a session: a reload, a bookmark, a copied address.</summary>
    public IResult Reloaded(HttpContext http)
    {
        var words = RequestLanguage.WordsFor(http.Request);
        return new BareResult<ReloadedPage, bool>(words, words["reloaded.title"], true, StatusCodes.Status401Unauthorized) { AllowLoopback = _allowLoopback };
    }

    /// <summary>An answer that belongs to no feature: no such address, too large, busy, our own fault.</summary>
    /// <param name="http">The request; only its language is used.</param>
    /// <param name="status">400 and above.</param>
    /// <param name="reference">The short id that also stands in the log, or null.</param>
    public IResult Error(HttpContext http, int status, string? reference)
    {
        var words = RequestLanguage.WordsFor(http.Request);
        var model = new ErrorModel(ShownFor(status), string.Create(CultureInfo.InvariantCulture, $"HTTP{status}"), reference, clock.GetUtcNow());
        return new BareResult<ErrorPage, ErrorModel>(words, words[$"error.{model.Shown}.title"], model, status)
        {
            Step = new { @do = "copy" },
            AllowLoopback = _allowLoopback,
        };
    }

    // The words there are: what has none of its own is an unclear request, or our own fault.
    private static int ShownFor(int status) => status switch
    {
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status408RequestTimeout
            or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status503ServiceUnavailable => status,
        >= 500 => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
