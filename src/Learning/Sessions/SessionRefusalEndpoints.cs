using Integration.Learning.Pages.Handshake;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Sessions;

/// <summary>The ways a session ends. The page keeps what was typed and says what to do; the words are the page's own.</summary>
internal static class SessionRefusalEndpoints
{
    public const string EndedCode = "SES1001";
    public const string WithdrawnCode = "SES1002";
    public const string NotAllowedCode = "SES1003";
    public const string MissingCode = "SES1004";
    public const string NotThereCode = "SES1005";
    public const string ReadOnlyCode = "SES1006";

    /// <summary>No token: a person who pressed reload inside the frame reads a page that explains itself, a script gets a code.</summary>
    public static IResult Missing(HttpContext http) => HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        ? http.RequestServices.GetRequiredService<ErrorPages>().Reloaded(http)
        : new Refusal(MissingCode).Answer(StatusCodes.Status401Unauthorized);

    /// <summary>The token is not ours or too old: open the activity again from the class.</summary>
    public static IResult Ended => new Refusal(EndedCode).Answer(StatusCodes.Status401Unauthorized);

    /// <summary>The registration or deployment was withdrawn since the launch.</summary>
    public static IResult Withdrawn => new Refusal(WithdrawnCode).Answer(StatusCodes.Status403Forbidden);

    /// <summary>The session is open but its role may not do this.</summary>
    public static IResult NotAllowed => new Refusal(NotAllowedCode).Answer(StatusCodes.Status403Forbidden);

    /// <summary>The session may look and nothing else: an observer's, or one in which somebody acts under another's name.</summary>
    public static IResult ReadOnly => new Refusal(ReadOnlyCode).Answer(StatusCodes.Status403Forbidden);

    /// <summary>There is no such address, or not with this method.</summary>
    public static IResult NotThere => new Refusal(NotThereCode).Answer(StatusCodes.Status404NotFound);
}
