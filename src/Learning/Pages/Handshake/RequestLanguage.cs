using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages.Handshake;

/// <summary>The language of a page that is shown before a launch told us the person's own.</summary>
internal static class RequestLanguage
{
    /// <summary>The handshake words in the first language of <c>Accept-Language</c> that we have. Times are UTC: no school is known yet.</summary>
    public static Words WordsFor(HttpRequest request) => Of(request).Of<HandshakeWords>();

    /// <summary>The shared words in that language.</summary>
    /// <param name="request">The request.</param>
    /// <param name="chosen">A language somebody chose on the page itself, or null.</param>
    public static Words Of(HttpRequest request, string? chosen = null)
    {
        if (chosen is "en" or "es")
        {
            return new Words(chosen, TimeZoneInfo.Utc);
        }

        var tag = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value)
            .FirstOrDefault(value => value is not null && (IsPrimary(value, "en") || IsPrimary(value, "es")));
        return new Words(tag, TimeZoneInfo.Utc);
    }

    private static bool IsPrimary(string tag, string language) => string.Equals(tag.Split('-')[0], language, StringComparison.OrdinalIgnoreCase);
}
