using System.Text.RegularExpressions;
using Integration.OneRoster.Http;

namespace Integration.OneRoster.Rest;

/// <summary>What <c>Link: rel="next"</c> says about the page after this one.</summary>
internal enum NextLink
{
    /// <summary>Nothing that helps: no link, or one that counts records, which we do ourselves and better.</summary>
    Silent,

    /// <summary>A page that can't be counted to (a cursor).</summary>
    Cursor,

    /// <summary>A page at another origin, where no credentials go.</summary>
    Foreign,
}

/// <summary>
/// Reads <c>Link</c> headers. A next address with an <c>offset</c> is not followed: servers that clamp the page size often count on by the size that was asked
/// for, and skip records. One without is a cursor and the only way on.
/// </summary>
internal static partial class NextLinks
{
    /// <summary>The kind of link, and its address when it is a cursor.</summary>
    public static (NextLink Kind, Uri? Address) Read(IEnumerable<string> headers, Uri page)
    {
        foreach (Match link in headers.SelectMany(header => Links().Matches(header)))
        {
            var relations = Relation().Match(link.Groups["parameters"].Value).Groups["names"].Value;
            if (!relations.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains("next", StringComparer.OrdinalIgnoreCase)
                || !Uri.TryCreate(page, link.Groups["target"].Value.Trim(), out var target))
            {
                continue;
            }

            return !SisAddress.IsSameOrigin(page, target) || target.UserInfo.Length > 0 ? (NextLink.Foreign, null)
                : Offset().IsMatch(target.Query) || target == page ? (NextLink.Silent, null)
                : (NextLink.Cursor, target);
        }

        return (NextLink.Silent, null);
    }

    [GeneratedRegex("<(?<target>[^>]*)>(?<parameters>[^<]*)")]
    private static partial Regex Links();

    [GeneratedRegex("""\brel\s*=\s*(?:"(?<names>[^"]*)"|(?<names>[^;,\s]*))""", RegexOptions.IgnoreCase)]
    private static partial Regex Relation();

    [GeneratedRegex("[?&]offset=", RegexOptions.IgnoreCase)]
    private static partial Regex Offset();
}
