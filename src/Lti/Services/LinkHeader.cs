using System.Text;
using Integration.Lti.Http;

namespace Integration.Lti.Services;

/// <summary>Reads <c>Link</c> headers as <see href="https://www.rfc-editor.org/rfc/rfc8288#section-3">RFC 8288</see> describes them: several relations in one, parameters in any order.</summary>
internal static class LinkHeader
{
    /// <summary>The target of the first link of that relation, resolved against the page it came with; null when there is none.</summary>
    /// <param name="headers">Every <c>Link</c> header of the answer.</param>
    /// <param name="page">The address that was asked.</param>
    /// <param name="relation">Such as <c>next</c>.</param>
    /// <param name="isBroken">True when there is such a link but its address can't be read: a list is then not complete.</param>
    public static Uri? Find(IEnumerable<string> headers, Uri page, string relation, out bool isBroken)
    {
        isBroken = false;
        foreach (var (target, relations) in headers.SelectMany(Links))
        {
            if (!relations.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(relation, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            isBroken = !Uri.TryCreate(page, target, out var found) || !WebAddress.HasPlainHost(found);
            return isBroken ? null : found;
        }

        return null;
    }

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
