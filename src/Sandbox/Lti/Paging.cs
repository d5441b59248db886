using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Sandbox.Lti;

/// <summary>Cuts a list into pages joined by <c>Link: rel="next"</c> (RFC 8288).</summary>
internal static class Paging
{
    /// <summary>The wanted page; <paramref name="header"/> writes the link to the next one in an LMS's own way. Null when <c>limit</c> or <c>page</c> is nonsense.</summary>
    public static IReadOnlyList<T>? Cut<T>(HttpContext context, Addresses addresses, IReadOnlyList<T> all, int largest, Func<string, string>? header = null)
    {
        var query = context.Request.Query;
        if (!TryRead(query["limit"], largest, out var limit) || !TryRead(query["page"], 1, out var page))
        {
            return null;
        }

        var size = Math.Min(limit, largest);
        var skip = (long)(page - 1) * size;
        if (skip + size < all.Count)
        {
            var kept = query.Where(q => q.Key != "page").Append(new("page", (page + 1).ToString(CultureInfo.InvariantCulture)));
            var next = QueryHelpers.AddQueryString(addresses.At(context.Request.Path), kept);
            context.Response.Headers.Link = header is null ? $"<{next}>; rel=\"next\"" : header(next);
        }

        return skip >= all.Count ? [] : [.. all.Skip((int)skip).Take(size)];
    }

    private static bool TryRead(string? text, int otherwise, out int value)
    {
        value = otherwise;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);
    }
}
