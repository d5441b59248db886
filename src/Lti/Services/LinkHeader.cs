using System.Text;

namespace Integration.Lti.Services;

/// <summary>
/// Reads <c>Link</c> headers as <see href="https://www.rfc-editor.org/rfc/rfc8288#section-3">RFC 8288</see> describes them and as platforms write them:
/// Moodle 4.5 puts typographic quotes around the relation and <c>&amp;amp;</c> into the address of line item pages.
/// </summary>
internal static class LinkHeader
{
    // “ and ” as UTF-8, then the same bytes read as Latin-1, which is how HttpClient hands header values over.
    private static readonly string[] TypographicQuotes = ["\u201c", "\u201d", "\u00e2\u0080\u009c", "\u00e2\u0080\u009d"];

    /// <summary>The target of the first <c>rel="next"</c>, resolved against the page it came with; null when this is the last page.</summary>
    /// <param name="headers">Every <c>Link</c> header of the answer.</param>
    /// <param name="page">The address that was asked.</param>
    /// <param name="isBroken">True when there is a next page but its address can't be read: the list is not complete.</param>
    public static Uri? Next(IEnumerable<string> headers, Uri page, out bool isBroken)
    {
        isBroken = false;
        foreach (var (target, relations) in headers.SelectMany(header => Links(Straighten(header))))
        {
            if (!relations.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains("next", StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            isBroken = !Uri.TryCreate(page, target.Replace("&amp;", "&", StringComparison.Ordinal), out var next);
            return next;
        }

        return null;
    }

    private static string Straighten(string header)
        => TypographicQuotes.Aggregate(header, (text, quote) => text.Replace(quote, "\"", StringComparison.Ordinal));

    private static IEnumerable<(string Target, string Relations)> Links(string header)
    {
        var at = 0;
        while ((at = header.IndexOf('<', at)) >= 0)
        {
            var end = header.IndexOf('>', at);
            if (end < 0)
            {
                yield break;
            }

            var target = header[(at + 1)..end].Trim();
            yield return (target, Relations(header, end + 1, out at));
        }
    }

    /// <summary>The <c>rel</c> among the parameters from <paramref name="at"/> up to the comma that ends this link; the first one counts.</summary>
    private static string Relations(string header, int at, out int end)
    {
        string? relations = null;
        while (at < header.Length && header[at] != ',')
        {
            if (header[at] is ';' or ' ' or '\t')
            {
                at++;
                continue;
            }

            var name = Take(header, ref at, "=;,").Trim();
            var value = at < header.Length && header[at] == '=' ? Value(header, ref at) : "";
            if (relations is null && name.Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                relations = value;
            }
        }

        end = at;
        return relations ?? "";
    }

    private static string Value(string header, ref int at)
    {
        at++;
        while (at < header.Length && header[at] == ' ')
        {
            at++;
        }

        if (at >= header.Length || header[at] != '"')
        {
            return Take(header, ref at, ";,").Trim();
        }

        var value = new StringBuilder();
        for (at++; at < header.Length && header[at] != '"'; at++)
        {
            if (header[at] == '\\' && at + 1 < header.Length)
            {
                at++;
            }

            value.Append(header[at]);
        }

        at = Math.Min(at + 1, header.Length);
        return value.ToString();
    }

    private static string Take(string header, ref int at, string stops)
    {
        var from = at;
        while (at < header.Length && !stops.Contains(header[at], StringComparison.Ordinal))
        {
            at++;
        }

        return header[from..at];
    }
}
